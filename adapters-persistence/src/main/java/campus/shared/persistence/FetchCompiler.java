package campus.shared.persistence;

import campus.shared.application.Caller;
import campus.shared.application.FieldType;
import campus.shared.application.ResourceSchema.Field;
import campus.shared.application.Selection;
import campus.shared.persistence.RecordReader.ValueReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Compiles what a call selects into one SQL query: the resource's own columns, and a left join for
 * each to-one relation.
 *
 * <p>What the caller may not see never leaves the database: fields become {@code CASE} expressions,
 * row rules part of the join and of the {@code WHERE}.
 */
final class FetchCompiler {

  private static final String ROOT = "t0";
  private static final Sql.Param CALLER =
      (statement, index, arguments) -> statement.setObject(index, arguments.callerId());

  private final Caller caller;
  private final Sql columns = new Sql();
  private final Sql joins = new Sql();
  private int columnCount;
  private int aliasCount;

  private FetchCompiler(Caller caller) {
    this.caller = caller;
  }

  /** The resource of one name. */
  static Fetch get(Resource resource, Selection selection, Caller caller) {
    var where = new Sql();
    for (int i = 0; i < resource.key().size(); i++) {
      int position = i;
      where
          .append(i == 0 ? "" : " AND ")
          .append(ROOT + "." + resource.key().get(i) + " = ")
          .append((statement, index, arguments) ->
              statement.setObject(index, arguments.names().getFirst().ids().get(position)));
    }
    return new FetchCompiler(caller).compile(resource, selection, where, new Sql());
  }

  /** The resources of many names, in any order. */
  static Fetch batchGet(Resource resource, Selection selection, Caller caller) {
    int last = resource.key().size() - 1;
    var where =
        new Sql()
            .append(ROOT + "." + resource.id() + " = ANY(")
            .append((statement, index, arguments) ->
                statement.setArray(
                    index, statement.getConnection().createArrayOf("uuid", arguments.ids(last))))
            .append(")");
    return new FetchCompiler(caller).compile(resource, selection, where, new Sql());
  }

  /** A page of all resources of the kind, in the order of their ids. */
  static Fetch list(Resource resource, Selection selection, Caller caller, boolean first) {
    var where = new Sql().append("TRUE");
    if (!first) {
      where
          .append(" AND " + ROOT + "." + resource.id() + " > ")
          .append((statement, index, arguments) ->
              statement.setObject(
                  index, UUID.fromString(String.valueOf(arguments.after().getFirst()))));
    }
    var tail =
        new Sql()
            .append(" ORDER BY " + ROOT + "." + resource.id() + " LIMIT ")
            .append((statement, index, arguments) -> statement.setInt(index, arguments.limit()));
    return new FetchCompiler(caller).compile(resource, selection, where, tail);
  }

  private Fetch compile(Resource resource, Selection selection, Sql where, Sql tail) {
    var reader = reader(resource, selection, nextAlias());
    var sql =
        new Sql()
            .append("SELECT ")
            .append(columns)
            .append(" FROM " + resource.table() + " " + ROOT)
            .append(joins)
            .append(" WHERE ")
            .append(where)
            .append(rowRule(resource, ROOT))
            .append(tail);
    return new Fetch(sql, reader);
  }

  private RecordReader reader(Resource resource, Selection selection, String alias) {
    var keys = resource.key().stream().map(column -> column(alias + "." + column)).toList();
    var fields =
        selection.fields().stream().map(field -> field(resource, field, alias, keys)).toList();
    var branches = new ArrayList<RecordReader>();
    for (var branch : selection.branches()) {
      branches.add(branch(resource, branch, alias));
    }
    return new RecordReader(selection, keys.getLast(), fields, branches);
  }

  private RecordReader branch(Resource resource, Selection.Branch branch, String alias) {
    var join = resource.join(branch.relation());
    var target = join.target().get();
    if (isNameAlone(join, target, branch.selection())) {
      int column = column(alias + "." + join.local());
      var name = name(target, List.of(column));
      return new RecordReader(branch.selection(), column, List.of(name), List.of());
    }
    var joined = nextAlias();
    joins
        .append(" LEFT JOIN " + target.table() + " " + joined)
        .append(" ON " + joined + "." + join.foreign() + " = " + alias + "." + join.local())
        .append(rowRule(target, joined));
    return reader(target, branch.selection(), joined);
  }

  /** Whether the relation's own column says all that is asked for, so that nothing is joined. */
  private boolean isNameAlone(Resource.Join join, Resource target, Selection selection) {
    return join.certain()
        && target.key().equals(List.of(join.foreign()))
        && target.rows().conditionFor(caller) == null
        && selection.fields().size() == 1
        && selection.branches().isEmpty();
  }

  private ValueReader field(Resource resource, Field field, String alias, List<Integer> keys) {
    if (field.type() == FieldType.NAME) {
      return name(resource, keys);
    }
    var column = alias + "." + resource.column(field).name();
    if (field.visibility().everywhere(caller)) {
      return RecordReader.value(field.type(), column(column));
    }
    if (!field.visibility().owner()) {
      return RecordReader.value(field.type(), column("NULL"));
    }
    var owned =
        new Sql()
            .append("CASE WHEN " + alias + "." + resource.owner() + " = ")
            .append(CALLER)
            .append(" THEN " + column + " END");
    return RecordReader.value(field.type(), column(owned));
  }

  private static ValueReader name(Resource resource, List<Integer> keys) {
    return rows -> resource.type().named(ids(rows, keys)).toString();
  }

  private static UUID[] ids(ResultSet rows, List<Integer> columns) throws SQLException {
    var ids = new UUID[columns.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.getObject(columns.get(i), UUID.class);
    }
    return ids;
  }

  private Sql rowRule(Resource resource, String alias) {
    var condition = resource.rows().conditionFor(caller);
    var rule = new Sql();
    if (condition == null) {
      return rule;
    }
    rule.append(" AND (");
    var pieces = condition.replace("{row}", alias).split("\\{caller}", -1);
    for (int i = 0; i < pieces.length; i++) {
      if (i > 0) {
        rule.append(CALLER);
      }
      rule.append(pieces[i]);
    }
    return rule.append(")");
  }

  private int column(String expression) {
    return column(new Sql().append(expression));
  }

  private int column(Sql expression) {
    columns.append(columnCount == 0 ? "" : ", ").append(expression);
    return ++columnCount;
  }

  private String nextAlias() {
    return "t" + aliasCount++;
  }
}

package campus.shared.persistence.compile;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.persistence.declare.Column;
import campus.shared.persistence.declare.Hidden;
import campus.shared.persistence.declare.Join;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.RowSql;
import campus.shared.persistence.jdbc.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row that a query reaches by an alias. Its to-one relations are joined when they are followed,
 * each once.
 */
public final class Scope {

  /** The {@code FROM} clause that scopes add their joins to. */
  public static final class From {
    private final Caller caller;
    private final Sql joins = new Sql();
    private final Counter aliases;

    public From(Caller caller, Counter aliases) {
      this.caller = caller;
      this.aliases = aliases;
    }

    public Caller caller() {
      return caller;
    }

    /** The joins, in order. */
    public Sql joins() {
      return joins;
    }

    public Counter aliases() {
      return aliases;
    }
  }

  /** Makes aliases, each used once in a statement. */
  public static final class Counter {
    private int used;

    public String next() {
      return "t" + used++;
    }
  }

  private final From from;
  private final Resource resource;
  private final String alias;
  private final boolean optional;
  private final Map<Relation, Scope> followed = new HashMap<>();

  private Scope(From from, Resource resource, String alias, boolean optional) {
    this.from = from;
    this.resource = resource;
    this.alias = alias;
    this.optional = optional;
  }

  /**
   * The scope that a {@code FROM} clause begins with.
   *
   * @param optional whether there may be no row
   */
  public static Scope root(From from, Resource resource, String alias, boolean optional) {
    return new Scope(from, resource, alias, optional);
  }

  Resource resource() {
    return resource;
  }

  From from() {
    return from;
  }

  Caller caller() {
    return from.caller();
  }

  public String alias() {
    return alias;
  }

  /** Whether there may be no row. */
  boolean isOptional() {
    return optional;
  }

  String column(String column) {
    return alias + "." + column;
  }

  public String id() {
    return column(resource.id());
  }

  /** The row at the end of to-one relations. */
  Scope follow(List<Relation> relations) {
    var scope = this;
    for (var relation : relations) {
      scope = scope.follow(relation);
    }
    return scope;
  }

  /** The row at the end of a to-one relation. */
  Scope follow(Relation relation) {
    return followed.computeIfAbsent(relation, this::join);
  }

  private Scope join(Relation relation) {
    var join = resource.join(relation);
    var target = join.target().get();
    var rule = rowRule(target, "");
    boolean certain = relation.kind() == Kind.ONE && !optional && rule.isEmpty();
    var joined = new Scope(from, target, from.aliases.next(), !certain);
    // An inner join if it changes nothing: the planner can then begin at either side.
    from.joins
        .append(certain ? " JOIN " : " LEFT JOIN ")
        .append(target.table() + " " + joined.alias)
        .append(" ON " + joined.column(join.foreign()) + " = " + column(join.local()))
        .append(rowRule(target, joined.alias));
    return joined;
  }

  /** Whether our own column holds the id of the target, so that its name needs no join. */
  boolean knowsNameOf(Relation relation) {
    var join = resource.join(relation);
    var target = join.target().get();
    return join.reference()
        && target.key().equals(List.of(join.foreign()))
        && (join.named() || rowRule(target, "").isEmpty());
  }

  /** The row as declarations see it. */
  Row row() {
    return new Row(alias);
  }

  /** The row rule of a resource as the end of a condition, {@code AND} included; empty for none. */
  public Sql rowRule(Resource target, String alias) {
    var condition = target.rows().conditionFor(caller());
    return condition == null ? new Sql() : Sql.of(" AND (", condition.of(new Row(alias)), ")");
  }

  /** The value of a field. */
  Sql value(Column column) {
    return column.expression() == null
        ? Sql.of(column(column.name()))
        : computed(column.expression());
  }

  /** The value that filters compare. */
  public Sql compared(Column column) {
    return column.expression() == null
        ? Sql.of(column(column.compared()))
        : computed(column.expression());
  }

  /** Neither true nor false for a row that does not exist. */
  private Sql computed(RowSql expression) {
    var sql = expression.of(row());
    return optional
        ? Sql.of("CASE WHEN " + id() + " IS NOT NULL THEN (", sql, ") END")
        : Sql.of("(", sql, ")");
  }

  /** A value that only the owner of the row sees. */
  Sql ownersOnly(Sql value) {
    return Sql.of("CASE WHEN ")
        .append(resource.owner().of(row()))
        .append(" THEN ")
        .append(value)
        .append(" END");
  }

  /**
   * The targets of a to-many relation as the rest of a subquery, from {@code FROM} on.
   *
   * @param between the alias of the link in the subquery, if there is one
   * @param owner the SQL for the id of the owner
   * @param target the alias of the target in the subquery
   */
  static Sql many(Join join, Scope scope, String owner, String target, String between) {
    var resource = join.target().get();
    var sql = Sql.of(" FROM ");
    var link = join.link();
    if (link == null) {
      sql.append(resource.table() + " " + target)
          .append(" WHERE " + target + "." + join.foreign() + " = " + owner);
    } else {
      sql.append(link.table() + " " + between)
          .append(" JOIN " + resource.table() + " " + target)
          .append(" ON " + target + "." + resource.id() + " = " + between + "." + link.theirs())
          .append(" WHERE " + between + "." + link.ours() + " = " + owner);
      if (link.condition() != null) {
        sql.append(Sql.of(" AND (", link.condition().of(new Row(between)), ")"));
      }
    }
    if (join.condition() != null) {
      sql.append(Sql.of(" AND (", join.condition().of(new Row(target)), ")"));
    }
    return join.hidden() == Hidden.ALL ? sql : sql.append(scope.rowRule(resource, target));
  }
}

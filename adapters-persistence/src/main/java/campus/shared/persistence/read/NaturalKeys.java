package campus.shared.persistence.read;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.compile.Scope;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Finds resources that a filter names by a unique field, before the filter is compiled. */
record NaturalKeys(Statements statements, Function<ResourceType, Resource> resources) {

  /**
   * The same condition, in which resources that it names by a unique field, through a relation with
   * a link, are named by their ids. The planner has statistics of the link by id.
   */
  Condition lookUp(Condition condition, Caller caller) {
    return switch (condition) {
      case Condition.All all ->
          new Condition.All(all.conditions().stream().map(one -> lookUp(one, caller)).toList());
      case Condition.Any any ->
          new Condition.Any(any.conditions().stream().map(one -> lookUp(one, caller)).toList());
      case Condition.Not not -> new Condition.Not(lookUp(not.condition(), caller));
      case Condition.Compare compare -> lookUp(compare, caller);
      default -> condition;
    };
  }

  private Condition lookUp(Condition.Compare compare, Caller caller) {
    var relations = compare.path().relations();
    if (compare.operator() != Operator.EQUAL || relations.isEmpty()) {
      return compare;
    }
    var schema = relations.getLast().target().get();
    var target = resources.apply(schema.type());
    boolean known =
        relations.getLast().isToMany()
            && target.key().size() == 1
            && target.column(compare.path().field()).unique();
    if (!known) {
      return compare;
    }
    var ids = idsOf(target, compare, caller);
    return switch (ids.size()) {
      case 0 -> new Condition.Any(List.of());
      case 1 ->
          new Condition.Compare(
              new FieldPath(relations, schema.name()),
              Operator.EQUAL,
              schema.type().named(ids.getFirst()));
      default -> compare;
    };
  }

  /** The ids of the visible resources that the comparison holds for, at most two. */
  private List<UUID> idsOf(Resource target, Condition.Compare compare, Caller caller) {
    var aliases = new Scope.Counter();
    var scope = Scope.root(new Scope.From(caller, aliases), target, aliases.next(), false);
    var sql =
        Sql.of("SELECT " + scope.id() + " FROM " + target.table() + " " + scope.alias() + " WHERE ")
            .append(scope.compared(target.column(compare.path().field())))
            .append(" = ")
            .value(compare.value())
            .append(scope.rowRule(target, scope.alias()))
            .append(" LIMIT 2");
    return statements.query(
        sql, new Arguments(caller, List.of()), rows -> rows.getObject(1, UUID.class));
  }
}

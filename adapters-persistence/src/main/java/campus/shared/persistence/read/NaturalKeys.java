package campus.shared.persistence.read;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.value.Text;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.Scope;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds resources by unique fields: those that names have, and those that filters name. */
record NaturalKeys(Statements statements, CompiledReads compiled) {

  /** Stands in filters for a resource that does not exist. */
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * The resources whose keys a name has in place of ids; null for ids.
   *
   * @throws InvalidRequest if one of them has no keys
   */
  List<@Nullable Resource> keyed(NaturalName name) {
    var keyed = new ArrayList<@Nullable Resource>();
    for (int i = 0; i < name.parts().size(); i++) {
      var key = name.key(i);
      keyed.add(key == null ? null : resourceOf(key, name));
    }
    return keyed;
  }

  private Resource resourceOf(NaturalName.Key key, NaturalName name) {
    var resource = compiled.resourceNamed(key.pattern());
    if (resource == null || resource.natural() == null) {
      throw new InvalidRequest(
          "name", name + ": only " + compiled.naturalPatterns() + " can have an @ in their names");
    }
    return resource;
  }

  /** The ids in a name, and the stored forms of the keys in place of others. */
  List<Object> values(NaturalName name) {
    var values = new ArrayList<Object>();
    for (int i = 0; i < name.parts().size(); i++) {
      var id = name.parts().get(i).id();
      var key = name.key(i);
      values.add(
          key == null ? Objects.requireNonNull(id) : stored(resourceOf(key, name), key.value()));
    }
    return values;
  }

  private static String stored(Resource resource, String key) {
    var natural = Objects.requireNonNull(resource.natural());
    var field = Objects.requireNonNull(resource.schema().field(natural.field()));
    return field.type() == FieldType.LABEL ? Text.key(key) : (String) resource.kept(field, key);
  }

  /**
   * The names with ids, as far as the caller sees such resources. One statement for each type.
   *
   * @throws InvalidRequest if a type has no keys
   */
  Map<NaturalName, ResourceName> find(Collection<NaturalName> names, Caller caller) {
    var keys = new LinkedHashMap<Resource, Map<String, List<NaturalName.Key>>>();
    for (var name : names) {
      for (int i = 0; i < name.parts().size(); i++) {
        var key = name.key(i);
        if (key != null) {
          var resource = resourceOf(key, name);
          keys.computeIfAbsent(resource, _ -> new LinkedHashMap<>())
              .computeIfAbsent(stored(resource, key.value()), _ -> new ArrayList<>())
              .add(key);
        }
      }
    }
    var ids = new HashMap<NaturalName.Key, UUID>();
    keys.forEach((resource, byStored) -> {
      var wanted = List.copyOf(byStored.keySet());
      var sql = FetchCompiler.keys(resource, Sql.of(Sql.array("text", _ -> wanted)), caller);
      var found =
          statements.query(
              sql,
              new Arguments(caller, List.of()),
              rows -> Map.entry(rows.getString(2), rows.getObject(1, UUID.class)));
      for (var one : found) {
        for (var key : Objects.requireNonNull(byStored.get(one.getKey()))) {
          ids.putIfAbsent(key, one.getValue());
        }
      }
    });
    var resolved = new HashMap<NaturalName, ResourceName>();
    for (var name : names) {
      var withIds = name.with(ids);
      if (withIds != null) {
        resolved.put(name, withIds);
      }
    }
    return resolved;
  }

  /** The same condition, with ids in all names. */
  Condition named(Condition condition, Caller caller) {
    var names = new LinkedHashSet<NaturalName>();
    collect(condition, names);
    if (names.isEmpty()) {
      return condition;
    }
    var found = find(names, caller);
    return named(
        condition,
        name -> {
          var known = found.get(name);
          return known == null
              ? new ResourceName(name.type(), Collections.nCopies(name.parts().size(), NOBODY))
              : known;
        });
  }

  private static void collect(Condition condition, Set<NaturalName> names) {
    switch (condition) {
      case Condition.All all -> all.conditions().forEach(one -> collect(one, names));
      case Condition.Any any -> any.conditions().forEach(one -> collect(one, names));
      case Condition.Not not -> collect(not.condition(), names);
      case Condition.Compare compare -> {
        if (compare.value() instanceof NaturalName name) {
          names.add(name);
        }
      }
      case Condition.In in ->
          in.values()
              .forEach(value -> {
                if (value instanceof NaturalName name) {
                  names.add(name);
                }
              });
      default -> {}
    }
  }

  private static Condition named(Condition condition, Function<NaturalName, ResourceName> names) {
    return switch (condition) {
      case Condition.All all ->
          new Condition.All(all.conditions().stream().map(one -> named(one, names)).toList());
      case Condition.Any any ->
          new Condition.Any(any.conditions().stream().map(one -> named(one, names)).toList());
      case Condition.Not not -> new Condition.Not(named(not.condition(), names));
      case Condition.Compare compare ->
          compare.value() instanceof NaturalName name
              ? new Condition.Compare(compare.path(), compare.operator(), names.apply(name))
              : compare;
      case Condition.In in ->
          new Condition.In(
              in.path(),
              in.values().stream()
                  .map(value -> value instanceof NaturalName name ? names.apply(name) : value)
                  .toList(),
              in.negated());
      default -> condition;
    };
  }

  /**
   * The same condition, in which resources that it names by a unique field, in names or through a
   * relation with a link, are named by their ids. The planner has statistics of the link by id.
   */
  Condition lookUp(Condition condition, Caller caller) {
    return lookUpLinked(named(condition, caller), caller);
  }

  private Condition lookUpLinked(Condition condition, Caller caller) {
    return switch (condition) {
      case Condition.All all ->
          new Condition.All(
              all.conditions().stream().map(one -> lookUpLinked(one, caller)).toList());
      case Condition.Any any ->
          new Condition.Any(
              any.conditions().stream().map(one -> lookUpLinked(one, caller)).toList());
      case Condition.Not not -> new Condition.Not(lookUpLinked(not.condition(), caller));
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
    var target = compiled.resource(schema.type());
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

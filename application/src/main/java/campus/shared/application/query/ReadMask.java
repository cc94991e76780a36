package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.error.InvalidRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that a call requests, as paths of the contract: {@code username}, {@code
 * profile.full_name}.
 *
 * <p>A path that ends at a relation requests the default of its target. The default is a resource's
 * own fields and the names of its to-one relations; an empty mask requests it too. {@code *}
 * requests all own fields. Large fields are in the default of a single resource only.
 *
 * @param nested how to read relations to many that the paths lead through, by their own paths
 */
public record ReadMask(List<String> paths, List<Nested> nested) {

  /** The default of each resource type. */
  public static final ReadMask DEFAULT = new ReadMask(List.of());

  private static final String FIELD = "read_mask";
  private static final String ALL = "*";
  private static final int MAX_PATHS = 200;
  private static final int MAX_PATH_LENGTH = 200;

  public ReadMask {
    paths = List.copyOf(paths);
    nested = List.copyOf(nested);
  }

  public ReadMask(List<String> paths) {
    this(paths, List.of());
  }

  public static ReadMask of(String... paths) {
    return new ReadMask(List.of(paths));
  }

  public ReadMask withNested(List<Nested> nested) {
    return new ReadMask(paths, nested);
  }

  /** This mask, or another one with the same {@link #nested} if it has no paths. */
  public ReadMask orElse(ReadMask otherwise) {
    return paths.isEmpty() ? otherwise.withNested(nested) : this;
  }

  /**
   * Selects fields of one resource.
   *
   * @throws InvalidRequest if a path leads to no field or relation
   */
  public Selection select(ResourceSchema resource) {
    return select(resource, true);
  }

  /**
   * Selects fields of each of many resources: large fields only on request.
   *
   * @throws InvalidRequest if a path leads to no field or relation
   */
  public Selection selectOfMany(ResourceSchema resource) {
    return select(resource, false);
  }

  private Selection select(ResourceSchema resource, boolean large) {
    if (paths.size() > MAX_PATHS) {
      throw new InvalidRequest(FIELD, "must have at most " + MAX_PATHS + " paths");
    }
    if (paths.stream().anyMatch(path -> path.length() > MAX_PATH_LENGTH)) {
      throw new InvalidRequest(
          FIELD, "must have paths of at most " + MAX_PATH_LENGTH + " characters");
    }
    var root = new Node(resource);
    if (paths.isEmpty()) {
      root.addDefault(large);
    }
    var violations = new ArrayList<InvalidRequest.Violation>();
    for (var path : paths) {
      try {
        root.add(path, path.split("\\.", -1), 0);
      } catch (InvalidRequest e) {
        violations.addAll(e.violations());
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
    return root.toSelection();
  }

  /** The fields requested so far of a resource on some path. */
  private static final class Node {
    private final ResourceSchema resource;
    private final Set<Field> fields = new LinkedHashSet<>();
    private final Map<Relation, Node> branches = new LinkedHashMap<>();

    Node(ResourceSchema resource) {
      this.resource = resource;
      fields.add(resource.name());
    }

    void add(String path, String[] segments, int at) {
      var segment = segments[at];
      boolean last = at == segments.length - 1;
      var field = resource.field(segment);
      var relation = resource.relation(segment);
      if (last && segment.equals(ALL)) {
        fields.addAll(resource.fields());
      } else if (last && field != null) {
        fields.add(field);
      } else if (relation != null && at >= FieldPath.MAX_DEPTH) {
        throw new InvalidRequest(
            FIELD,
            "\"" + path + "\" leads through more than " + FieldPath.MAX_DEPTH + " relations");
      } else if (relation != null && last) {
        branch(relation).addDefault(false);
      } else if (relation != null) {
        branch(relation).add(path, segments, at + 1);
      } else if (field != null) {
        throw new InvalidRequest(
            FIELD, "\"" + path + "\": " + segment + " is a plain field, nothing can follow it");
      } else {
        var where = path.equals(segment) ? "" : "\"" + path + "\": ";
        throw new InvalidRequest(FIELD, where + resource.unknown(segment));
      }
    }

    void addDefault(boolean large) {
      resource.fields().stream().filter(field -> large || !field.large()).forEach(fields::add);
      resource.relations().stream().filter(relation -> !relation.isToMany()).forEach(this::branch);
    }

    private Node branch(Relation relation) {
      return branches.computeIfAbsent(relation, r -> new Node(r.target().get()));
    }

    Selection toSelection() {
      var ordered = resource.fields().stream().filter(fields::contains).toList();
      var selected =
          branches.entrySet().stream()
              .map(e -> new Selection.Branch(e.getKey(), e.getValue().toSelection()))
              .toList();
      return new Selection(resource, ordered, selected);
    }
  }
}

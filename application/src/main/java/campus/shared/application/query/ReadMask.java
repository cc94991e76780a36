package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.InvalidRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a call asks for of a resource, as paths of the contract: {@code username}, {@code
 * profile.full_name}.
 *
 * <p>A path that ends at a relation asks for the default of its target: its own fields, and the
 * names of what it relates to one to one. {@code *} asks for all own fields. Paths lead through
 * three relations at most. Without paths, a mask asks for the default. Fields that are large belong
 * to the default of a single resource only, see {@link #select}.
 */
public record ReadMask(List<String> paths) {

  /**
   * The default of each kind of resource: its own fields, and the names of its to-one relations.
   */
  public static final ReadMask DEFAULT = new ReadMask(List.of());

  private static final String FIELD = "read_mask";
  private static final String ALL = "*";
  private static final int MAX_PATHS = 200;
  private static final int MAX_PATH_LENGTH = 200;

  public ReadMask {
    paths = List.copyOf(paths);
  }

  /** A mask of the given paths. */
  public static ReadMask of(String... paths) {
    return new ReadMask(List.of(paths));
  }

  /**
   * What the mask selects of a resource of the given kind.
   *
   * @throws InvalidRequest if a path does not lead to a field or a relation of it
   */
  public Selection select(ResourceSchema resource) {
    return select(resource, true);
  }

  /**
   * What the mask selects of each of many resources of the given kind: large fields only where a
   * path asks for them.
   *
   * @throws InvalidRequest if a path does not lead to a field or a relation of it
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

  /** What has been asked for so far of a resource that the mask reaches. */
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

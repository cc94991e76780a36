package campus.shared.application.query;

import java.util.List;

/**
 * A part of a collection that has a name of its own, in an order of its own: the posts of those
 * whom the caller follows, the members who like a post. Declared next to the tables, as fields are.
 *
 * @param name as declared: {@code likers}
 * @param arguments what the declaration asks for, UUIDs and texts
 */
public record Subset(String name, List<Object> arguments) {

  public Subset {
    arguments = List.copyOf(arguments);
  }

  /** A subset of that name. */
  public static Subset of(String name, Object... arguments) {
    return new Subset(name, List.of(arguments));
  }
}

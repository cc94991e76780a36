package campus.shared.application.query;

import java.util.List;

/**
 * A named part of a collection with its own order, such as the likers of a post. Persistence
 * declares it next to the tables.
 *
 * @param name as declared: {@code likers}
 * @param arguments as declared, UUIDs, texts and numbers
 */
public record Subset(String name, List<Object> arguments) {

  public Subset {
    arguments = List.copyOf(arguments);
  }

  public static Subset of(String name, Object... arguments) {
    return new Subset(name, List.of(arguments));
  }
}

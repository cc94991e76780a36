package campus.shared.domain.name;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A name in which values of unique fields stand for ids: {@code users/@ada}, {@code
 * posts/@hello-world/comments/0198…}.
 *
 * @param parts ids and keys, in the order of the type's pattern; at least one is a key
 */
public record NaturalName(ResourceType type, List<Part> parts) {

  /**
   * What stands in the place of a variable of the pattern: one of both.
   *
   * @param key the value of a unique field, without the {@code @}
   */
  public record Part(@Nullable UUID id, @Nullable String key) {}

  /**
   * A key and the type of the resource that has it.
   *
   * @param pattern of that resource's names: {@code users/{user}}
   */
  public record Key(String pattern, String value) {}

  public NaturalName {
    parts = List.copyOf(parts);
  }

  /** The key of a part; null if it is an id. */
  public @Nullable Key key(int part) {
    var key = parts.get(part).key();
    return key == null ? null : new Key(type.patternUpTo(part), key);
  }

  /**
   * The name with ids.
   *
   * @param ids of the resources that have the keys
   * @return null if one of them is missing
   */
  public @Nullable ResourceName with(Map<Key, UUID> ids) {
    var resolved = new UUID[parts.size()];
    for (int i = 0; i < resolved.length; i++) {
      var id = parts.get(i).id();
      if (id == null) {
        id = ids.get(key(i));
      }
      if (id == null) {
        return null;
      }
      resolved[i] = id;
    }
    return type.named(resolved);
  }

  /** As in the API. */
  @Override
  public String toString() {
    return type.formatted(
        parts.stream().map(part -> part.key() == null ? part.id() : "@" + part.key()).toList());
  }
}

package campus.shared.domain.name;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A resource type of the contract.
 *
 * @param name {@code User}
 * @param pattern the pattern of its names: {@code users/{user}/profile}
 */
public record ResourceType(String name, String pattern) {

  private static final String ME = "me";
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Makes a name.
   *
   * @param ids in the order of the pattern
   */
  public ResourceName named(UUID... ids) {
    return new ResourceName(this, List.of(ids));
  }

  /**
   * Parses a name.
   *
   * @param me the id that {@code me} stands for, null to refuse it
   * @return null if it is no name of this type
   */
  public @Nullable ResourceName parse(String text, @Nullable UUID me) {
    var expected = pattern.split("/", -1);
    var actual = text.split("/", -1);
    if (actual.length != expected.length) {
      return null;
    }
    var ids = new ArrayList<UUID>(2);
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].startsWith("{")) {
        if (!expected[i].equals(actual[i])) {
          return null;
        }
      } else if (actual[i].equals(ME) && me != null) {
        ids.add(me);
      } else if (UUID_FORM.matcher(actual[i]).matches()) {
        ids.add(UUID.fromString(actual[i]));
      } else {
        return null;
      }
    }
    return new ResourceName(this, ids);
  }

  /** Fills the pattern. */
  String format(List<UUID> ids) {
    var text = new StringBuilder(pattern.length() + 36);
    var id = ids.iterator();
    for (var segment : pattern.split("/", -1)) {
      text.append(text.isEmpty() ? "" : "/").append(segment.startsWith("{") ? id.next() : segment);
    }
    return text.toString();
  }
}

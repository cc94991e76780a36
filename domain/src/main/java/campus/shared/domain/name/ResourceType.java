package campus.shared.domain.name;

import campus.shared.domain.name.NaturalName.Part;
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
    var parts = parts(text, me);
    if (parts == null) {
      return null;
    }
    var ids = new ArrayList<UUID>(parts.size());
    for (var part : parts) {
      if (part.id() == null) {
        return null;
      }
      ids.add(part.id());
    }
    return new ResourceName(this, ids);
  }

  /** As {@link #parse}, for a name with keys. */
  public @Nullable NaturalName parseNatural(String text, @Nullable UUID me) {
    if (text.indexOf('@') < 0) {
      return null;
    }
    var parts = parts(text, me);
    return parts == null || parts.stream().allMatch(part -> part.key() == null)
        ? null
        : new NaturalName(this, parts);
  }

  private @Nullable List<Part> parts(String text, @Nullable UUID me) {
    var expected = pattern.split("/", -1);
    var actual = text.split("/", -1);
    if (actual.length != expected.length) {
      return null;
    }
    var parts = new ArrayList<Part>(2);
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].startsWith("{")) {
        if (!expected[i].equals(actual[i])) {
          return null;
        }
      } else if (actual[i].equals(ME) && me != null) {
        parts.add(new Part(me, null));
      } else if (actual[i].length() > 1 && actual[i].startsWith("@")) {
        parts.add(new Part(null, actual[i].substring(1)));
      } else if (UUID_FORM.matcher(actual[i]).matches()) {
        parts.add(new Part(UUID.fromString(actual[i]), null));
      } else {
        return null;
      }
    }
    return parts;
  }

  /** What stands for all resources of the type (AIP-159): {@code posts/-}. */
  public String any() {
    return pattern.replaceAll("\\{[^}]*}", "-");
  }

  /**
   * The beginning of the pattern.
   *
   * @param part the number of the variable that it ends with, counted from 0
   */
  public String patternUpTo(int part) {
    int end = -1;
    for (int i = 0; i <= part; i++) {
      end = pattern.indexOf('}', end + 1);
    }
    return pattern.substring(0, end + 1);
  }

  /** Fills the pattern. */
  String formatted(List<? extends @Nullable Object> values) {
    var text = new StringBuilder(pattern.length() + 36);
    var value = values.iterator();
    for (var segment : pattern.split("/", -1)) {
      text.append(text.isEmpty() ? "" : "/")
          .append(segment.startsWith("{") ? value.next() : segment);
    }
    return text.toString();
  }
}

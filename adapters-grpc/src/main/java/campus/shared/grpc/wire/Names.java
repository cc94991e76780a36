package campus.shared.grpc.wire;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.name.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads resource names from requests, and resolves {@code me}: the only place for both. */
public final class Names {

  private Names() {}

  /**
   * Reads a name.
   *
   * @param field where it stands in the request
   * @throws InvalidRequest if it is not the name of a resource of this type
   */
  public static ResourceName parse(ResourceType type, String field, String text) {
    var name = parse(type, text, Callers.current());
    if (name == null) {
      throw new InvalidRequest(field, expected(type, Callers.current()));
    }
    return name;
  }

  /**
   * Reads the names of a batch.
   *
   * @param path where one stands in the request, with <code>%d</code> for its index: {@code
   *     names[%d]}
   * @throws InvalidRequest if one is not the name of a resource of this type
   */
  public static List<ResourceName> parseAll(ResourceType type, String path, List<String> texts) {
    return IntStream.range(0, texts.size())
        .mapToObj(i -> parse(type, path.formatted(i), texts.get(i)))
        .toList();
  }

  /**
   * As {@link #parseAll}, for names that must differ.
   *
   * @throws InvalidRequest also if a name comes twice
   */
  public static List<ResourceName> parseDistinct(
      ResourceType type, String path, List<String> texts) {
    var names = parseAll(type, path, texts);
    requireDistinct(path, names);
    return names;
  }

  /**
   * @param path where a name stands in the request, with <code>%d</code> for its index
   * @throws InvalidRequest if a name comes twice
   */
  public static void requireDistinct(String path, List<ResourceName> names) {
    var seen = new HashSet<ResourceName>();
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        violations.add(new Violation(path.formatted(i), "comes twice"));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
  }

  /** Reads a name with one id. */
  public static <E> Id<E> id(ResourceType type, String field, String text) {
    return new Id<>(type, parse(type, field, text).id());
  }

  /** The user in a name whose pattern begins with {@code users/{user}}. */
  public static UserId user(ResourceName name) {
    return new UserId(name.ids().getFirst());
  }

  /** Null if it is not the name of a resource of this type. */
  public static @Nullable ResourceName parse(ResourceType type, String text, Caller caller) {
    var me = caller.user();
    return type.parse(text, me == null ? null : me.value());
  }

  /** Null if it is not a name with keys, of a resource of this type: {@code users/@ada}. */
  public static @Nullable NaturalName parseNatural(ResourceType type, String text, Caller caller) {
    var me = caller.user();
    return type.parseNatural(text, me == null ? null : me.value());
  }

  /** Whether the first id in names of this type is that of a user. */
  private static boolean beginsWithUser(ResourceType type) {
    return type.pattern().startsWith("users/{") || type.pattern().startsWith("members/{");
  }

  /** U counts as a consonant: "a User". */
  private static String withArticle(String noun) {
    return ("AEIO".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }

  /** The expected form of a name of this type. */
  public static String expected(ResourceType type, Caller caller) {
    return "must be the name of "
        + withArticle(type.name())
        + ", "
        + type.pattern()
        + ", with UUIDs in lower case"
        + (caller.isSignedIn() && beginsWithUser(type) ? " or me" : "");
  }
}

package campus.shared.grpc;

import campus.shared.application.Caller;
import campus.shared.application.ResourceName;
import campus.shared.application.ResourceType;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.InvalidRequest.Violation;
import campus.shared.domain.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one place where text from outside becomes a resource name, with {@code me} resolved. */
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
   * Reads the name of the parent of a collection.
   *
   * @param type of what is in the collection
   * @return null for {@code -}, which stands for any parent (AIP-159)
   * @throws InvalidRequest if it is not the name of such a parent
   */
  static @Nullable ResourceName parent(ResourceType type, String text) {
    var parent = type.parent();
    return text.equals(parent.pattern().replaceAll("\\{[^}]*}", "-"))
        ? null
        : parse(parent, "parent", text);
  }

  /**
   * Reads the names of a batch, none of which may come twice.
   *
   * @param path where one stands in the request, with <code>%d</code> for its index: {@code
   *     names[%d]}
   * @throws InvalidRequest if one is not the name of a resource of this type, or comes twice
   */
  public static List<ResourceName> parseDistinct(
      ResourceType type, String path, List<String> texts) {
    var names = new LinkedHashSet<ResourceName>();
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < texts.size(); i++) {
      var field = path.formatted(i);
      if (!names.add(parse(type, field, texts.get(i)))) {
        violations.add(new Violation(field, "comes twice"));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequest(violations);
    }
    return List.copyOf(names);
  }

  /** The user that a name begins with: of a type whose pattern begins with {@code users/{user}}. */
  public static UserId user(ResourceName name) {
    return new UserId(name.ids().getFirst());
  }

  /** Null if it is not the name of a resource of this type. */
  static @Nullable ResourceName parse(ResourceType type, String text, Caller caller) {
    var me = caller.user();
    return type.parse(text, me == null ? null : me.value());
  }

  /** Whether the first id in names of this type is that of a user. */
  private static boolean beginsWithUser(ResourceType type) {
    return type.pattern().startsWith("users/{") || type.pattern().startsWith("members/{");
  }

  /** A U does not count: that of User is no vowel when it is spoken. */
  private static String withArticle(String noun) {
    return ("AEIO".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }

  /** What a name of this type has to be. */
  static String expected(ResourceType type, Caller caller) {
    return "must be the name of "
        + withArticle(type.name())
        + ", "
        + type.pattern()
        + ", with UUIDs in lower case"
        + (caller.isSignedIn() && beginsWithUser(type) ? " or me" : "");
  }
}

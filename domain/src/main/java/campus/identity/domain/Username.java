package campus.identity.domain;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A unique name of a user: 3 to 40 letters and digits of any script, {@code _}, {@code .} or {@code
 * -}, in the case that they chose.
 *
 * @param skeleton the same for names that look alike, so that it is unique too; null for a name
 *     that is only looked for, and for one that looked like an older one before that was refused
 */
public record Username(String value, @Nullable String skeleton) {

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_.-]{3,40}");

  public Username {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidRequest("username", "must be 3 to 40 letters, digits, _ . or -");
    }
  }

  /** A name to look for. */
  public Username(String value) {
    this(value, null);
  }

  /** The form for comparisons: usernames are unique, whatever their case and composition. */
  public String key() {
    return Text.key(value);
  }

  /** This name, or the one that its user wants instead. */
  Username changedTo(Username wanted) {
    if (wanted.value.equals(value)) {
      return this;
    }
    boolean sameLookAsBefore = wanted.key().equals(key());
    return sameLookAsBefore && skeleton == null ? new Username(wanted.value) : wanted;
  }
}

package campus.server.composition;

import campus.identity.application.UsernameRules;
import campus.identity.domain.IdentityErrors;
import campus.identity.domain.Username;
import campus.shared.domain.value.Text;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import com.ibm.icu.text.UnicodeSet;
import jakarta.inject.Singleton;
import java.text.Normalizer;

/**
 * Unicode's security mechanisms (UTS #39): the characters of its general profile, at the level
 * "highly restrictive", and its skeletons. All ASCII letters and digits are allowed.
 */
@Singleton
final class IcuUsernameRules implements UsernameRules {

  /** Made when the first name is checked, since its tables take a moment to load. */
  private static final class Checker {
    static final SpoofChecker CHECKER =
        new SpoofChecker.Builder()
            .setChecks(
                SpoofChecker.RESTRICTION_LEVEL
                    | SpoofChecker.CHAR_LIMIT
                    | SpoofChecker.INVISIBLE
                    | SpoofChecker.MIXED_NUMBERS
                    | SpoofChecker.HIDDEN_OVERLAY)
            .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
            .setAllowedChars(new UnicodeSet(SpoofChecker.RECOMMENDED).addAll("_.-"))
            .build();
  }

  @Override
  public Username of(String text) {
    // Refuses other forms first, whose error says more.
    var name = new Username(Normalizer.normalize(text, Normalizer.Form.NFC)).value();
    if (Checker.CHECKER.failsChecks(name)) {
      throw IdentityErrors.usernameNotAllowed();
    }
    // The look of the case that is shown, compared without case, since names are.
    return new Username(name, Text.key(Checker.CHECKER.getSkeleton(name)));
  }
}

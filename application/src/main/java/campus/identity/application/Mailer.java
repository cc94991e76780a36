package campus.identity.application;

import campus.identity.domain.Email;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends e-mail. */
public interface Mailer {

  /** A message in plain text. */
  record Mail(Email to, String subject, String text) {

    @Override
    public String toString() {
      return "Mail[…]";
    }
  }

  /** Whether messages can be sent at all. */
  boolean isConfigured();

  /**
   * Has a message written and sent soon, by another thread and outside of any call and transaction.
   * Returns at once, so that callers learn neither whether there is a message nor how the mail
   * server fares. What cannot be delivered is tried again a few times, then given up.
   *
   * @param writing writes the message, null for none; it may use the database
   * @throws campus.shared.domain.error.Overloaded if too many messages wait
   */
  void post(Supplier<@Nullable Mail> writing);
}

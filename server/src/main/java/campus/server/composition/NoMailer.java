package campus.server.composition;

import campus.identity.application.Mailer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Without a mail server. */
public final class NoMailer implements Mailer {

  @Override
  public boolean isConfigured() {
    return false;
  }

  @Override
  public void post(Supplier<@Nullable Mail> writing) {
    throw new IllegalStateException("no mail server is configured");
  }
}

package campus.identity.application;

import campus.identity.domain.Session;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.UserId;
import java.util.UUID;

/** Races: ending a session against refreshing it. Guard: the session's row lock. */
record SessionService(Transactions transactions, Sessions sessions) implements SessionUseCases {

  @Override
  public void revoke(UserId user, UUID session) {
    transactions.write(() -> {
      if (!sessions.end(user, session)) {
        throw new NotFound(Session.name(user, session).toString());
      }
    });
  }
}

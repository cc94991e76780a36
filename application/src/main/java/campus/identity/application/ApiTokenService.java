package campus.identity.application;

import campus.identity.domain.ApiToken;
import campus.identity.domain.IdentityErrors;
import campus.identity.domain.Token;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.UserId;
import java.time.Clock;
import java.util.UUID;

/**
 * Races: issuing the last token that a user may have twice, or against deleting the user. Guard:
 * the user's row lock.
 */
record ApiTokenService(
    Transactions transactions, Users users, ApiTokens tokens, IdGenerator ids, Clock clock)
    implements ApiTokenUseCases {

  @Override
  public Issued issue(IssueToken command) {
    return transactions.write(() -> {
      var now = clock.instant();
      var owner = users.lock(command.user());
      if (tokens.count(owner.id(), now) >= ApiToken.MAX_OF_USER) {
        throw IdentityErrors.tooManyApiTokens(owner.id());
      }
      var token =
          ApiToken.issue(
              ids.next(), owner, command.displayName(), command.roles(), command.expireTime(), now);
      var secret = Token.randomForApi();
      tokens.add(token, secret);
      return new Issued(token, secret);
    });
  }

  @Override
  public void revoke(UserId user, UUID token) {
    transactions.write(() -> {
      if (!tokens.delete(user, token)) {
        throw new NotFound(ApiToken.name(user, token).toString());
      }
    });
  }

  @Override
  public Caller authenticate(Token secret) {
    return tokens.findCaller(secret, clock.instant()).orElseThrow(IdentityErrors::invalidApiToken);
  }
}

package campus.identity.application;

import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.Etag;
import campus.shared.domain.NotFound;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Two users of one name or address: unique constraints. Two editors of one user: his row's lock,
 * and the etag. A user deleted while something is hung on him: his row's lock, and foreign keys.
 */
final class UserService implements UserUseCases {

  private final Transactions transactions;
  private final Users users;
  private final Credentials credentials;
  private final PasswordHasher hasher;
  private final List<UserDependents> dependents;
  private final IdGenerator ids;
  private final Clock clock;

  UserService(
      Transactions transactions,
      Users users,
      Credentials credentials,
      PasswordHasher hasher,
      List<UserDependents> dependents,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.credentials = credentials;
    this.hasher = hasher;
    this.dependents = List.copyOf(dependents);
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public PasswordHash hash(Password password) {
    return hasher.hash(password.value());
  }

  @Override
  public UserId create(NewUser user, @Nullable PasswordHash password) {
    var id = new UserId(ids.next());
    var now = clock.instant();
    return transactions.write(() -> {
      users.add(
          User.create(id, user.username(), user.email(), now),
          Profile.create(id, user.fullName(), user.bio(), now));
      if (password != null) {
        credentials.put(id, password);
      }
      return id;
    });
  }

  @Override
  public void update(UpdateUser update) {
    transactions.write(() -> {
      var user = users.lock(update.user()).at(update.etag());
      users.update(
          user.rename(
              Objects.requireNonNullElse(update.username(), user.username()),
              Objects.requireNonNullElse(update.email(), user.email()),
              clock.instant()));
    });
  }

  @Override
  public void delete(UserId id, @Nullable Etag etag) {
    transactions.write(() -> {
      users.lock(id).at(etag);
      dependents.forEach(dependent -> dependent.deleteOf(id));
      users.delete(id);
    });
  }

  @Override
  public void grant(Username username, Role role) {
    changeRoles(username, user -> user.grant(role, clock.instant()));
  }

  @Override
  public void revoke(Username username, Role role) {
    changeRoles(username, user -> user.revoke(role, clock.instant()));
  }

  private void changeRoles(Username username, UnaryOperator<User> change) {
    transactions.write(() -> {
      var found =
          users
              .find(username)
              .orElseThrow(() -> new NotFound("the user \"" + username.value() + "\""));
      var user = users.lock(found.id());
      var changed = change.apply(user);
      if (!changed.equals(user)) {
        users.update(changed);
      }
    });
  }
}

package campus.identity.persistence;

import campus.identity.application.Users;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcUsers extends JdbcEntities<UserId, User, UserRow> implements Users {

  /** In the order of the locks, see docs/transactions.md. */
  private static final List<String> OF_USERS =
      List.of("sessions", "credentials", "identity_cards", "profiles");

  private final Statements statements;
  private final UserRowRepository users;

  JdbcUsers(Statements statements, UserRowRepository users) {
    super(
        statements,
        IdentityDeclarations.USER,
        users,
        UserRow.class,
        UserRow::from,
        UserRow::toDomain);
    this.statements = statements;
    this.users = users;
  }

  @Override
  public Optional<User> find(Username username) {
    return users.findByUsernameKey(username.key()).map(UserRow::toDomain);
  }

  @Override
  public void deleteAll(Collection<UserId> ids) {
    for (var table : OF_USERS) {
      statements.update("DELETE FROM " + table + " WHERE user_id = ANY(?)", values(ids));
    }
    super.deleteAll(ids);
  }
}

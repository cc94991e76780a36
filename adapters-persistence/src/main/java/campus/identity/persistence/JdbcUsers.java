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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Singleton
final class JdbcUsers extends JdbcEntities<UserId, User, UserRow> implements Users {

  /** In the order of the locks, see docs/transactions.md. */
  private static final List<String> OF_USERS =
      List.of("api_tokens", "sessions", "credentials", "identity_cards", "profiles");

  /**
   * After a wait PostgreSQL checks the condition again, so that those who lost the role are left
   * out.
   */
  private static final String LOCK_ADMINS =
      "SELECT id FROM users WHERE 'ADMIN' = ANY(roles) ORDER BY id FOR NO KEY UPDATE";

  /** The ids first, so that one walk along them locks the rows in their order. */
  private static final String LOCK_TO_DELETE =
      """
      SELECT * FROM users WHERE id = ANY(ARRAY(
        SELECT unnest(?)
        UNION
        SELECT id FROM users WHERE 'ADMIN' = ANY(roles)
          AND EXISTS (SELECT FROM users WHERE id = ANY(?) AND 'ADMIN' = ANY(roles))))
      ORDER BY id FOR UPDATE
      """;

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
  public List<User> lockToDelete(Collection<UserId> ids) {
    var wanted = Set.copyOf(ids);
    return find(LOCK_TO_DELETE, values(ids), values(ids)).stream()
        .filter(user -> wanted.contains(user.id()))
        .toList();
  }

  @Override
  public List<UserId> lockAdmins() {
    return statements.query(
        LOCK_ADMINS, rows -> new UserId(Objects.requireNonNull(rows.getObject(1, UUID.class))));
  }

  @Override
  public void deleteAll(Collection<UserId> ids) {
    for (var table : OF_USERS) {
      statements.update("DELETE FROM " + table + " WHERE user_id = ANY(?)", values(ids));
    }
    super.deleteAll(ids);
  }
}

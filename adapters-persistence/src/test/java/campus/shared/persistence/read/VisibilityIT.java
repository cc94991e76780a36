package campus.shared.persistence.read;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.Visibility;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fields of every kind that only some may see. */
class VisibilityIT {

  private static final ResourceType PURSE_TYPE = new ResourceType("Purse", "purses/{purse}");

  private static final Resource PURSE =
      Resource.of(PURSE_TYPE, "purses", "id")
          .owner("owner_id")
          .money("amount", "currency_code")
          .visibleTo(Visibility.OWNER)
          .computed("rich", row -> Sql.of(row.column("amount") + " > 1000"))
          .visibleTo(Visibility.OWNER)
          .integer("coins")
          .visibleTo(Visibility.OWNER)
          .build();

  private static final UserId ADA = new UserId(new UUID(1, 1));
  private static final UserId BOB = new UserId(new UUID(1, 2));
  private static final UUID PURSE_ID = new UUID(2, 1);

  private final TestPersistence persistence = TestPersistence.create(Engine.POSTGRES_18);

  private List<@Nullable Object> seenBy(Caller caller) {
    var statements = persistence.get(Statements.class);
    var queries =
        new JdbcResourceQueries(
            statements,
            persistence.get(Transactions.class),
            persistence.get(PageTokens.class),
            AnswerLimits.DEFAULT,
            List.of(() -> List.of(PURSE)));
    var mask = ReadMask.of("amount", "rich", "coins");
    var values = queries.get(caller, PURSE_TYPE.named(PURSE_ID), mask).values();
    return values.subList(values.size() - 3, values.size());
  }

  @Test
  void moneyAndWhatIsComputedAreHiddenLikeAllOthers() {
    try (persistence) {
      var statements = persistence.get(Statements.class);
      statements.update(
          "CREATE TABLE purses (id uuid PRIMARY KEY, owner_id uuid NOT NULL,"
              + " amount bigint NOT NULL, currency_code text NOT NULL, coins bigint NOT NULL)");
      statements.update("INSERT INTO purses VALUES (?, ?, 2000, 'EUR', 7)", PURSE_ID, ADA.value());

      assertThat(seenBy(new Caller(ADA, Set.of(Role.MEMBER), null)))
          .containsExactly(Money.of("EUR", 20, 0), true, 7L);
      assertThat(seenBy(new Caller(BOB, Set.of(Role.ADMIN), null)))
          .containsExactly(Money.of("EUR", 20, 0), true, 7L);
      assertThat(seenBy(new Caller(BOB, Set.of(Role.MEMBER), null)))
          .containsExactly(null, null, null);
      assertThat(seenBy(Caller.ANONYMOUS)).containsExactly(null, null, null);
    }
  }
}

package campus.shared.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.Credentials;
import campus.identity.domain.IdentityResources;
import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Unavailable;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers are told when there is no connection to be had. */
class SqlErrorsIT {

  @Test
  void aPoolWithNothingLeftIsOverload() throws Exception {
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var pool = new HikariDataSource(config(database));
        var context = context(pool);
        var taken = pool.getConnection()) {
      assertThat(taken.isValid(1)).isTrue();

      assertThatThrownBy(() -> list(context)).isInstanceOf(Overloaded.class);
    }
  }

  @Test
  void aDatabaseThatIsAwayIsUnavailableToReadsAndWrites() throws Exception {
    var database = TestDatabase.create(Engine.POSTGRES_18);
    try (var pool = new HikariDataSource(config(database));
        var context = context(pool)) {
      list(context);
      database.close();

      assertThatThrownBy(() -> list(context)).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() ->
              context.getBean(Credentials.class).findByLogin("ada", Call.LOCAL, Instant.EPOCH))
          .isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> context.getBean(Transactions.class).write(() -> list(context)))
          .isInstanceOf(Unavailable.class)
          .hasMessage("the database cannot be reached; try again");
    }
  }

  private static void list(ApplicationContext context) {
    context
        .getBean(ResourceQueries.class)
        .list(Caller.ANONYMOUS, ListQuery.of(IdentityResources.USER));
  }

  private static ApplicationContext context(HikariDataSource pool) throws SQLException {
    return ApplicationContext.builder()
        .banner(false)
        .properties(Map.of("datasources.default.dialect", "POSTGRES"))
        .singletons(new DatabasePool(pool), AnswerLimits.DEFAULT)
        .start();
  }

  private static HikariConfig config(TestDatabase database) {
    var config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(1000);
    return config;
  }
}

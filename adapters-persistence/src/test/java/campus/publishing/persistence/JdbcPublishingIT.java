package campus.publishing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.application.testing.PublishingContract;
import campus.publishing.application.testing.PublishingPorts;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class JdbcPublishingIT {

  @Nested
  class OnPostgres18 extends PublishingContract {
    @Override
    protected PublishingPorts emptyPorts() {
      return JdbcPublishingPorts.empty(Engine.POSTGRES_18);
    }

    @AfterEach
    void leavesNoDrift() {
      assertThat(TestPersistence.shared(Engine.POSTGRES_18).get(JdbcKeptCounts.class).drift())
          .isEmpty();
    }
  }

  @Nested
  class OnPostgres15 extends PublishingContract {
    @Override
    protected PublishingPorts emptyPorts() {
      return JdbcPublishingPorts.empty(Engine.POSTGRES_15);
    }

    @AfterEach
    void leavesNoDrift() {
      assertThat(TestPersistence.shared(Engine.POSTGRES_15).get(JdbcKeptCounts.class).drift())
          .isEmpty();
    }
  }
}

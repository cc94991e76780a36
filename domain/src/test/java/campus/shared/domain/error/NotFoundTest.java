package campus.shared.domain.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.name.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotFoundTest {

  private static final UserId ADA = new UserId(new UUID(0, 1));
  private static final UserId BOB = new UserId(new UUID(0, 2));
  private static final UserId EVE = new UserId(new UUID(0, 3));

  @Test
  void namesTheFirstThatIsMissing() {
    assertThatThrownBy(() -> NotFound.requireAll(List.of(ADA, EVE, BOB), Set.of(ADA)))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.resource()).isEqualTo(EVE.toName()));
  }

  @Test
  void isNoneWhereAllAreThere() {
    assertThatCode(() -> NotFound.requireAll(List.of(ADA, BOB, ADA), List.of(BOB, ADA, EVE)))
        .doesNotThrowAnyException();
  }
}

package campus.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiTokenTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
  private static final User ADA =
      User.create(
          new UserId(UUID.randomUUID()), new Username("ada"), new Email("ada@example.org"), NOW);

  @Test
  void lastsAQuarterUnlessAskedOtherwise() {
    assertThat(issue(null).expireTime()).isEqualTo(NOW.plus(Duration.ofDays(90)));

    var year = NOW.plus(ApiToken.MAX_LIFETIME);
    assertThat(issue(year).expireTime()).isEqualTo(year);
    assertThatThrownBy(() -> issue(year.plusNanos(1000)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("expire_time: must be within 365 days");
    assertThatThrownBy(() -> issue(NOW)).hasMessageContaining("must be in the future");
  }

  @Test
  void hasOnlyRolesThatItsUserHas() {
    var hr = ADA.grant(Role.HR, NOW);

    assertThat(issue(ADA).roles()).containsExactly(Role.MEMBER);
    assertThat(issue(hr, Role.HR).roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.HR);
    assertThatThrownBy(() -> issue(hr, Role.CASHIER))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("does not have the role CASHIER");
    assertThat(issue(ADA.grant(Role.ADMIN, NOW), Role.CASHIER).roles())
        .containsExactlyInAnyOrder(Role.MEMBER, Role.CASHIER);
  }

  @Test
  void losesWhatItsUserLoses() {
    var token = Set.of(Role.MEMBER, Role.CASHIER);

    assertThat(ApiToken.rolesOf(token, Set.of(Role.MEMBER))).containsExactly(Role.MEMBER);
    assertThat(ApiToken.rolesOf(token, Set.of(Role.MEMBER, Role.HR))).containsExactly(Role.MEMBER);
    assertThat(ApiToken.rolesOf(token, Set.of(Role.MEMBER, Role.ADMIN)))
        .containsExactlyInAnyOrder(Role.MEMBER, Role.CASHIER);
  }

  @Test
  void isRecognized() {
    var secret = Token.randomForApi();

    assertThat(secret.value()).startsWith("campus_").hasSize(50);
    assertThat(secret.isForApi()).isTrue();
    assertThat(new Token("x" + secret.value()).isForApi()).isFalse();
  }

  private static ApiToken issue(@Nullable Instant expireTime) {
    return ApiToken.issue(UUID.randomUUID(), ADA, "billing", Set.of(), expireTime, NOW);
  }

  private static ApiToken issue(User owner, Role... roles) {
    return ApiToken.issue(UUID.randomUUID(), owner, "billing", Set.of(roles), null, NOW);
  }
}

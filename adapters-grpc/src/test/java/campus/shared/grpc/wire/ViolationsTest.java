package campus.shared.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.error.Reason;
import org.junit.jupiter.api.Test;

class ViolationsTest {

  private static void refuse(DomainError error) {
    Violations.withinEach(
        "requests",
        "comment",
        () -> {
          throw error;
        });
  }

  @Test
  void refusedElementsOfABatchAreNamedByTheirPath() {
    var invalid = new InvalidRequest("body", "must not be empty");
    var taken = new AlreadyExists(Reason.LABEL_TAKEN, "label", "label: the label is taken");

    assertThatThrownBy(() -> refuse(invalid.ofElement(3)))
        .isInstanceOfSatisfying(
            InvalidRequest.class,
            e ->
                assertThat(e.violations())
                    .containsExactly(
                        new Violation("requests[3].comment.body", "must not be empty")))
        .hasMessage("requests[3].comment.body: must not be empty");
    assertThatThrownBy(() -> refuse(taken.ofElement(2)))
        .hasMessage("requests[2].comment.label: the label is taken");
  }

  @Test
  void errorsOfNoElementStayAsTheyAre() {
    var invalid = new InvalidRequest("filter", "is wrong");
    var taken = new AlreadyExists(Reason.LABEL_TAKEN, "label", "label: the label is taken");

    assertThatThrownBy(() -> refuse(invalid)).isSameAs(invalid);
    assertThatThrownBy(() -> refuse(taken)).isSameAs(taken);
  }
}

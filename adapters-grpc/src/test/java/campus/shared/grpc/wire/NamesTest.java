package campus.shared.grpc.wire;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.call.Caller;
import campus.shared.domain.name.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({"Account, an Account", "User, a User", "Post, a Post"})
  void whatIsExpectedIsASentence(String type, String told) {
    var expected = Names.expected(new ResourceType(type, "things/{thing}"), Caller.ANONYMOUS);

    assertThat(expected)
        .isEqualTo("must be the name of " + told + ", things/{thing}, with UUIDs in lower case");
  }
}

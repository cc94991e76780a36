package campus.shared.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

  @Test
  void hasSegmentsVariablesAndAVerb() {
    var template = PathTemplate.parse("/v1/{name=users/*/sessions/*}:revoke");

    assertThat(template.segments()).containsExactly("v1", "users", "*", "sessions", "*");
    assertThat(template.verb()).isEqualTo("revoke");
    assertThat(template.values(List.of("v1", "users", "1", "sessions", "2")))
        .isEqualTo(Map.of("name", "users/1/sessions/2"));
  }

  @Test
  void variablesMayBeFollowedByMore() {
    var template = PathTemplate.parse("/v1/{parent=posts/*}/comments");

    assertThat(template.segments()).containsExactly("v1", "posts", "*", "comments");
    assertThat(template.values(List.of("v1", "posts", "@a:b", "comments")))
        .isEqualTo(Map.of("parent", "posts/@a:b"));
    assertThat(template.verb()).isEmpty();
  }

  @Test
  void variablesInMessagesHavePaths() {
    assertThat(PathTemplate.parse("/v1/{post.name=posts/*}").variables())
        .containsExactly(new PathTemplate.Variable("post.name", 1, 3));
  }

  @Test
  void verbsNeedNoVariable() {
    assertThat(PathTemplate.parse("/v1/posts:batchGet"))
        .isEqualTo(new PathTemplate(List.of("v1", "posts"), List.of(), "batchGet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1/posts", "/v1/{name=**}"})
  void whatCannotBeServedIsRefused(String text) {
    assertThatThrownBy(() -> PathTemplate.parse(text)).isInstanceOf(IllegalStateException.class);
  }
}

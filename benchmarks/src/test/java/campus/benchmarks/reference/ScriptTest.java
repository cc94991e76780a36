package campus.benchmarks.reference;

import static org.assertj.core.api.Assertions.assertThat;

import campus.benchmarks.community.Kind;
import campus.benchmarks.community.Sizes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptTest {

  private static final Sizes SIZES = Sizes.small();

  @Test
  void asksForAnotherThingOfTheSameKindEachTime() {
    var script = script("SELECT * FROM posts WHERE id = $1", Kind.POST.id(7));

    assertThat(script.text())
        .isEqualTo(
            """
            \\set v0 random(100000000001, 100000000120)
            SELECT * FROM posts WHERE id = ('01940000-0000-7000-8000-' || :v0)::uuid;
            """);
  }

  @Test
  void namesTheSameThingTheSameWayThroughout() {
    var id = Kind.USER.id(3);
    var script =
        Script.of(
            List.of(
                new ServerSql.Statement("SELECT $1", List.of(id)),
                new ServerSql.Statement("SELECT $1", List.of("{" + id + "}"))),
            SIZES);

    assertThat(script.text()).contains(":v0").doesNotContain(":v1");
  }

  @Test
  void makesNewIdsAndNamesNewEachTime() {
    var script =
        script(
            "INSERT INTO users VALUES ($1, $2)",
            "019ce9a2-7d1c-7abc-9def-0123456789ab",
            "bench0123456789abcdef@example.org");

    assertThat(script.text())
        .contains("random(100000000000, 999999999999)")
        .contains("('bench' || :v2 || '@example.org')");
  }

  @Test
  void keepsConstantsAndNulls() {
    var script = script("SELECT $1, $2, $3", "it's", null, "2026-01-01 10:00:00+00");

    assertThat(script.text()).isEqualTo("SELECT 'it''s', NULL, :c0;\n");
    assertThat(script.constants()).isEqualTo(Map.of("c0", "2026-01-01 10:00:00+00"));
    assertThat(script.options()).containsExactly("-D", "c0=2026-01-01 10:00:00+00");
  }

  private static Script script(String sql, @Nullable String... values) {
    return Script.of(List.of(new ServerSql.Statement(sql, Arrays.asList(values))), SIZES);
  }
}

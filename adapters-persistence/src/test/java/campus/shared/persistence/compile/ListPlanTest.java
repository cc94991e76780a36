package campus.shared.persistence.compile;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.read.SchoolTables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lists the database plans once for all values, and which anew for their own. */
class ListPlanTest {

  private static final int LIMIT = 21;

  private static ListPlan plan(
      Resource resource, @Nullable String subset, String filter, String orderBy, int skip) {
    return new ListPlan(
        subset == null ? null : resource.subset(subset),
        FilterShape.of(FilterChecker.check(filter, resource.schema(), Caller.ANONYMOUS))
            .condition(),
        SortKey.parse(orderBy, resource.schema(), Caller.ANONYMOUS),
        List.of(),
        skip > 0,
        LIMIT);
  }

  private static Sql page(Resource resource, ListPlan plan) {
    var selection = ReadMask.of("name").selectOfMany(resource.schema());
    var nesting = Nesting.DEFAULT;
    var budget = new AnswerBudget(AnswerLimits.DEFAULT, resource, selection, nesting, LIMIT);
    var wanted = new FetchCompiler.Wanted(resource, selection, nesting, Caller.ANONYMOUS, budget);
    return FetchCompiler.list(wanted, plan, false).sql();
  }

  private static Sql count(Resource resource, ListPlan plan) {
    return FetchCompiler.count(resource, plan, Caller.ANONYMOUS);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          ``, ``
          ``, full_name desc
          ``, mentor.age
          age > 1, age
          age > 1, age desc
          age >= 1 AND age < 5, `age, full_name desc`
          (age >= 1 AND age <= 5) AND age < 4, age desc
          hired < "2026-01-01T00:00:00Z", hired desc
          full_name >= "m", full_name
          """)
  void pagesOfAllAndOfARangeOfTheirOrderArePlannedOnce(String filter, String orderBy) {
    var plan = plan(SchoolTables.TEACHER, null, filter, orderBy, 0);

    assertThat(page(SchoolTables.TEACHER, plan).isPlannedAnew()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          age > 1, ``
          age > 1, hired
          age > 1, `full_name, age`
          age = 1, age
          age != 1, age
          age:*, age
          full_name = "a*", full_name
          age > 5 OR age < 1, age
          NOT age > 1, age
          age > 1 AND full_name = "a", age
          age > 1 AND full_name > "a", `age, full_name`
          mentor.age > 1, mentor.age
          mentor.age > 1, age
          pupils:*, full_name
          """)
  void pagesOfWhateverElseAFilterHoldsForArePlannedAnew(String filter, String orderBy) {
    var plan = plan(SchoolTables.TEACHER, null, filter, orderBy, 0);

    assertThat(page(SchoolTables.TEACHER, plan).isPlannedAnew()).isTrue();
  }

  @Test
  void whatManyOwnIsPlannedOnceUnlessItIsFiltered() {
    var pupil = SchoolTables.PUPIL;

    assertThat(page(pupil, plan(pupil, "attending", "", "", 0)).isPlannedAnew()).isFalse();
    // The subset has an order of its own, before that of the call.
    assertThat(page(pupil, plan(pupil, "attending", "nick > \"a\"", "nick", 0)).isPlannedAnew())
        .isTrue();
  }

  @Test
  void otherSubsetsArePlannedAnew() {
    var pupil = SchoolTables.PUPIL;
    var teacher = SchoolTables.TEACHER;

    assertThat(page(pupil, plan(pupil, "found", "", "", 0)).isPlannedAnew()).isTrue();
    assertThat(page(teacher, plan(teacher, "staff", "", "", 0)).isPlannedAnew()).isTrue();
  }

  @Test
  void countsArePlannedAnewUnlessAllIsCounted() {
    var teacher = SchoolTables.TEACHER;
    var pupil = SchoolTables.PUPIL;

    assertThat(count(teacher, plan(teacher, null, "", "age", 0)).isPlannedAnew()).isFalse();
    assertThat(count(teacher, plan(teacher, null, "age > 1", "age", 0)).isPlannedAnew()).isTrue();
    assertThat(count(pupil, plan(pupil, "attending", "", "", 0)).isPlannedAnew()).isTrue();
  }

  @Test
  void theLimitIsPartOfTheStatement() {
    var teacher = SchoolTables.TEACHER;

    assertThat(page(teacher, plan(teacher, null, "", "", 0)).toString())
        .contains(" LIMIT " + LIMIT)
        .doesNotContain("LIMIT ?", "OFFSET");
    assertThat(page(teacher, plan(teacher, null, "", "", 5)).toString())
        .contains(" LIMIT " + LIMIT + " OFFSET ?");
  }
}

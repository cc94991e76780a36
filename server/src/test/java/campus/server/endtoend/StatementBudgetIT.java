package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import campus.shared.v1.ExplainListRequest;
import campus.shared.v1.QueryServiceGrpc;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * How many SQL statements each method takes: a constant, whatever the data. As the server's log
 * counts them, that is without BEGIN, COMMIT, SET and the look-up of the caller.
 */
class StatementBudgetIT {

  private static final StatementBudgets BUDGETS = new StatementBudgets();

  static {
    IdentityBudgets.declare(BUDGETS);
    WalletBudgets.declare(BUDGETS);
    LibraryBudgets.declare(BUDGETS);
    CoursesBudgets.declare(BUDGETS);
    StaffBudgets.declare(BUDGETS);
    PublishingBudgets.declare(BUDGETS);
    BatchBudgets.declare(BUDGETS, RunningCampus.shared(Engine.POSTGRES_18));
    CollectionBudgets.declare(BUDGETS, RunningCampus.shared(Engine.POSTGRES_18));
    BUDGETS.admin(
        "campus.shared.v1.QueryService/ExplainList",
        1,
        campus ->
            client ->
                QueryServiceGrpc.newBlockingStub(client.channel())
                    .explainList(
                        ExplainListRequest.newBuilder().setResourceType("campus/User").build()));
  }

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final CallLog log = new CallLog();

  @BeforeEach
  void begin() {
    log.open();
  }

  @AfterEach
  void end() {
    log.close();
  }

  @Test
  void everyMethodHasABudget() {
    var reflection = new Reflection(campus.anonymous().channel());
    var methods = new TreeSet<String>();
    for (var service : reflection.services()) {
      if (service.startsWith("campus.")) {
        reflection
            .service(service)
            .getMethods()
            .forEach(method -> methods.add(service + "/" + method.getName()));
      }
    }

    assertThat(BUDGETS.all().keySet()).isEqualTo(methods);
  }

  @TestFactory
  Stream<DynamicTest> keeps() {
    return BUDGETS.all().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    assertThat(measure(entry.getKey(), entry.getValue()))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().statements())));
  }

  @TestFactory
  Stream<DynamicTest> batchesOfOneTakeAsManyAsBatchesOfMany() {
    var ofOne = new StatementBudgets();
    BatchBudgets.declare(ofOne, campus, 1);
    return ofOne.all().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    assertThat(measure(entry.getKey(), entry.getValue()))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().statements())));
  }

  private int measure(String method, StatementBudgets.Budget budget) {
    return log.measure(
        method,
        budget.admin() ? campus.admin() : campus.newUser(),
        budget.sample().prepare(campus));
  }
}

package campus.server.endtoend;

import com.google.protobuf.Message;
import java.util.Map;
import java.util.TreeMap;

/** How many SQL statements each method may take, with a call that shows it. */
final class StatementBudgets {

  /** A call that is ready to be made. */
  interface Prepared {
    Message make(Client measured);
  }

  /** Makes what a call needs, so that the call alone is measured. */
  interface Sample {
    Prepared prepare(RunningCampus campus);
  }

  /**
   * What a method may take.
   *
   * @param admin whether ADMIN makes the call, otherwise a new user
   */
  record Budget(int statements, boolean admin, Sample sample) {}

  private final Map<String, Budget> budgets = new TreeMap<>();

  /** Of a method that a new user calls. */
  void user(String method, int statements, Sample sample) {
    budgets.put(method, new Budget(statements, false, sample));
  }

  /** Of a method that ADMIN calls. */
  void admin(String method, int statements, Sample sample) {
    budgets.put(method, new Budget(statements, true, sample));
  }

  /** By {@code service/method}. */
  Map<String, Budget> all() {
    return budgets;
  }
}

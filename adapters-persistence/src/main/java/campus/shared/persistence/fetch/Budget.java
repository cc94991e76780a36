package campus.shared.persistence.fetch;

import campus.shared.application.query.ResourceRecord;
import java.util.List;

/** What the answers of a read may hold. */
public interface Budget {

  /** Counts resources while they are read. */
  @FunctionalInterface
  interface Meter {

    /**
     * Counts a resource, without those that it leads to.
     *
     * @throws campus.shared.domain.error.AnswerTooLarge if that exceeds the limits
     */
    void count(ResourceRecord found);
  }

  /** Whether an answer can be too large; if not, nothing needs to be counted. */
  boolean isExceedable();

  /**
   * A meter for one answer, which allows one more resource than the answer may hold: it tells that
   * there is a next page.
   */
  Meter meter();

  /**
   * Counts a whole answer.
   *
   * @throws campus.shared.domain.error.AnswerTooLarge if it exceeds the limits
   */
  void check(List<ResourceRecord> answer);
}

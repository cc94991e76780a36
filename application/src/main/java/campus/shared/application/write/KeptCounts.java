package campus.shared.application.write;

import java.util.List;

/**
 * Counts that a context keeps next to what they count, so that they can be read without counting:
 * one implementation for each context that keeps any. They cannot be wrong unless somebody wrote to
 * the tables past Campus, or a defect did.
 */
public interface KeptCounts {

  /**
   * A count that is not what it should be.
   *
   * @param of what it is a count of, by its table and id
   */
  record Drift(String of, String count, long kept, long actual) {

    @Override
    public String toString() {
      return of + ": " + count + " is " + kept + ", should be " + actual;
    }
  }

  /** All counts that are wrong, as one state of the database has it. */
  List<Drift> drift();

  /**
   * Sets all counts right that are wrong, each in a transaction of its own, under the lock that
   * whoever changes it takes: so writers may go on meanwhile.
   *
   * @return what was wrong
   */
  List<Drift> repair();
}

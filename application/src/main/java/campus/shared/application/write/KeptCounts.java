package campus.shared.application.write;

import java.util.List;

/**
 * The counters of a context: counts stored next to what they count, so that reads need not count.
 * Only a defect, or a write past Campus, makes them wrong.
 */
public interface KeptCounts {

  /**
   * A wrong count.
   *
   * @param of the counted row, by table and id
   */
  record Drift(String of, String count, long kept, long actual) {

    @Override
    public String toString() {
      return of + ": " + count + " is " + kept + ", should be " + actual;
    }
  }

  /** Finds all wrong counts, in one snapshot. */
  List<Drift> drift();

  /**
   * Corrects all wrong counts, each in its own transaction under the lock of its writers, who may
   * go on meanwhile.
   *
   * @return the counts that were wrong
   */
  List<Drift> repair();
}

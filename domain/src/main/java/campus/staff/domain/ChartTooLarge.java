package campus.staff.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** More employees than one chart shows. */
public final class ChartTooLarge extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public ChartTooLarge(int limit) {
    super(
        Reason.CHART_TOO_LARGE,
        "employees/-",
        "there are more than " + limit + " employees; ask for a part, by root or max_depth");
  }
}

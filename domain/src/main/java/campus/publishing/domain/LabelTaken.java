package campus.publishing.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** Another of the kind has the label, in the same or another case. */
public final class LabelTaken extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public LabelTaken() {
    super(Reason.LABEL_TAKEN, "label", "label: the label is taken");
  }
}

package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.shared.application.write.Entities;
import campus.shared.domain.Id;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The categories. No two have the same label, without regard to case, or the same slug: a new one
 * whose slug is taken gets the next free number. Posts of a deleted category have none.
 */
public interface Categories extends Entities<Id<Category>, Category> {

  /** Those that exist. Keeps them from being deleted until the transaction ends. */
  Set<Id<Category>> existing(Collection<Id<Category>> ids);

  /**
   * Those with these labels, by the keys of the labels. Keeps them from being deleted until the
   * transaction ends.
   */
  Map<String, Id<Category>> labelled(Collection<Label> labels);
}

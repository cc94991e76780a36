package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The categories. Labels (case-insensitively) and slugs are unique: a new category whose slug is
 * taken gets the next free number. Deleting a category clears it in its posts.
 */
public interface Categories extends Entities<Id<Category>, Category> {

  /**
   * Finds which of the categories exist, and prevents their deletion until the transaction ends.
   */
  Set<Id<Category>> existing(Collection<Id<Category>> ids);

  /**
   * Finds categories by label, keyed by {@link Label#key}, and prevents their deletion until the
   * transaction ends.
   */
  Map<String, Id<Category>> labelled(Collection<Label> labels);
}

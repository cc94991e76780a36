package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.CategoryId;
import campus.publishing.domain.Label;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The categories. No two have the same label, whatever its case, or the same slug. */
public interface Categories {

  /**
   * Adds a category. It keeps its slug, or, where that is taken, gets the next number that is free.
   *
   * @throws campus.publishing.domain.LabelTaken if another category has the label
   */
  void add(Category category);

  /**
   * Which of these categories there are. Keeps them from being deleted until the transaction ends.
   */
  Set<CategoryId> existing(Collection<CategoryId> ids);

  /**
   * Which of these labels are those of categories, by the keys of the labels. Keeps the categories
   * from being deleted until the transaction ends.
   */
  Map<String, CategoryId> labelled(Collection<Label> labels);

  /** Gets a category, and keeps others from changing it until the transaction ends. */
  Optional<Category> lock(CategoryId id);

  /**
   * Changes a category that was locked before.
   *
   * @throws campus.publishing.domain.LabelTaken if another category has the label
   */
  void update(Category category);

  /**
   * As {@link #lock}, for a category that is to be deleted: locks its posts first, in the order of
   * their ids.
   */
  Optional<Category> lockWithPosts(CategoryId id);

  /** Deletes a category that was locked with its posts; its posts then belong to none. */
  void delete(CategoryId id);
}

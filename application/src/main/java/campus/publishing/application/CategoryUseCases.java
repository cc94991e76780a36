package campus.publishing.application;

import campus.publishing.domain.CategoryId;
import campus.publishing.domain.Label;

/**
 * Keeping categories. Who may is checked at the edge. Joins the transaction in progress, or is one
 * of its own.
 */
public interface CategoryUseCases {

  /**
   * Makes a category.
   *
   * @throws campus.publishing.domain.LabelTaken if another has the label
   */
  CategoryId create(Label label);

  /**
   * Gives a category another label.
   *
   * @throws campus.shared.domain.NotFound if there is no such category
   * @throws campus.publishing.domain.LabelTaken if another has the label
   */
  void rename(CategoryId category, Label label);

  /**
   * Deletes a category; its posts then belong to none.
   *
   * @throws campus.shared.domain.NotFound if there is no such category
   */
  void delete(CategoryId category);
}

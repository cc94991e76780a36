package campus.publishing.application;

import campus.publishing.domain.Label;
import campus.publishing.domain.TagId;

/**
 * Keeping tags. Who may is checked at the edge. Joins the transaction in progress, or is one of its
 * own.
 */
public interface TagUseCases {

  /**
   * Makes a tag.
   *
   * @throws campus.publishing.domain.LabelTaken if another has the label
   */
  TagId create(Label label);

  /**
   * Gives a tag another label.
   *
   * @throws campus.shared.domain.NotFound if there is no such tag
   * @throws campus.publishing.domain.LabelTaken if another has the label
   */
  void rename(TagId tag, Label label);

  /**
   * Deletes a tag; posts lose it.
   *
   * @throws campus.shared.domain.NotFound if there is no such tag
   */
  void delete(TagId tag);
}

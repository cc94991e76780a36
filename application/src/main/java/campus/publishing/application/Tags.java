package campus.publishing.application;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.shared.application.write.Entities;
import campus.shared.domain.Id;
import campus.shared.domain.UserId;
import java.util.Collection;
import java.util.List;

/**
 * The tags. No two public tags have the same label, without regard to case, nor have two tags of
 * one owner. Adding, locking, updating and deleting is for public tags.
 */
public interface Tags extends Entities<Id<Tag>, Tag> {

  /**
   * Adds those tags whose owner sees no tag with that label yet, waiting for others who add the
   * same. Keeps tags with these labels from being deleted until the transaction ends.
   *
   * @param tags all of one owner, or all public
   * @return one tag for each label, new or old; a public one where there is one
   */
  List<Tag> addMissing(Collection<Tag> tags);

  /** The public tags with these labels, and those of an owner. */
  List<Tag> find(Collection<Label> labels, UserId owner);

  /**
   * Those of the tags that exist and are public or belong to the owner. Keeps them from being
   * deleted until the transaction ends.
   */
  List<Tag> existing(Collection<Id<Tag>> ids, UserId owner);
}

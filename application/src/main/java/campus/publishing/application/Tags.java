package campus.publishing.application;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.util.Collection;
import java.util.List;

/**
 * The tags. Labels are unique, case-insensitively, among the public tags and among those of one
 * owner. The inherited methods are for public tags.
 */
public interface Tags extends Entities<Id<Tag>, Tag> {

  /**
   * Adds those tags whose label is new to their owner, and prevents deletion of all tags with these
   * labels until the transaction ends. Waits for concurrent calls that add the same label.
   *
   * @param tags all of one owner, or all public
   * @return one tag for each label, preferably a public one
   */
  List<Tag> addMissing(Collection<Tag> tags);

  /** The tags with these labels that are public or belong to the owner. */
  List<Tag> find(Collection<Label> labels, UserId owner);

  /**
   * Finds which of the tags exist and are public or belong to the owner, and prevents their
   * deletion until the transaction ends.
   */
  List<Tag> existing(Collection<Id<Tag>> ids, UserId owner);
}

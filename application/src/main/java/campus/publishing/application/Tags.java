package campus.publishing.application;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.domain.TagId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags. No two have the same label, whatever its case. */
public interface Tags {

  /**
   * Adds a tag.
   *
   * @throws campus.publishing.domain.LabelTaken if another tag has the label
   */
  void add(Tag tag);

  /**
   * Adds tags, but those whose label another tag has; also when others do the same meanwhile, whom
   * it waits for. Keeps tags of these labels from being deleted until the transaction ends.
   *
   * @return the tags of these labels, new and old
   */
  List<Tag> addMissing(Collection<Tag> tags);

  /** Finds tags by their labels. */
  List<Tag> find(Collection<Label> labels);

  /** Which of these tags there are. Keeps them from being deleted until the transaction ends. */
  Set<TagId> existing(Collection<TagId> ids);

  /** Gets a tag, and keeps others from changing it until the transaction ends. */
  Optional<Tag> lock(TagId id);

  /**
   * Changes a tag that was locked before.
   *
   * @throws campus.publishing.domain.LabelTaken if another tag has the label
   */
  void update(Tag tag);

  /**
   * As {@link #lock}, for a tag that is to be deleted: locks its posts first, in the order of their
   * ids.
   */
  Optional<Tag> lockWithPosts(TagId id);

  /** Deletes a tag that was locked with its posts; posts lose it. */
  void delete(TagId id);
}

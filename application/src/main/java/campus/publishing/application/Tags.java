package campus.publishing.application;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.domain.TagId;
import campus.shared.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tags. No two that all see have the same label, whatever its case, nor two of one owner. */
public interface Tags {

  /**
   * Adds a tag that all see.
   *
   * @throws campus.publishing.domain.LabelTaken if another tag has the label
   */
  void add(Tag tag);

  /**
   * Adds tags, but those whose label a tag has that their owner sees; also when others do the same
   * meanwhile, whom it waits for. Keeps tags of these labels from being deleted until the
   * transaction ends.
   *
   * @param tags of one owner, or all of none
   * @return a tag of each of these labels, new or old: one that all see rather than the owner's
   */
  List<Tag> addMissing(Collection<Tag> tags);

  /** Finds the tags of these labels that all see, and those of an owner. */
  List<Tag> find(Collection<Label> labels, UserId owner);

  /**
   * Which of these tags there are that all see, or that are an owner's. Keeps them from being
   * deleted until the transaction ends.
   */
  List<Tag> existing(Collection<TagId> ids, UserId owner);

  /** Gets a tag that all see, and keeps others from changing it until the transaction ends. */
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

package campus.publishing.application;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.domain.TagId;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.NotFound;
import java.time.Clock;
import java.util.Optional;

/**
 * Two tags of one label: a unique constraint. A tag deleted while a post gets it: its row's lock.
 */
final class TagService implements TagUseCases {

  private final Transactions transactions;
  private final Tags tags;
  private final IdGenerator ids;
  private final Clock clock;

  TagService(Transactions transactions, Tags tags, IdGenerator ids, Clock clock) {
    this.transactions = transactions;
    this.tags = tags;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public TagId create(Label label) {
    var tag = Tag.create(new TagId(ids.next()), label, null, clock.instant());
    return transactions.write(() -> {
      tags.add(tag);
      return tag.id();
    });
  }

  @Override
  public void rename(TagId id, Label label) {
    transactions.write(() -> {
      var before = lock(id);
      var after = before.rename(label, clock.instant());
      if (!after.equals(before)) {
        tags.update(after);
      }
    });
  }

  @Override
  public void delete(TagId id) {
    transactions.write(() -> tags.delete(found(tags.lockWithPosts(id), id).id()));
  }

  private Tag lock(TagId id) {
    return found(tags.lock(id), id);
  }

  private static Tag found(Optional<Tag> found, TagId id) {
    return found.orElseThrow(() -> new NotFound(id.toName()));
  }
}

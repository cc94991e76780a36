package campus.publishing.persistence;

import campus.publishing.application.Tags;
import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.domain.TagId;
import campus.publishing.persistence.Counters.Total;
import campus.shared.domain.Conflict;
import campus.shared.domain.Reason;
import campus.shared.domain.UserId;
import campus.shared.persistence.Statements;
import campus.shared.persistence.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcTags implements Tags {

  /**
   * Waits for whoever adds the same label. In the order of the labels: two such cannot deadlock.
   */
  private static final String ADD_MISSING =
      """
      INSERT INTO tags (id, label, label_key, owner_id, create_time, update_time)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
        AS d (id, label, label_key, owner_id, create_time, update_time)
      ORDER BY label_key
      ON CONFLICT (label_key, owner_id) DO NOTHING
      """;

  private final TagRowRepository tags;
  private final Statements statements;
  private final Counters counters;

  JdbcTags(TagRowRepository tags, Statements statements, Counters counters) {
    this.tags = tags;
    this.statements = statements;
    this.counters = counters;
  }

  @Override
  public void add(Tag tag) {
    tags.save(TagRow.from(tag));
    counters.addTotals(Map.of(Total.TAGS, 1L));
  }

  @Override
  public List<Tag> addMissing(Collection<Tag> wanted) {
    var rows =
        wanted.stream().map(TagRow::from).sorted(Comparator.comparing(TagRow::labelKey)).toList();
    var owner = rows.getFirst().ownerId();
    var keys = rows.stream().map(TagRow::labelKey).toList();
    var found = labelled(keys, owner);
    if (found.size() < rows.size()) {
      long added =
          statements.update(
              ADD_MISSING,
              Values.uuids(rows.stream().map(TagRow::id).toList()),
              Values.texts(rows.stream().map(TagRow::label).toList()),
              Values.texts(keys),
              Values.column("uuid", rows, TagRow::ownerId),
              Values.of("timestamptz", rows.stream().map(TagRow::createTime).toList()),
              Values.of("timestamptz", rows.stream().map(TagRow::updateTime).toList()));
      found = labelled(keys, owner);
      if (owner == null) {
        counters.addTotals(Map.of(Total.TAGS, added));
      }
    }
    if (found.size() < rows.size()) {
      // One was there when this was to add it, and was deleted before it could be kept.
      throw new Conflict(Reason.CONFLICT, "others are deleting one of the tags; try again");
    }
    return found.stream().map(TagRow::toDomain).toList();
  }

  /** A tag of each label: where an owner has one besides the one that all see, the latter. */
  private Collection<TagRow> labelled(List<String> keys, @Nullable UUID owner) {
    var found = new LinkedHashMap<String, TagRow>();
    for (var row : tags.keepLabelled(keys, owner)) {
      found.merge(row.labelKey(), row, (one, other) -> one.ownerId() == null ? one : other);
    }
    return found.values();
  }

  @Override
  public List<Tag> find(Collection<Label> labels, UserId owner) {
    return labels.isEmpty()
        ? List.of()
        : tags.find(labels.stream().map(Label::key).toList(), owner.value()).stream()
            .map(TagRow::toDomain)
            .toList();
  }

  @Override
  public List<Tag> existing(Collection<TagId> ids, UserId owner) {
    var wanted = ids.stream().map(id -> id.value().toString()).toList();
    return tags.keep(wanted, owner.value()).stream().map(TagRow::toDomain).toList();
  }

  @Override
  public Optional<Tag> lock(TagId id) {
    return tags.lock(id.value()).map(TagRow::toDomain);
  }

  @Override
  public Optional<Tag> lockWithPosts(TagId id) {
    return tags.lockWithPosts(id.value()).map(TagRow::toDomain);
  }

  @Override
  public void update(Tag tag) {
    tags.update(TagRow.from(tag));
  }

  @Override
  public void delete(TagId id) {
    statements.update("DELETE FROM post_tags WHERE tag_id = ?", id.value());
    tags.deleteById(id.value());
    counters.addTotals(Map.of(Total.TAGS, -1L));
  }
}

package campus.publishing.persistence;

import campus.publishing.application.Tags;
import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.domain.TagId;
import campus.publishing.persistence.Counters.Total;
import campus.shared.domain.Conflict;
import campus.shared.domain.Reason;
import campus.shared.persistence.Statements;
import campus.shared.persistence.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Singleton
final class JdbcTags implements Tags {

  /**
   * Waits for whoever adds the same label. In the order of the labels: two such cannot deadlock.
   */
  private static final String ADD_MISSING =
      """
      INSERT INTO tags (id, label, label_key, create_time, update_time)
      SELECT * FROM unnest(?, ?, ?, ?, ?) AS d (id, label, label_key, create_time, update_time)
      ORDER BY label_key
      ON CONFLICT (label_key) DO NOTHING
      """;

  private static final String EXISTING =
      "SELECT id FROM tags WHERE id = ANY(?) ORDER BY id FOR KEY SHARE";

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
    var keys = rows.stream().map(TagRow::labelKey).toList();
    var found = tags.keep(keys);
    if (found.size() < rows.size()) {
      long added =
          statements.update(
              ADD_MISSING,
              Values.uuids(rows.stream().map(TagRow::id).toList()),
              Values.texts(rows.stream().map(TagRow::label).toList()),
              Values.texts(keys),
              Values.of("timestamptz", rows.stream().map(TagRow::createTime).toList()),
              Values.of("timestamptz", rows.stream().map(TagRow::updateTime).toList()));
      found = tags.keep(keys);
      counters.addTotals(Map.of(Total.TAGS, added));
    }
    if (found.size() < rows.size()) {
      // One was there when this was to add it, and was deleted before it could be kept.
      throw new Conflict(Reason.CONFLICT, "others are deleting one of the tags; try again");
    }
    return found.stream().map(TagRow::toDomain).toList();
  }

  @Override
  public List<Tag> find(Collection<Label> labels) {
    return labels.isEmpty()
        ? List.of()
        : tags.find(labels.stream().map(Label::key).toList()).stream()
            .map(TagRow::toDomain)
            .toList();
  }

  @Override
  public Set<TagId> existing(Collection<TagId> ids) {
    return new HashSet<>(
        statements.query(
            EXISTING,
            rows -> new TagId(rows.getObject(1, UUID.class)),
            Values.uuids(ids.stream().map(TagId::value).toList())));
  }

  @Override
  public Optional<Tag> lock(TagId id) {
    return tags.findByIdForUpdate(id.value()).map(TagRow::toDomain);
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

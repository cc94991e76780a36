package campus.publishing.persistence;

import campus.publishing.application.Tags;
import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.publishing.persistence.Counters.Total;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcTags extends JdbcEntities<Id<Tag>, Tag, TagRow> implements Tags {

  /** In the order of the labels, so that two of these cannot deadlock. */
  private static final String ADD_MISSING =
      """
      INSERT INTO tags (id, label, label_key, owner_id, create_time, update_time)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
        AS d (id, label, label_key, owner_id, create_time, update_time)
      ORDER BY label_key
      ON CONFLICT (label_key, owner_id) DO NOTHING
      """;

  private static final String LOCK =
      "SELECT * FROM tags WHERE id = ANY(?) AND owner_id IS NULL ORDER BY id FOR UPDATE";

  /** The posts first: PostgreSQL locks the rows of one level after it has joined them. */
  private static final String LOCK_WITH_POSTS =
      """
      WITH locked AS MATERIALIZED (
        SELECT id FROM posts WHERE id IN (SELECT post_id FROM post_tags WHERE tag_id = ANY(?))
        ORDER BY id FOR NO KEY UPDATE)
      SELECT t.* FROM (SELECT count(*) FROM locked) n
      JOIN tags t ON t.id = ANY(?) AND t.owner_id IS NULL
      ORDER BY t.id FOR UPDATE OF t
      """;

  /** Public tags, and an owner's. */
  private static final String LABELLED =
      """
      SELECT * FROM tags WHERE label_key = ANY(?) AND (owner_id IS NULL OR owner_id = ?)
      ORDER BY id
      """;

  private static final String KEEP_LABELLED = LABELLED + "FOR KEY SHARE";
  private static final String KEEP =
      """
      SELECT * FROM tags WHERE id = ANY(?) AND (owner_id IS NULL OR owner_id = ?)
      ORDER BY id FOR KEY SHARE
      """;

  private final Statements statements;
  private final Counters counters;

  JdbcTags(Statements statements, TagRowRepository rows, Counters counters) {
    super(
        statements, PublishingDeclarations.TAG, rows, TagRow.class, TagRow::from, TagRow::toDomain);
    this.statements = statements;
    this.counters = counters;
  }

  @Override
  public void addAll(Collection<Tag> tags) {
    super.addAll(tags);
    counters.addTotals(Map.of(Total.TAGS, (long) tags.size()));
  }

  @Override
  public List<Tag> lockAll(Collection<Id<Tag>> ids) {
    return find(LOCK, values(ids));
  }

  @Override
  public List<Tag> lockToDelete(Collection<Id<Tag>> ids) {
    return find(LOCK_WITH_POSTS, values(ids), values(ids));
  }

  @Override
  public void deleteAll(Collection<Id<Tag>> ids) {
    statements.update("DELETE FROM post_tags WHERE tag_id = ANY(?)", values(ids));
    super.deleteAll(ids);
    counters.addTotals(Map.of(Total.TAGS, (long) -ids.size()));
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
      // Another transaction deleted one of them between the two statements.
      throw new Conflict(Reason.CONFLICT, "others are deleting one of the tags; try again");
    }
    return found.stream().map(TagRow::toDomain).toList();
  }

  /** One tag for each label: the public one where the owner has another. */
  private Collection<TagRow> labelled(List<String> keys, @Nullable UUID owner) {
    var found = new LinkedHashMap<String, TagRow>();
    for (var row : statements.rows(TagRow.class, KEEP_LABELLED, Values.texts(keys), owner)) {
      found.merge(row.labelKey(), row, (one, other) -> one.ownerId() == null ? one : other);
    }
    return found.values();
  }

  @Override
  public List<Tag> find(Collection<Label> labels, UserId owner) {
    return labels.isEmpty()
        ? List.of()
        : find(LABELLED, Values.texts(labels.stream().map(Label::key).toList()), owner.value());
  }

  @Override
  public List<Tag> existing(Collection<Id<Tag>> ids, UserId owner) {
    return find(KEEP, values(ids), owner.value());
  }
}

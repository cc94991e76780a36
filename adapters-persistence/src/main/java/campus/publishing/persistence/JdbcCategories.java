package campus.publishing.persistence;

import campus.publishing.application.Categories;
import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Singleton
final class JdbcCategories extends JdbcEntities<Id<Category>, Category, CategoryRow>
    implements Categories {

  /** In the order of the slugs, so that two of these cannot deadlock by them. */
  private static final String ADD =
      """
      INSERT INTO categories (id, label, label_key, slug, create_time, update_time)
      SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
        AS d (id, label, label_key, slug, create_time, update_time)
      ORDER BY slug, label_key
      ON CONFLICT (slug) DO NOTHING
      RETURNING id
      """;

  private static final String EXISTING =
      "SELECT id FROM categories WHERE id = ANY(?) ORDER BY id FOR KEY SHARE";

  private static final String KEEP_LABELLED =
      "SELECT id, label_key FROM categories WHERE label_key = ANY(?) ORDER BY id FOR KEY SHARE";

  /** The posts first: PostgreSQL locks the rows of one level after it has joined them. */
  private static final String LOCK_WITH_POSTS =
      """
      WITH locked AS MATERIALIZED (
        SELECT id FROM posts WHERE category_id = ANY(?) ORDER BY id FOR NO KEY UPDATE)
      SELECT c.* FROM (SELECT count(*) FROM locked) n JOIN categories c ON c.id = ANY(?)
      ORDER BY c.id FOR UPDATE OF c
      """;

  private final Statements statements;

  JdbcCategories(Statements statements, CategoryRowRepository rows) {
    super(
        statements,
        PublishingDeclarations.CATEGORY,
        rows,
        CategoryRow.class,
        CategoryRow::from,
        CategoryRow::toDomain);
    this.statements = statements;
  }

  @Override
  public void addAll(Collection<Category> categories) {
    // Few categories share a slug, so trying one number after the other is enough.
    var left = List.copyOf(categories);
    for (long number = 1; !left.isEmpty(); number++) {
      var next = number;
      var added = insert(left.stream().map(one -> one.at(one.slug().numbered(next))).toList());
      left = left.stream().filter(one -> !added.contains(one.id())).toList();
    }
  }

  /** Returns the ids of the added categories, without those whose slug is taken. */
  private Set<Id<Category>> insert(List<Category> categories) {
    var rows = categories.stream().map(CategoryRow::from).toList();
    return new HashSet<>(
        statements.query(
            ADD,
            result -> Category.id(result.getObject(1, UUID.class)),
            Values.column("uuid", rows, CategoryRow::id),
            Values.column("text", rows, CategoryRow::label),
            Values.column("text", rows, CategoryRow::labelKey),
            Values.column("text", rows, CategoryRow::slug),
            Values.column("timestamptz", rows, CategoryRow::createTime),
            Values.column("timestamptz", rows, CategoryRow::updateTime)));
  }

  @Override
  public Set<Id<Category>> existing(Collection<Id<Category>> ids) {
    return new HashSet<>(
        statements.query(
            EXISTING, rows -> Category.id(rows.getObject(1, UUID.class)), values(ids)));
  }

  @Override
  public Map<String, Id<Category>> labelled(Collection<Label> labels) {
    var found = new HashMap<String, Id<Category>>();
    statements.query(
        KEEP_LABELLED,
        rows -> found.put(rows.getString(2), Category.id(rows.getObject(1, UUID.class))),
        Values.texts(labels.stream().map(Label::key).distinct().toList()));
    return found;
  }

  @Override
  public List<Category> lockToDelete(Collection<Id<Category>> ids) {
    return find(LOCK_WITH_POSTS, values(ids), values(ids));
  }

  @Override
  public void deleteAll(Collection<Id<Category>> ids) {
    statements.update(
        "UPDATE posts SET category_id = NULL, version = version + 1 WHERE category_id = ANY(?)",
        values(ids));
    super.deleteAll(ids);
  }
}

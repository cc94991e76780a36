package campus.publishing.persistence;

import campus.publishing.application.Categories;
import campus.publishing.domain.Category;
import campus.publishing.domain.CategoryId;
import campus.publishing.domain.Label;
import campus.shared.persistence.Statements;
import campus.shared.persistence.Statements.Values;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Singleton
final class JdbcCategories implements Categories {

  private static final String ADD =
      """
      INSERT INTO categories (id, label, label_key, slug, create_time, update_time)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (slug) DO NOTHING
      """;

  private static final String EXISTING =
      "SELECT id FROM categories WHERE id = ANY(?) ORDER BY id FOR KEY SHARE";

  private static final String KEEP_LABELLED =
      "SELECT id, label_key FROM categories WHERE label_key = ANY(?) ORDER BY id FOR KEY SHARE";

  private final CategoryRowRepository categories;
  private final Statements statements;

  JdbcCategories(CategoryRowRepository categories, Statements statements) {
    this.categories = categories;
    this.statements = statements;
  }

  @Override
  public void add(Category category) {
    // Categories are few, and those of one slug fewer: one number after the other will do.
    long number = 1;
    while (!isAdded(category.at(category.slug().numbered(number)))) {
      number++;
    }
  }

  private boolean isAdded(Category category) {
    var row = CategoryRow.from(category);
    return statements.update(
            ADD,
            row.id(),
            row.label(),
            row.labelKey(),
            row.slug(),
            row.createTime(),
            row.updateTime())
        == 1;
  }

  @Override
  public Set<CategoryId> existing(Collection<CategoryId> ids) {
    return new HashSet<>(
        statements.query(
            EXISTING,
            rows -> new CategoryId(rows.getObject(1, UUID.class)),
            Values.uuids(ids.stream().map(CategoryId::value).toList())));
  }

  @Override
  public Map<String, CategoryId> labelled(Collection<Label> labels) {
    var found = new HashMap<String, CategoryId>();
    statements.query(
        KEEP_LABELLED,
        rows -> found.put(rows.getString(2), new CategoryId(rows.getObject(1, UUID.class))),
        Values.texts(labels.stream().map(Label::key).distinct().toList()));
    return found;
  }

  @Override
  public Optional<Category> lock(CategoryId id) {
    return categories.findByIdForUpdate(id.value()).map(CategoryRow::toDomain);
  }

  @Override
  public Optional<Category> lockWithPosts(CategoryId id) {
    return categories.lockWithPosts(id.value()).map(CategoryRow::toDomain);
  }

  @Override
  public void update(Category category) {
    categories.update(CategoryRow.from(category));
  }

  @Override
  public void delete(CategoryId id) {
    statements.update(
        "UPDATE posts SET category_id = NULL, version = version + 1 WHERE category_id = ?",
        id.value());
    categories.deleteById(id.value());
  }
}

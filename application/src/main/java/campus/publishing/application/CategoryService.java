package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.CategoryId;
import campus.publishing.domain.Label;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.NotFound;
import java.time.Clock;
import java.util.Optional;

/**
 * Two categories of one label: a unique constraint. A category deleted while a post gets it: its
 * row's lock.
 */
final class CategoryService implements CategoryUseCases {

  private final Transactions transactions;
  private final Categories categories;
  private final IdGenerator ids;
  private final Clock clock;

  CategoryService(Transactions transactions, Categories categories, IdGenerator ids, Clock clock) {
    this.transactions = transactions;
    this.categories = categories;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public CategoryId create(Label label) {
    var category = Category.create(new CategoryId(ids.next()), label, clock.instant());
    return transactions.write(() -> {
      categories.add(category);
      return category.id();
    });
  }

  @Override
  public void rename(CategoryId id, Label label) {
    transactions.write(() -> {
      var before = lock(id);
      var after = before.rename(label, clock.instant());
      if (!after.equals(before)) {
        categories.update(after);
      }
    });
  }

  @Override
  public void delete(CategoryId id) {
    transactions.write(() -> categories.delete(found(categories.lockWithPosts(id), id).id()));
  }

  private Category lock(CategoryId id) {
    return found(categories.lock(id), id);
  }

  private static Category found(Optional<Category> found, CategoryId id) {
    return found.orElseThrow(() -> new NotFound(id.toName()));
  }
}

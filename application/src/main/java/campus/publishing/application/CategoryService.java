package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.CategoryId;
import campus.publishing.domain.Label;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.NotFound;
import java.time.Clock;

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
    transactions.write(() -> categories.update(lock(id).rename(label, clock.instant())));
  }

  @Override
  public void delete(CategoryId id) {
    transactions.write(() -> categories.delete(lock(id).id()));
  }

  private Category lock(CategoryId id) {
    return categories.lock(id).orElseThrow(() -> new NotFound(id.toName()));
  }
}

package campus.publishing.grpc;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.UpdateMask;

final class CategoryMapping implements EntityMapping<Category, campus.publishing.v1.Category> {

  @Override
  public Creation<Category> creation(campus.publishing.v1.Category category) {
    return (id, now) -> Category.create(Category.id(id), Label.of(category.getLabel()), now);
  }

  @Override
  public Edit<Category> edit(campus.publishing.v1.Category category, UpdateMask mask) {
    var label = mask.change("label", () -> Label.of(category.getLabel()));
    return (current, now) -> current.rename(label.apply(current.label()), now);
  }
}

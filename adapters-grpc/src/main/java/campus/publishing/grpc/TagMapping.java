package campus.publishing.grpc;

import campus.publishing.domain.Label;
import campus.publishing.domain.Tag;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.UpdateMask;

final class TagMapping implements EntityMapping<Tag, campus.publishing.v1.Tag> {

  @Override
  public Creation<Tag> creation(campus.publishing.v1.Tag tag) {
    return (id, now) -> Tag.create(Tag.id(id), Label.of(tag.getLabel()), null, now);
  }

  @Override
  public Edit<Tag> edit(campus.publishing.v1.Tag tag, UpdateMask mask) {
    var label = mask.change("label", () -> Label.of(tag.getLabel()));
    return (current, now) -> current.rename(label.apply(current.label()), now);
  }
}

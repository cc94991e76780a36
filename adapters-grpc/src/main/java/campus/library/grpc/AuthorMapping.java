package campus.library.grpc;

import campus.library.domain.Author;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.UpdateMask;

final class AuthorMapping implements EntityMapping<Author, campus.library.v1.Author> {

  @Override
  public Creation<Author> creation(campus.library.v1.Author author) {
    return (id, now) -> Author.create(Author.id(id), author.getDisplayName(), now);
  }

  @Override
  public Edit<Author> edit(campus.library.v1.Author author, UpdateMask mask) {
    var displayName = mask.change("display_name", author::getDisplayName);
    return (current, now) -> current.rename(displayName.apply(current.displayName()), now);
  }
}

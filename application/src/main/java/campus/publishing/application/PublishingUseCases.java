package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Tag;
import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Transactions;
import java.time.Clock;

/** The use cases of this context. */
public record PublishingUseCases(
    PostUseCases posts,
    EntityUseCases<Tag> tags,
    EntityUseCases<Category> categories,
    CommentUseCases comments,
    MemberUseCases members) {

  public static PublishingUseCases create(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      Comments comments,
      Follows follows,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    return new PublishingUseCases(
        new PostService(transactions, posts, tags, categories, ids, imports, clock),
        EntityUseCases.of(transactions, tags, ids, clock),
        EntityUseCases.of(transactions, categories, ids, clock),
        new CommentService(transactions, posts, comments, ids, clock),
        new MemberService(transactions, follows, clock));
  }
}

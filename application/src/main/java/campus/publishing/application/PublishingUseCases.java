package campus.publishing.application;

import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import java.time.Clock;

/** The use cases of this context, put together: driven ports in, driving ports out. */
public record PublishingUseCases(
    PostUseCases posts,
    TagUseCases tags,
    CategoryUseCases categories,
    CommentUseCases comments,
    MemberUseCases members) {

  public static PublishingUseCases create(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      Comments comments,
      Likes likes,
      Follows follows,
      IdGenerator ids,
      Clock clock) {
    return new PublishingUseCases(
        new PostService(transactions, posts, tags, categories, likes, ids, clock),
        new TagService(transactions, tags, ids, clock),
        new CategoryService(transactions, categories, ids, clock),
        new CommentService(transactions, posts, comments, ids, clock),
        new MemberService(transactions, follows, clock));
  }
}

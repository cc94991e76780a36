package campus.publishing.application.testing;

import campus.publishing.application.BlogTotals;
import campus.publishing.application.Categories;
import campus.publishing.application.Comments;
import campus.publishing.application.Follows;
import campus.publishing.application.Posts;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.application.Tags;
import campus.publishing.domain.Post;
import campus.publishing.domain.Tag;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The driven ports of publishing, all over the same store, and what a test needs beside them.
 *
 * @param beside makes and deletes users, and reads what is kept
 */
public record PublishingPorts(
    Transactions transactions,
    Posts posts,
    Tags tags,
    Categories categories,
    Comments comments,
    Follows follows,
    BlogTotals totals,
    Beside beside) {

  /** The same ports, whose use cases run within other transactions. */
  public PublishingPorts within(Transactions other) {
    return new PublishingPorts(other, posts, tags, categories, comments, follows, totals, beside);
  }

  /** What is not publishing's to do, and what is kept for readers only. */
  public interface Beside {

    /** Makes a user. */
    UserId addUser(String username);

    /** Deletes a user, as identity does. */
    void deleteUser(UserId user);

    /** The slug that a post has. */
    String slugOf(Id<Post> post);

    /** How many like a post. */
    long likesOf(Id<Post> post);

    /** How many comments a post has. */
    long commentsOf(Id<Post> post);

    /** How many published posts have a tag. */
    long postsOf(Id<Tag> tag);

    /** The numbers of published posts, followers and followed members of a member. */
    List<Long> countsOf(UserId member);
  }

  /** The use cases, over these ports. */
  public PublishingUseCases useCases(Clock clock) {
    return PublishingUseCases.create(
        transactions,
        posts,
        tags,
        categories,
        comments,
        follows,
        UUID::randomUUID,
        new Imports(transactions, (_, _) -> {}),
        clock);
  }

  /** The use cases, over these ports, always at the same moment. */
  public PublishingUseCases useCases() {
    return useCases(Clock.fixed(TestPosts.NOW, ZoneOffset.UTC));
  }
}

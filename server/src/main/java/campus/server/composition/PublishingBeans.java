package campus.server.composition;

import campus.publishing.application.BlogTotals;
import campus.publishing.application.Categories;
import campus.publishing.application.CategoryUseCases;
import campus.publishing.application.CommentUseCases;
import campus.publishing.application.Comments;
import campus.publishing.application.Follows;
import campus.publishing.application.Likes;
import campus.publishing.application.MemberUseCases;
import campus.publishing.application.PostUseCases;
import campus.publishing.application.Posts;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.application.StatsUseCases;
import campus.publishing.application.TagUseCases;
import campus.publishing.application.Tags;
import campus.shared.application.IdGenerator;
import campus.shared.application.ResourceQueries;
import campus.shared.application.Transactions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class PublishingBeans {

  @Singleton
  PublishingUseCases publishing(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      Comments comments,
      Likes likes,
      Follows follows,
      IdGenerator ids,
      Clock clock) {
    return PublishingUseCases.create(
        transactions, posts, tags, categories, comments, likes, follows, ids, clock);
  }

  @Singleton
  PostUseCases posts(PublishingUseCases publishing) {
    return publishing.posts();
  }

  @Singleton
  TagUseCases tags(PublishingUseCases publishing) {
    return publishing.tags();
  }

  @Singleton
  CategoryUseCases categories(PublishingUseCases publishing) {
    return publishing.categories();
  }

  @Singleton
  CommentUseCases comments(PublishingUseCases publishing) {
    return publishing.comments();
  }

  @Singleton
  MemberUseCases members(PublishingUseCases publishing) {
    return publishing.members();
  }

  @Singleton
  StatsUseCases stats(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    return StatsUseCases.of(totals, queries, transactions);
  }
}

package campus.publishing.application.testing;

import campus.publishing.application.BlogTotals;
import campus.publishing.application.Categories;
import campus.publishing.application.Comments;
import campus.publishing.application.Follows;
import campus.publishing.application.Posts;
import campus.publishing.application.Tags;
import campus.publishing.domain.Category;
import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.Slug;
import campus.publishing.domain.Tag;
import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Publishing in memory. Keeps no counts: it counts when it is asked. */
public final class InMemoryPublishing {

  private record Like(Id<Post> post, UserId user) {}

  private record Follow(UserId follower, UserId followee) {}

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Map<UserId, String> users = transactions.table();
  private final Map<Id<Post>, Post> posts = transactions.table();
  private final Map<Id<Tag>, Tag> tags = transactions.table();
  private final Map<Id<Category>, Category> categories = transactions.table();
  private final Map<CommentId, Comment> comments = transactions.table();
  private final Map<Like, Instant> likes = transactions.table();
  private final Map<Follow, Instant> follows = transactions.table();

  private InMemoryPublishing() {}

  /** The ports, with nothing in them. */
  public static PublishingPorts create() {
    var store = new InMemoryPublishing();
    return new PublishingPorts(
        store.transactions,
        store.new InMemoryPosts(),
        store.new InMemoryTags(),
        store.new InMemoryCategories(),
        store.new InMemoryComments(),
        store.new InMemoryFollows(),
        store.new InMemoryTotals(),
        store.new InMemoryBeside());
  }

  private Post post(Id<Post> id) {
    return Objects.requireNonNull(posts.get(id));
  }

  private void removePosts(Predicate<Post> which) {
    posts.values().removeIf(which);
    comments.keySet().removeIf(comment -> !posts.containsKey(comment.post()));
    likes.keySet().removeIf(like -> !posts.containsKey(like.post()));
  }

  private final class InMemoryPosts implements Posts {

    @Override
    public void addAll(List<Post> added) {
      for (var post : added) {
        posts.put(post.id(), claiming(post));
      }
    }

    private Post claiming(Post post) {
      return post.claimsSlug() ? post.at(free(post.slug())) : post;
    }

    private Slug free(Slug wanted) {
      var taken =
          posts.values().stream()
              .map(Post::slug)
              .filter(Slug::isClaimed)
              .map(Slug::value)
              .collect(Collectors.toSet());
      long number = 1;
      while (taken.contains(wanted.numbered(number).value())) {
        number++;
      }
      return wanted.numbered(number);
    }

    @Override
    public List<UserId> lockAuthors(Collection<UserId> wanted) {
      return wanted.stream().filter(users::containsKey).toList();
    }

    @Override
    public List<PostStatus> keepStatuses(Collection<Id<Post>> ids) {
      return lockStatuses(ids);
    }

    @Override
    public List<PostStatus> lockStatuses(Collection<Id<Post>> ids) {
      return lockAll(ids).stream()
          .map(post -> new PostStatus(post.id(), post.author(), post.isPublished()))
          .toList();
    }

    @Override
    public List<PostStatus> lockStatuses(Collection<Id<Post>> ids, UserId by) {
      return users.containsKey(by) ? lockStatuses(ids) : List.of();
    }

    @Override
    public List<Post> lockAll(Collection<Id<Post>> ids) {
      return posts.values().stream()
          .filter(post -> ids.contains(post.id()))
          .sorted(Comparator.comparing(post -> post.id().toName()))
          .toList();
    }

    @Override
    public void updateAll(List<Change> changes) {
      changes.forEach(change -> posts.put(change.after().id(), claiming(change.after())));
    }

    @Override
    public void deleteAll(List<Post> deleted) {
      removePosts(deleted::contains);
    }

    @Override
    public void like(Id<Post> id, UserId user, Instant now) {
      likes.putIfAbsent(new Like(id, user), now);
    }

    @Override
    public void unlike(Id<Post> id, UserId user) {
      likes.remove(new Like(id, user));
    }
  }

  private final class InMemoryTags extends InMemoryEntities<Id<Tag>, Tag> implements Tags {

    InMemoryTags() {
      super(tags);
    }

    @Override
    protected void check(Tag tag) {
      if (seen(List.of(tag.label()), null).anyMatch(other -> !other.id().equals(tag.id()))) {
        throw PublishingErrors.labelTaken();
      }
    }

    @Override
    public List<Tag> addMissing(Collection<Tag> wanted) {
      for (var tag : wanted) {
        if (seen(List.of(tag.label()), tag.owner()).findAny().isEmpty()) {
          tags.put(tag.id(), tag);
        }
      }
      var owner = wanted.iterator().next().owner();
      return List.copyOf(
          seen(wanted.stream().map(Tag::label).toList(), owner)
              .collect(
                  Collectors.toMap(
                      tag -> tag.label().key(),
                      Function.identity(),
                      (one, other) -> one.isPublic() ? one : other))
              .values());
    }

    private Stream<Tag> seen(Collection<Label> labels, @Nullable UserId owner) {
      var keys = labels.stream().map(Label::key).collect(Collectors.toSet());
      return tags.values().stream()
          .filter(tag -> tag.isPublic() || Objects.equals(tag.owner(), owner))
          .filter(tag -> keys.contains(tag.label().key()));
    }

    @Override
    public List<Tag> find(Collection<Label> labels, UserId owner) {
      return seen(labels, owner).toList();
    }

    @Override
    public List<Tag> existing(Collection<Id<Tag>> ids, UserId owner) {
      return tags.values().stream()
          .filter(tag -> ids.contains(tag.id()))
          .filter(tag -> tag.isPublic() || owner.equals(tag.owner()))
          .toList();
    }

    @Override
    public List<Tag> lockAll(Collection<Id<Tag>> ids) {
      return super.lockAll(ids).stream().filter(Tag::isPublic).toList();
    }

    @Override
    public void deleteAll(Collection<Id<Tag>> ids) {
      super.deleteAll(ids);
      posts.replaceAll((key, post) -> {
        var left = new ArrayList<>(post.tags());
        return left.removeAll(ids) ? with(post, post.category(), left) : post;
      });
    }
  }

  private static Post with(Post post, @Nullable Id<Category> category, List<Id<Tag>> tags) {
    return new Post(
        post.id(),
        post.author(),
        category,
        post.slug(),
        post.content(),
        post.publishTime(),
        tags,
        post.revision());
  }

  private final class InMemoryCategories extends InMemoryEntities<Id<Category>, Category>
      implements Categories {

    InMemoryCategories() {
      super(categories);
    }

    @Override
    public void addAll(Collection<Category> added) {
      added.forEach(this::addNumbered);
    }

    private void addNumbered(Category category) {
      check(category);
      long number = 1;
      while (isTaken(category.slug().numbered(number))) {
        number++;
      }
      categories.put(category.id(), category.at(category.slug().numbered(number)));
    }

    private boolean isTaken(Slug slug) {
      return categories.values().stream().anyMatch(c -> c.slug().value().equals(slug.value()));
    }

    @Override
    protected void check(Category category) {
      for (var other : categories.values()) {
        if (!other.id().equals(category.id())
            && other.label().key().equals(category.label().key())) {
          throw PublishingErrors.labelTaken();
        }
      }
    }

    @Override
    public Set<Id<Category>> existing(Collection<Id<Category>> ids) {
      var existing = new HashSet<>(ids);
      existing.retainAll(categories.keySet());
      return existing;
    }

    @Override
    public Map<String, Id<Category>> labelled(Collection<Label> labels) {
      var found = new HashMap<String, Id<Category>>();
      for (var label : labels) {
        categories.values().stream()
            .filter(category -> category.label().key().equals(label.key()))
            .forEach(category -> found.put(label.key(), category.id()));
      }
      return found;
    }

    @Override
    public void deleteAll(Collection<Id<Category>> ids) {
      super.deleteAll(ids);
      posts.replaceAll(
          (key, post) -> ids.contains(post.category()) ? with(post, null, post.tags()) : post);
    }
  }

  private final class InMemoryComments extends InMemoryEntities<CommentId, Comment>
      implements Comments {

    InMemoryComments() {
      super(comments);
    }

    @Override
    protected void check(Comment comment) {}

    @Override
    public void addAll(Collection<Comment> added) {
      for (var comment : added) {
        if (!post(comment.id().post()).isPublished()) {
          throw PublishingErrors.notPublished(comment.id().post());
        }
      }
      super.addAll(added);
    }
  }

  private final class InMemoryFollows implements Follows {

    @Override
    public Set<UserId> lock(Collection<UserId> members) {
      var there = new HashSet<>(members);
      there.retainAll(users.keySet());
      return there;
    }

    @Override
    public void add(UserId follower, UserId followee, Instant now) {
      follows.putIfAbsent(new Follow(follower, followee), now);
    }

    @Override
    public void remove(UserId follower, UserId followee) {
      follows.remove(new Follow(follower, followee));
    }
  }

  private final class InMemoryTotals implements BlogTotals {

    @Override
    public Totals totals() {
      return new Totals(
          users.size(),
          posts.values().stream().filter(Post::isPublished).count(),
          tags.values().stream().filter(Tag::isPublic).count(),
          comments.keySet().stream().filter(comment -> post(comment.post()).isPublished()).count());
    }
  }

  private final class InMemoryBeside implements PublishingPorts.Beside {

    @Override
    public UserId addUser(String username) {
      var user = new UserId(UUID.randomUUID());
      users.put(user, username);
      return user;
    }

    @Override
    public void deleteUser(UserId user) {
      users.remove(user);
      tags.values().removeIf(tag -> user.equals(tag.owner()));
      removePosts(post -> post.author().equals(user));
      comments.values().removeIf(comment -> comment.author().equals(user));
      likes.keySet().removeIf(like -> like.user().equals(user));
      follows
          .keySet()
          .removeIf(follow -> follow.follower().equals(user) || follow.followee().equals(user));
    }

    @Override
    public String slugOf(Id<Post> post) {
      return post(post).slug().value();
    }

    @Override
    public long likesOf(Id<Post> post) {
      return likes.keySet().stream().filter(like -> like.post().equals(post)).count();
    }

    @Override
    public long commentsOf(Id<Post> post) {
      return comments.keySet().stream().filter(comment -> comment.post().equals(post)).count();
    }

    @Override
    public long postsOf(Id<Tag> tag) {
      return posts.values().stream()
          .filter(post -> post.isPublished() && post.tags().contains(tag))
          .count();
    }

    @Override
    public List<Long> countsOf(UserId member) {
      return List.of(
          posts.values().stream()
              .filter(post -> post.isPublished() && post.author().equals(member))
              .count(),
          follows.keySet().stream().filter(follow -> follow.followee().equals(member)).count(),
          follows.keySet().stream().filter(follow -> follow.follower().equals(member)).count());
    }
  }
}

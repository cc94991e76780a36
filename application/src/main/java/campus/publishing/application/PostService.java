package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.Etag;
import campus.shared.domain.Id;
import campus.shared.domain.NotFound;
import campus.shared.domain.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Races: publishing two posts with one slug. Guard: a unique constraint; the second gets the next
 * number. Creating one tag twice. Guard: a unique constraint; both posts get the first one. Editing
 * a post twice. Guard: the post's row lock and the etag. Deleting a tag or category against
 * assigning it. Guard: its row lock. Liking twice. Guard: the primary key.
 *
 * <p>Counters are updated last, in key order.
 */
final class PostService implements PostUseCases {

  private final Transactions transactions;
  private final Posts posts;
  private final Tags tags;
  private final Categories categories;
  private final Likes likes;
  private final IdGenerator ids;
  private final Clock clock;

  PostService(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      Likes likes,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.posts = posts;
    this.tags = tags;
    this.categories = categories;
    this.likes = likes;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public List<Id<Post>> create(Caller caller, List<NewPost> wanted) {
    var author = caller.requireUser();
    return transactions.write(() -> {
      var now = clock.instant();
      var ofDrafts = choose(choices(wanted, false), author, false, now);
      var ofPublished = choose(choices(wanted, true), author, true, now);
      var belonging = categoriesOf(wanted.stream().map(NewPost::category).toList());
      var made = new ArrayList<Post>();
      for (var post : wanted) {
        var draft =
            Post.draft(
                Post.id(ids.next()),
                author,
                belonging.get(post.category()),
                post.title(),
                post.body(),
                (post.published() ? ofPublished : ofDrafts).of(post.tags()),
                now);
        made.add(post.published() ? draft.publishedAtOnce() : draft);
      }
      posts.addAll(made);
      return made.stream().map(Post::id).toList();
    });
  }

  @Override
  public void update(Caller caller, UpdatePost update) {
    change(
        caller,
        update.post(),
        post -> {
          var now = clock.instant();
          var choice = update.category();
          boolean stays =
              choice == null || (choice.id() != null && choice.id().equals(post.category()));
          var category = stays ? post.category() : categoriesOf(List.of(choice)).get(choice);
          post.requireAt(update.etag());
          return post.rewrite(
              category,
              Objects.requireNonNullElse(update.title(), post.title()),
              Objects.requireNonNullElse(update.body(), post.body()),
              update.tags() == null
                  ? post.tags()
                  : choose(update.tags(), post, now).of(update.tags()),
              now);
        });
  }

  @Override
  public void delete(Caller caller, Id<Post> id, @Nullable Etag etag) {
    transactions.write(() -> {
      var post = owned(caller, id);
      post.requireAt(etag);
      posts.deleteAll(List.of(post));
    });
  }

  @Override
  public void publish(Caller caller, Id<Post> id) {
    change(
        caller,
        id,
        post -> {
          var now = clock.instant();
          return post.isPublished() ? post : post.publish(publicTags(post, now), now);
        });
  }

  @Override
  public void unpublish(Caller caller, Id<Post> id) {
    change(caller, id, post -> post.unpublish(clock.instant()));
  }

  @Override
  public void addTags(Caller caller, Id<Post> id, List<TagChoice> more) {
    change(
        caller,
        id,
        post -> {
          var now = clock.instant();
          return post.withTags(choose(more, post, now).of(more), now);
        });
  }

  @Override
  public void removeTags(Caller caller, Id<Post> id, List<TagChoice> less) {
    change(
        caller,
        id,
        post -> {
          var gone = new HashSet<Id<Tag>>();
          less.stream().map(TagChoice::id).filter(Objects::nonNull).forEach(gone::add);
          tags.find(labels(less), post.author()).forEach(tag -> gone.add(tag.id()));
          return post.withoutTags(gone, clock.instant());
        });
  }

  @Override
  public void clearTags(Caller caller, Id<Post> id) {
    change(caller, id, post -> post.withoutTags(post.tags(), clock.instant()));
  }

  @Override
  public void like(Caller caller, Id<Post> id) {
    var user = caller.requireUser();
    transactions.write(() -> {
      if (!PostAccess.lock(posts, caller, id).isPublished()) {
        throw PublishingErrors.notPublished(id);
      }
      likes.add(id, user, clock.instant());
    });
  }

  @Override
  public void unlike(Caller caller, Id<Post> id) {
    var user = caller.requireUser();
    transactions.write(() -> {
      var _ = PostAccess.lock(posts, caller, id);
      likes.remove(id, user);
    });
  }

  /** Applies a change to a post that the caller may edit. */
  private void change(Caller caller, Id<Post> id, UnaryOperator<Post> change) {
    transactions.write(() -> {
      var before = owned(caller, id);
      var after = change.apply(before);
      // Compares versions, since equal tag sets may differ in order.
      if (after.version() != before.version()) {
        posts.update(before, after);
      }
    });
  }

  private Post owned(Caller caller, Id<Post> id) {
    var post =
        posts
            .lock(id)
            .filter(found -> found.isPublished() || PostAccess.isOwn(caller, found.author()))
            .orElseThrow(() -> new NotFound(id.toName()));
    PostAccess.requireOwn(caller, post.author(), id.toName());
    return post;
  }

  /**
   * Resolves chosen categories; null for none.
   *
   * @throws NotFound if one does not exist
   */
  private Map<CategoryChoice, @Nullable Id<Category>> categoriesOf(List<CategoryChoice> choices) {
    var named = choices.stream().map(CategoryChoice::id).filter(Objects::nonNull).toList();
    if (!named.isEmpty()) {
      NotFound.requireAll(named, categories.existing(Set.copyOf(named)));
    }
    var labels = choices.stream().map(CategoryChoice::label).filter(Objects::nonNull).toList();
    var byKey = labels.isEmpty() ? Map.<String, Id<Category>>of() : categories.labelled(labels);
    var found = new HashMap<CategoryChoice, @Nullable Id<Category>>();
    for (var choice : choices) {
      var label = choice.label();
      if (label != null && !byKey.containsKey(label.key())) {
        throw new NotFound("the category \"" + label.value() + "\"");
      }
      found.put(choice, label == null ? choice.id() : byKey.get(label.key()));
    }
    return found;
  }

  /** The public tags for a draft's tags: replaces the author's private ones. */
  private Set<Id<Tag>> publicTags(Post post, Instant now) {
    var choices = post.tags().stream().map(TagChoice::of).toList();
    return choose(choices, post.author(), true, now).of(choices);
  }

  /**
   * Resolved tag choices.
   *
   * @param named the label keys of tags chosen by name
   * @param byKey tags chosen by label, or replacing a private one, by label key
   */
  private record Chosen(Map<Id<Tag>, String> named, Map<String, Id<Tag>> byKey) {

    Set<Id<Tag>> of(List<TagChoice> choices) {
      var found = new LinkedHashSet<Id<Tag>>();
      for (var choice : choices) {
        var label = choice.label();
        var id =
            label == null
                ? byKey.getOrDefault(named.get(choice.id()), choice.id())
                : byKey.get(label.key());
        found.add(Objects.requireNonNull(id, "each tag is chosen one way or the other"));
      }
      return found;
    }
  }

  private Chosen choose(List<TagChoice> choices, Post post, Instant now) {
    return choose(choices, post.author(), post.isPublished(), now);
  }

  /**
   * Finds the chosen tags, and creates missing ones: public ones for published posts, private ones
   * of the author for drafts.
   *
   * @throws NotFound if a tag chosen by name does not exist
   */
  private Chosen choose(List<TagChoice> choices, UserId author, boolean published, Instant now) {
    var named = named(choices, author);
    var labels = new ArrayList<>(labels(choices));
    if (published) {
      named.stream().filter(tag -> !tag.isPublic()).map(Tag::label).forEach(labels::add);
    }
    var owner = published ? null : author;
    var wanted = new LinkedHashMap<String, Tag>();
    for (var label : labels) {
      wanted.computeIfAbsent(label.key(), _ -> Tag.create(Tag.id(ids.next()), label, owner, now));
    }
    var byKey = new HashMap<String, Id<Tag>>();
    if (!wanted.isEmpty()) {
      tags.addMissing(wanted.values()).forEach(tag -> byKey.put(tag.label().key(), tag.id()));
    }
    return new Chosen(
        named.stream().collect(Collectors.toMap(Tag::id, tag -> tag.label().key())), byKey);
  }

  private List<Tag> named(List<TagChoice> choices, UserId author) {
    var named = choices.stream().map(TagChoice::id).filter(Objects::nonNull).distinct().toList();
    if (named.isEmpty()) {
      return List.of();
    }
    var found = tags.existing(named, author);
    NotFound.requireAll(named, found.stream().map(Tag::id).collect(Collectors.toSet()));
    return found;
  }

  private static List<TagChoice> choices(List<NewPost> posts, boolean published) {
    return posts.stream()
        .filter(post -> post.published() == published)
        .flatMap(post -> post.tags().stream())
        .toList();
  }

  private static Collection<Label> labels(List<TagChoice> choices) {
    return choices.stream().map(TagChoice::label).filter(Objects::nonNull).toList();
  }
}

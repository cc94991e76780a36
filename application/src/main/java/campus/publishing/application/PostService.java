package campus.publishing.application;

import campus.publishing.domain.Category;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Races:
 *
 * <ul>
 *   <li>two posts claiming one slug. Guard: a unique constraint; the second gets the next number.
 *   <li>two posts creating one tag. Guard: a unique constraint; both get the same tag.
 *   <li>two editors of a post. Guard: its row lock and the etag.
 *   <li>assigning a tag or category against deleting it. Guard: its row lock.
 *   <li>liking twice. Guard: the primary key.
 * </ul>
 */
final class PostService implements PostUseCases {

  private final Transactions transactions;
  private final Posts posts;
  private final Tags tags;
  private final PostChoices choices;
  private final IdGenerator ids;
  private final Clock clock;

  PostService(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.posts = posts;
    this.tags = tags;
    this.choices = new PostChoices(tags, categories, ids);
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public List<Id<Post>> create(Caller caller, List<NewPost> wanted) {
    var author = caller.requireUser();
    return transactions.write(() -> add(author, wanted));
  }

  private List<Id<Post>> add(UserId author, List<NewPost> wanted) {
    var now = clock.instant();
    var ofDrafts = choices.tags(tagsOf(wanted, false), author, false, now);
    var ofPublished = choices.tags(tagsOf(wanted, true), author, true, now);
    var ofAll = choices.categories(wanted.stream().map(NewPost::category).toList());
    var made = new ArrayList<Post>();
    for (var post : wanted) {
      var category = ofAll.get(post.category());
      var chosen = (post.published() ? ofPublished : ofDrafts).of(post.tags());
      var id = Post.id(ids.next());
      var draft = Post.draft(id, author, category, post.content(), chosen, now);
      made.add(post.published() ? draft.publishedAtOnce() : draft);
    }
    posts.addAll(made);
    return made.stream().map(Post::id).toList();
  }

  private static List<Choice<Tag>> tagsOf(List<NewPost> posts, boolean published) {
    return posts.stream()
        .filter(post -> post.published() == published)
        .flatMap(post -> post.tags().stream())
        .toList();
  }

  @Override
  public void update(Caller caller, UpdatePost update) {
    change(caller, update.post(), (post, now) -> updated(post, update, now));
  }

  private Post updated(Post post, UpdatePost update, Instant now) {
    var category = category(post, update.category());
    post.requireAt(update.etag());
    return post.rewrite(
        category,
        update.content().apply(post.content()),
        update.tags() == null ? post.tags() : choices.tags(update.tags(), post, now),
        now);
  }

  /** The category after an update; finds one only if it changes. */
  private @Nullable Id<Category> category(Post post, @Nullable Choice<Category> choice) {
    boolean stays = choice == null || (choice.id() != null && choice.id().equals(post.category()));
    return stays ? post.category() : choices.categories(List.of(choice)).get(choice);
  }

  @Override
  public void delete(Caller caller, Id<Post> id, @Nullable Etag etag) {
    transactions.write(() -> {
      var post = owned(caller, id);
      post.requireAt(etag);
      posts.delete(post);
    });
  }

  @Override
  public void publish(Caller caller, Id<Post> id) {
    change(caller, id, (post, now) -> post.isPublished() ? post : published(post, now));
  }

  private Post published(Post draft, Instant now) {
    var chosen = draft.tags().stream().map(Choice::of).toList();
    return draft.publish(choices.tags(chosen, draft.author(), true, now).of(chosen), now);
  }

  @Override
  public void unpublish(Caller caller, Id<Post> id) {
    change(caller, id, Post::unpublish);
  }

  @Override
  public void addTags(Caller caller, Id<Post> id, List<Choice<Tag>> more) {
    change(caller, id, (post, now) -> post.withTags(choices.tags(more, post, now), now));
  }

  @Override
  public void removeTags(Caller caller, Id<Post> id, List<Choice<Tag>> less) {
    change(caller, id, (post, now) -> post.withoutTags(found(less, post.author()), now));
  }

  private Set<Id<Tag>> found(List<Choice<Tag>> chosen, UserId author) {
    var found = new HashSet<>(PostChoices.named(chosen));
    tags.find(PostChoices.labels(chosen), author).forEach(tag -> found.add(tag.id()));
    return found;
  }

  @Override
  public void clearTags(Caller caller, Id<Post> id) {
    change(caller, id, (post, now) -> post.withoutTags(post.tags(), now));
  }

  @Override
  public void like(Caller caller, Id<Post> id) {
    var user = caller.requireUser();
    transactions.write(() -> {
      if (!PostAccess.lock(posts, caller, id).isPublished()) {
        throw PublishingErrors.notPublished(id);
      }
      posts.like(id, user, clock.instant());
    });
  }

  @Override
  public void unlike(Caller caller, Id<Post> id) {
    var user = caller.requireUser();
    transactions.write(() -> {
      var _ = PostAccess.lock(posts, caller, id);
      posts.unlike(id, user);
    });
  }

  /** Applies an edit to a post that the caller may edit. */
  private void change(Caller caller, Id<Post> id, Edit<Post> edit) {
    transactions.write(() -> {
      var before = owned(caller, id);
      var after = edit.apply(before, clock.instant());
      if (!after.equals(before)) {
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
}

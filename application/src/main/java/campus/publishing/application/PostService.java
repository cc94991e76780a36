package campus.publishing.application;

import campus.publishing.application.PostChoices.Chosen;
import campus.publishing.domain.Category;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingErrors;
import campus.publishing.domain.PublishingResources;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.application.write.Transactions;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Imports imports;
  private final Clock clock;

  PostService(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    this.transactions = transactions;
    this.posts = posts;
    this.tags = tags;
    this.choices = new PostChoices(tags, categories, ids);
    this.ids = ids;
    this.imports = imports;
    this.clock = clock;
  }

  @Override
  public List<Id<Post>> create(Caller caller, List<NewPost> wanted) {
    var author = caller.requireUser();
    var rows = wanted.stream().map(post -> new ImportedPost(post, author, null, null)).toList();
    return transactions.write(() -> add(rows));
  }

  private List<Id<Post>> add(List<ImportedPost> wanted) {
    var now = clock.instant();
    var tagsOf = new HashMap<Owner, Chosen>();
    owned(wanted)
        .forEach((owner, chosen) ->
            tagsOf.put(owner, choices.tags(chosen, owner.author(), owner.published(), now)));
    var ofAll = choices.categories(wanted.stream().map(row -> row.post().category()).toList());
    var made = new ArrayList<Post>();
    for (var row : wanted) {
      var category = ofAll.get(row.post().category());
      var tags = Objects.requireNonNull(tagsOf.get(Owner.of(row, wanted))).of(row.post().tags());
      made.add(post(row, category, tags, now));
    }
    posts.addAll(made);
    return made.stream().map(Post::id).toList();
  }

  private Post post(
      ImportedPost row, @Nullable Id<Category> category, List<Id<Tag>> tags, Instant now) {
    var created = Imports.past("create_time", row.createTime(), now);
    var id = Post.id(ids.at(row.createTime()));
    var draft = Post.draft(id, row.author(), category, row.post().content(), tags, created);
    if (!row.post().published()) {
      return draft;
    }
    var publishTime = row.publishTime();
    if (publishTime == null || publishTime.equals(created)) {
      return draft.publishedAtOnce();
    }
    if (publishTime.isBefore(created)) {
      throw new InvalidRequest("publish_time", "must not be before create_time");
    }
    return draft.publish(tags, Imports.past("publish_time", publishTime, now));
  }

  /**
   * Whose tags a post can choose. Published posts choose among those that all see, unless they name
   * one.
   */
  private record Owner(UserId author, boolean published) {

    static Owner of(ImportedPost row, List<ImportedPost> all) {
      var post = row.post();
      boolean named = post.tags().stream().anyMatch(tag -> tag.id() != null);
      return new Owner(
          post.published() && !named ? all.getFirst().author() : row.author(), post.published());
    }
  }

  /** What all posts choose, drafts first. */
  private static Map<Owner, List<Choice<Tag>>> owned(List<ImportedPost> rows) {
    var owned = new LinkedHashMap<Owner, List<Choice<Tag>>>();
    for (boolean published : new boolean[] {false, true}) {
      rows.stream()
          .filter(row -> row.post().published() == published)
          .forEach(row ->
              owned
                  .computeIfAbsent(Owner.of(row, rows), _ -> new ArrayList<>())
                  .addAll(row.post().tags()));
    }
    return owned;
  }

  @Override
  public Imported importRows(Caller caller, List<Row<ImportedPost>> rows) {
    return imports.save(
        caller,
        Role.ADMIN,
        rows,
        part -> {
          var authors = part.stream().map(ImportedPost::author).distinct().toList();
          var existing = Set.copyOf(posts.lockAuthors(authors));
          for (var author : authors) {
            if (!existing.contains(author)) {
              throw new NotFound(PublishingResources.memberOf(author).toString());
            }
          }
          add(part);
        });
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

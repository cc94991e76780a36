package campus.publishing.application;

import campus.publishing.application.PostChoices.Wanted;
import campus.publishing.application.Posts.Change;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Races:
 *
 * <ul>
 *   <li>two posts claiming one slug. Guard: a unique constraint; the second gets the next number.
 *   <li>two posts creating one tag. Guard: a unique constraint; both get the same tag.
 *   <li>two editors of a post. Guard: its row lock and the etag; of several, in id order.
 *   <li>creating one missing post twice. Guard: the primary key.
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
    return transactions.write(() -> {
      var creations = new ArrayList<Creation>();
      for (int i = 0; i < wanted.size(); i++) {
        creations.add(creation(i, ids.next(), wanted.get(i), caller));
      }
      return add(creations);
    });
  }

  /**
   * A post to be created.
   *
   * @param index where the caller has it among others
   */
  private record Creation(int index, UUID id, ImportedPost row) {

    NewPost post() {
      return row.post();
    }
  }

  private static Creation creation(int index, UUID id, NewPost post, Caller caller) {
    return new Creation(index, id, new ImportedPost(post, caller.requireUser(), null, null));
  }

  private List<Id<Post>> add(List<Creation> creations) {
    var now = clock.instant();
    var tags =
        choices.tags(
            creations.stream()
                .map(Creation::row)
                .map(row -> new Wanted(row.author(), row.post().published(), row.post().tags()))
                .toList(),
            now);
    var ofAll = choices.categories(creations.stream().map(one -> one.post().category()).toList());
    var made = new ArrayList<Post>();
    for (var creation : creations) {
      var category = ofAll.get(creation.post().category());
      var ofOne = tags.get(made.size());
      made.add(ofElement(creation.index(), () -> post(creation, category, ofOne, now)));
    }
    posts.addAll(made);
    return made.stream().map(Post::id).toList();
  }

  private static Post post(
      Creation creation, @Nullable Id<Category> category, List<Id<Tag>> tags, Instant now) {
    var row = creation.row();
    var created = Imports.past("create_time", row.createTime(), now);
    var id = Post.id(creation.id());
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
          var creations = new ArrayList<Creation>();
          for (var row : part) {
            creations.add(new Creation(creations.size(), ids.at(row.createTime()), row));
          }
          var _ = add(creations);
        });
  }

  @Override
  public void update(Caller caller, List<UpdatePost> updates) {
    transactions.write(() -> {
      var locked = locked(updates.stream().map(UpdatePost::post).toList());
      var changes = new ArrayList<Updating>();
      var creations = new ArrayList<Creation>();
      for (int i = 0; i < updates.size(); i++) {
        var update = updates.get(i);
        var post = locked.get(update.post());
        // An etag implies a post that existed.
        if (post == null && update.missing() != null && update.etag() == null) {
          creations.add(creation(i, update.post().value(), update.missing(), caller));
        } else {
          var before = requireOwn(caller, update.post(), post);
          before.requireAt(update.etag());
          changes.add(new Updating(i, before, update));
        }
      }
      store(changes.stream().map(Updating::before).toList(), updated(changes));
      if (!creations.isEmpty()) {
        var _ = add(creations);
      }
    });
  }

  /**
   * An update of a post.
   *
   * @param index where the caller has it among others
   * @param before the locked post
   */
  private record Updating(int index, Post before, UpdatePost update) {}

  private List<Post> updated(List<Updating> all) {
    var now = clock.instant();
    var categories = new ArrayList<Choice<Category>>();
    var wanted = new ArrayList<Wanted>();
    for (var one : all) {
      var category = one.update().category();
      if (category != null && changes(one.before(), category)) {
        categories.add(category);
      }
      var tags = one.update().tags();
      if (tags != null) {
        wanted.add(new Wanted(one.before(), tags));
      }
    }
    var found = choices.categories(categories);
    var tags = choices.tags(wanted, now).iterator();
    var updated = new ArrayList<Post>();
    for (var one : all) {
      var before = one.before();
      var update = one.update();
      updated.add(
          ofElement(
              one.index(),
              () ->
                  before.rewrite(
                      found.getOrDefault(update.category(), before.category()),
                      update.content().apply(before.content()),
                      update.tags() == null ? before.tags() : tags.next(),
                      now)));
    }
    return updated;
  }

  /** Adds the index to the error of an invalid post. */
  private static Post ofElement(int index, Supplier<Post> made) {
    try {
      return made.get();
    } catch (InvalidRequest e) {
      throw e.ofElement(index);
    }
  }

  private static boolean changes(Post post, Choice<Category> category) {
    return category.id() == null || !category.id().equals(post.category());
  }

  @Override
  public void delete(Caller caller, Id<Post> id, @Nullable Etag etag) {
    transactions.write(() -> {
      var post = requireOwn(caller, id, locked(List.of(id)).get(id));
      post.requireAt(etag);
      posts.deleteAll(List.of(post));
    });
  }

  @Override
  public void deleteAll(Caller caller, Supplier<List<Id<Post>>> chosen) {
    transactions.write(() -> {
      var ids = chosen.get();
      var locked = locked(ids);
      posts.deleteAll(ids.stream().map(id -> requireOwn(caller, id, locked.get(id))).toList());
    });
  }

  @Override
  public void publish(Caller caller, Id<Post> id) {
    change(caller, id, (post, now) -> post.isPublished() ? post : published(post, now));
  }

  private Post published(Post draft, Instant now) {
    var chosen = draft.tags().stream().map(Choice::of).toList();
    return draft.publish(choices.tags(new Wanted(draft.author(), true, chosen), now), now);
  }

  @Override
  public void unpublish(Caller caller, Id<Post> id) {
    change(caller, id, Post::unpublish);
  }

  @Override
  public void addTags(Caller caller, Id<Post> id, List<Choice<Tag>> more) {
    change(
        caller, id, (post, now) -> post.withTags(choices.tags(new Wanted(post, more), now), now));
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
      var before = requireOwn(caller, id, locked(List.of(id)).get(id));
      store(List.of(before), List.of(edit.apply(before, clock.instant())));
    });
  }

  private void store(List<Post> befores, List<Post> afters) {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < befores.size(); i++) {
      if (!afters.get(i).equals(befores.get(i))) {
        changes.add(new Change(befores.get(i), afters.get(i)));
      }
    }
    if (!changes.isEmpty()) {
      posts.updateAll(changes);
    }
  }

  private Map<Id<Post>, Post> locked(List<Id<Post>> ids) {
    return posts.lockAll(ids).stream().collect(Collectors.toMap(Post::id, Function.identity()));
  }

  /**
   * @param found null if it does not exist
   */
  private static Post requireOwn(Caller caller, Id<Post> id, @Nullable Post found) {
    if (found == null || !(found.isPublished() || PostAccess.isOwn(caller, found.author()))) {
      throw new NotFound(id.toName());
    }
    PostAccess.requireOwn(caller, found.author(), id.toName());
    return found;
  }
}

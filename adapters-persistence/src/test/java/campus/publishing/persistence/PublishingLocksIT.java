package campus.publishing.persistence;

import static campus.publishing.application.testing.TestPosts.caller;
import static campus.publishing.application.testing.TestPosts.draft;
import static campus.publishing.application.testing.TestPosts.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.publishing.application.CommentUseCases.NewComment;
import campus.publishing.application.CommentUseCases.Rewrite;
import campus.publishing.application.PostUseCases.Choice;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.application.testing.PublishingPorts;
import campus.publishing.application.testing.TestPosts;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.PublishingResources;
import campus.shared.application.call.Call;
import campus.shared.application.query.ResourceQueries;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Overlap;
import campus.shared.persistence.testing.TestPersistence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of publishing that meet wait for each other in one order, and count right. */
@ParameterizedClass
@EnumSource(Engine.class)
class PublishingLocksIT {

  private final TestPersistence persistence;
  private final PublishingPorts ports;
  private final PublishingUseCases useCases;
  private final Overlap overlap;
  private final UserId ada;
  private final UserId bob;

  PublishingLocksIT(Engine engine) {
    persistence = TestPersistence.shared(engine);
    var empty = JdbcPublishingPorts.empty(engine);
    overlap = new Overlap(persistence, empty.transactions());
    ports = empty.within(overlap.transactions());
    useCases = ports.useCases();
    ada = ports.beside().addUser("ada");
    bob = ports.beside().addUser("bob");
  }

  @AfterEach
  void nothingDrifts() {
    assertThat(persistence.get(JdbcKeptCounts.class).drift()).isEmpty();
  }

  private Id<Post> add(UserId author, NewPost post) {
    return useCases.posts().create(caller(author), List.of(post)).getFirst();
  }

  private void lockUser(UserId user) {
    var _ =
        persistence
            .get(Statements.class)
            .query("SELECT 1 FROM users WHERE id = ? FOR UPDATE", rows -> 1, user.value());
  }

  private void lock(Id<Post> post) {
    assertThat(ports.posts().lockAll(List.of(post))).hasSize(1);
  }

  @Test
  void aPostThatBecomesADraftGainsNoLike() {
    var post = add(ada, published("Liked"));

    assertThatThrownBy(() ->
            overlap.run(
                () -> useCases.posts().unpublish(caller(ada), post),
                () -> useCases.posts().like(caller(bob), post),
                () -> {}))
        .isInstanceOf(NotFound.class);
    assertThat(ports.beside().likesOf(post)).isZero();
  }

  @Test
  void aPostThatBecomesADraftGainsNoComment() {
    var post = add(ada, published("Commented"));

    assertThatThrownBy(() ->
            overlap.run(
                () -> useCases.posts().unpublish(caller(ada), post),
                () -> useCases.comments().create(caller(bob), post, "Nice"),
                () -> {}))
        .isInstanceOf(NotFound.class);
    assertThat(ports.beside().commentsOf(post)).isZero();
  }

  @Test
  void likePostWaitsForDeleteUser() {
    var post = add(ada, published("Liked"));
    useCases.comments().create(caller(bob), post, "Nice");

    assertThatThrownBy(() ->
            overlap.run(
                () -> lockUser(bob),
                () -> useCases.posts().like(caller(bob), post),
                () -> ports.beside().deleteUser(bob)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void createCommentWaitsForDeleteUser() {
    var post = add(ada, published("Commented"));
    useCases.posts().like(caller(bob), post);

    assertThatThrownBy(() ->
            overlap.run(
                () -> lockUser(bob),
                () -> useCases.comments().create(caller(bob), post, "Nice"),
                () -> ports.beside().deleteUser(bob)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void publishPostWaitsForDeleteUser() {
    var post = add(ada, draft("Draft", "java"));

    assertThatThrownBy(() ->
            overlap.run(
                () -> lockUser(ada),
                () -> useCases.posts().publish(caller(ada), post),
                () -> ports.beside().deleteUser(ada)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void deleteCommentWaitsForDeletePost() {
    var post = add(ada, published("Commented"));
    var comment = useCases.comments().create(caller(bob), post, "Nice");

    assertThatThrownBy(() ->
            overlap.run(
                () -> lock(post),
                () -> useCases.comments().delete(caller(bob), comment),
                () -> useCases.posts().delete(caller(ada), post, null)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void batchUpdateCommentsWaitsForDeletePost() {
    var all = commentsOfBob();
    var post = all.getLast().post();

    assertThatThrownBy(() ->
            overlap.run(
                () -> lock(post),
                () ->
                    useCases
                        .comments()
                        .rewriteAll(
                            caller(bob), all.stream().map(id -> new Rewrite(id, "x")).toList()),
                () -> useCases.posts().delete(caller(ada), post, null)))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.resource()).isEqualTo(post.toName()));
  }

  @Test
  void batchDeleteCommentsByAFilterWaitsForDeletePost() {
    var all = commentsOfBob();
    var post = all.getLast().post();
    var queries = persistence.get(ResourceQueries.class);
    var matches = new ArrayList<ResourceName>();

    overlap.run(
        () -> lock(post),
        () ->
            useCases
                .comments()
                .deleteAll(
                    caller(bob),
                    () -> {
                      matches.addAll(
                          queries.lock(
                              caller(bob),
                              PublishingResources.COMMENT,
                              List.of("body = \"Nice\""),
                              10));
                      return all.stream().filter(id -> matches.contains(id.name())).toList();
                    }),
        () -> useCases.posts().delete(caller(ada), post, null));

    assertThat(matches).containsExactly(all.getFirst().name());
    assertThat(ports.beside().commentsOf(all.getFirst().post())).isZero();
  }

  /** Comments on two posts of Ada. */
  private List<CommentId> commentsOfBob() {
    return useCases
        .comments()
        .createAll(
            caller(bob),
            Stream.of("One", "Two")
                .map(title -> new NewComment(add(ada, published(title)), "Nice"))
                .toList());
  }

  @Test
  void batchCreateCommentsWaitsForDeleteUser() {
    var posts = List.of(add(ada, published("One")), add(ada, published("Two")));
    useCases.posts().like(caller(bob), posts.getFirst());

    assertThatThrownBy(() ->
            overlap.run(
                () -> lockUser(bob),
                () ->
                    useCases
                        .comments()
                        .createAll(
                            caller(bob),
                            posts.reversed().stream()
                                .map(post -> new NewComment(post, "Nice"))
                                .toList()),
                () -> ports.beside().deleteUser(bob)))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void deleteCategoryWaitsForPublishPost() {
    var category = TestPosts.createCategory(useCases, "Doomed");
    var post =
        add(ada, new NewPost(Content.of("Draft", "Body"), false, Choice.of(category), List.of()));

    overlap.run(
        () -> lock(post),
        () -> useCases.categories().delete(category, null, false),
        () -> useCases.posts().publish(caller(ada), post));

    var stored = ports.transactions().write(() -> ports.posts().lockAll(List.of(post))).getFirst();
    assertThat(stored.category()).isNull();
    assertThat(stored.isPublished()).isTrue();
  }

  @Test
  void deleteTagWaitsForPublishPost() {
    var tag = TestPosts.createTag(useCases, "doomed");
    var post = add(ada, draft("Draft", "doomed"));

    overlap.run(
        () -> lock(post),
        () -> useCases.tags().delete(tag, null, false),
        () -> useCases.posts().publish(caller(ada), post));

    var stored = ports.transactions().write(() -> ports.posts().lockAll(List.of(post))).getFirst();
    assertThat(stored.tags()).isEmpty();
  }

  @Test
  void deletingTagsAndCategoriesTakesAsManyStatementsForManyPostsAsForFew() {
    for (int number : new int[] {1, 200}) {
      var tag = TestPosts.createTag(useCases, "doomed" + number);
      var category = TestPosts.createCategory(useCases, "Doomed" + number);
      var posts = new ArrayList<NewPost>();
      for (int i = 0; i < number; i++) {
        posts.add(
            new NewPost(
                Content.of("Post", "Body"), true, Choice.of(category), List.of(Choice.of(tag))));
      }
      useCases.posts().create(caller(ada), posts);

      // Category with its posts under lock; posts, category.
      assertThat(statements(() -> useCases.categories().delete(category, null, false)))
          .isEqualTo(3);
      // Tag with its posts under lock; links, tag, total.
      assertThat(statements(() -> useCases.tags().delete(tag, null, false))).isEqualTo(4);
    }
  }

  private static int statements(Runnable work) {
    var call = new Call("counted");
    call.<@Nullable Void>during(() -> {
      work.run();
      return null;
    });
    return call.statements();
  }

  @Test
  void batchDeleteTagsWaitsForClearTagsWithoutATagUnderLock() {
    var one = TestPosts.createTag(useCases, "one");
    var two = TestPosts.createTag(useCases, "two");
    var choices = List.of(Choice.of(one), Choice.of(two));
    var post = add(ada, new NewPost(Content.of("Post", "Body"), true, Choice.none(), choices));

    overlap.run(
        () -> lock(post),
        () -> useCases.tags().deleteAll(() -> List.of(two, one), false),
        () -> useCases.posts().clearTags(caller(ada), post));

    assertThatThrownBy(() -> useCases.tags().delete(one, null, false)).isInstanceOf(NotFound.class);
  }

  @Test
  void batchUpdatePostsWaitsForClearTagsAndSeesWhatItLeft() {
    var one = add(ada, published("One", "java"));
    var two = add(ada, published("Two", "java", "sql"));

    overlap.run(
        () -> lock(two),
        () ->
            useCases
                .posts()
                .update(
                    caller(ada),
                    List.of(
                        TestPosts.retitled(two, "Second", null),
                        TestPosts.retitled(one, "First", null))),
        () -> useCases.posts().clearTags(caller(ada), two));

    var stored =
        ports.transactions().write(() -> ports.posts().lockAll(List.of(one, two))).stream()
            .sorted(Comparator.comparing(Post::title))
            .toList();
    assertThat(stored).extracting(Post::title).containsExactly("First", "Second");
    assertThat(stored.getFirst().tags()).hasSize(1);
    assertThat(stored.getLast().tags()).isEmpty();
  }

  @Test
  void batchDeletePostsWaitsForALike() {
    var one = add(ada, published("One"));
    var two = add(ada, published("Two"));

    overlap.run(
        () -> lock(two),
        () -> useCases.posts().deleteAll(caller(ada), () -> List.of(two, one)),
        () -> useCases.posts().like(caller(bob), two));

    for (var post : List.of(one, two)) {
      assertThatThrownBy(() -> useCases.posts().like(caller(bob), post))
          .isInstanceOf(NotFound.class);
    }
  }

  @Test
  void batchesOfPostsTakeAsManyStatementsForManyAsForOne() {
    var counts = new ArrayList<Integer>();
    for (int number : new int[] {1, 100}) {
      var posts = new ArrayList<NewPost>();
      for (int i = 0; i < number; i++) {
        posts.add(published("Post", "java"));
      }
      var ids = useCases.posts().create(caller(ada), posts);
      var updates = ids.stream().map(id -> TestPosts.retitled(id, "Changed", null)).toList();
      counts.add(statements(() -> useCases.posts().update(caller(ada), updates)));
      counts.add(statements(() -> useCases.posts().deleteAll(caller(ada), () -> ids)));
    }

    // Posts under lock, their tags; posts, texts.
    assertThat(counts).containsExactly(4, 12, 4, 12);
  }

  @Test
  void unfollowMemberWaitsForDeleteUser() {
    var users = Stream.of(ada, bob).sorted(Comparator.comparing(user -> user.value().toString()));
    var both = users.toList();
    useCases.members().follow(caller(both.getFirst()), both.getLast());

    assertThatThrownBy(() ->
            overlap.run(
                () -> lockUser(both.getLast()),
                () -> useCases.members().unfollow(caller(both.getFirst()), both.getLast()),
                () -> ports.beside().deleteUser(both.getLast())))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void followMemberWaitsForDeleteUser() {
    var users = Stream.of(ada, bob).sorted(Comparator.comparing(user -> user.value().toString()));
    var both = users.toList();

    assertThatThrownBy(() ->
            overlap.run(
                () -> lockUser(both.getLast()),
                () -> useCases.members().follow(caller(both.getFirst()), both.getLast()),
                () -> ports.beside().deleteUser(both.getLast())))
        .isInstanceOf(NotFound.class);
  }
}

package campus.publishing.application.testing;

import static campus.publishing.application.testing.TestPosts.NOW;
import static campus.publishing.application.testing.TestPosts.caller;
import static campus.publishing.application.testing.TestPosts.categorized;
import static campus.publishing.application.testing.TestPosts.draft;
import static campus.publishing.application.testing.TestPosts.published;
import static campus.publishing.application.testing.TestPosts.retitled;
import static campus.publishing.application.testing.TestPosts.tags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.publishing.application.BlogTotals.Totals;
import campus.publishing.application.CommentUseCases.NewComment;
import campus.publishing.application.CommentUseCases.Rewrite;
import campus.publishing.application.PostUseCases.Choice;
import campus.publishing.application.PostUseCases.ImportedPost;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.application.PostUseCases.UpdatePost;
import campus.publishing.application.Posts.PostStatus;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.domain.Category;
import campus.publishing.domain.Comment;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Label;
import campus.publishing.domain.Post;
import campus.publishing.domain.Post.Content;
import campus.publishing.domain.Tag;
import campus.shared.application.call.Caller;
import campus.shared.application.testing.EntitiesContract;
import campus.shared.application.write.Entities;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.application.write.Imports.Row;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.StaleEtag;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import campus.shared.domain.value.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What publishing does, whatever it is kept in: rules, and counts that are right after each of
 * them.
 */
public abstract class PublishingContract {

  private static final ImageUri COVER = new ImageUri("https://example.org/cover.jpg");

  private PublishingPorts ports = InMemoryPublishing.create();
  private PublishingUseCases useCases = ports.useCases();
  private UserId ada = ports.beside().addUser("ada");
  private UserId bob = ports.beside().addUser("bob");

  /** The ports, with nothing in them. */
  protected abstract PublishingPorts emptyPorts();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
    useCases = ports.useCases();
    ada = ports.beside().addUser("ada");
    bob = ports.beside().addUser("bob");
  }

  private Id<Post> add(UserId author, NewPost post) {
    return useCases.posts().create(caller(author), List.of(post)).getFirst();
  }

  private Post stored(Id<Post> id) {
    return ports.transactions().write(() -> ports.posts().lockAll(List.of(id))).getFirst();
  }

  private List<PostStatus> statuses(Id<Post> post) {
    return ports.transactions().write(() -> ports.posts().keepStatuses(List.of(post)));
  }

  /** The tag of a label that all see, or else Ada's own. */
  private Id<Tag> tag(String label) {
    return ports.tags().find(List.of(Label.of(label)), ada).stream()
        .max(Comparator.comparing(Tag::isPublic))
        .orElseThrow()
        .id();
  }

  private Totals totals() {
    return ports.totals().totals();
  }

  private void renameTag(Id<Tag> tag, Label label) {
    useCases.tags().update(new Update<>(tag, null, (current, now) -> current.rename(label, now)));
  }

  @Nested
  class PostsContract {

    @Test
    void keepsWhatWasWritten() {
      var id =
          add(
              ada,
              new NewPost(
                  new Content("O'Brien % _ \\ 🦉", " So\nso ", "ﬁ\u200bé\n", COVER),
                  true,
                  Choice.none(),
                  tags("Java", "sql")));

      var post = stored(id);
      assertThat(post.title()).isEqualTo("O'Brien % _ \\ 🦉");
      assertThat(post.body()).isEqualTo("ﬁ\u200bé\n");
      assertThat(post.content().summary()).isEqualTo(" So\nso ");
      assertThat(post.content().coverImage()).isEqualTo(COVER);
      assertThat(post.author()).isEqualTo(ada);
      assertThat(post.publishTime()).isEqualTo(NOW);
      assertThat(post.tags()).containsExactlyInAnyOrder(tag("java"), tag("SQL"));
    }

    @Test
    void importsPostsOfAllAuthorsWithTheirTimes() {
      add(bob, published("Same title", "java"));
      var eve = ports.beside().addUser("eve");
      var early = NOW.minusSeconds(9_000);
      var later = NOW.minusSeconds(5_000);
      var rows =
          rows(
              new ImportedPost(published("Same title", "java", "new"), ada, early, later),
              new ImportedPost(draft("Draft", "secret"), bob, early, null),
              new ImportedPost(published("At once", "Java"), bob, early, null),
              new ImportedPost(published("Now"), ada, null, null));

      var imported = useCases.posts().importRows(caller(eve, Role.ADMIN), rows);

      assertThat(imported.refusals()).isEmpty();
      assertThat(imported.created()).isEqualTo(4);
      assertThat(ports.beside().countsOf(ada)).containsExactly(2L, 0L, 0L);
      assertThat(ports.beside().countsOf(bob)).containsExactly(2L, 0L, 0L);
      assertThat(ports.beside().postsOf(tag("java"))).isEqualTo(3);
      assertThat(totals()).isEqualTo(new Totals(3, 4, 2, 0));
      assertThat(ports.tags().find(List.of(Label.of("secret")), ada)).isEmpty();
      assertThat(ports.tags().find(List.of(Label.of("secret")), bob)).hasSize(1);
    }

    @Test
    void importsWhatCanBeImported() {
      var eve = ports.beside().addUser("eve");
      var nobody = new UserId(UUID.randomUUID());
      var fifty = IntStream.range(0, 51).mapToObj(i -> "tag" + i).toArray(String[]::new);
      var noTag =
          new NewPost(
              Content.of("T", ""),
              true,
              Choice.none(),
              List.of(Choice.of(Tag.id(UUID.randomUUID()))));
      var rows =
          rows(
              new ImportedPost(published("One", "a"), ada, null, null),
              new ImportedPost(published("Nobody's", "b"), nobody, null, null),
              new ImportedPost(published("Many tags", fifty), ada, null, null),
              new ImportedPost(noTag, ada, null, null),
              new ImportedPost(published("Tomorrow"), ada, NOW.plusSeconds(1), null),
              new ImportedPost(published("Before"), ada, NOW, NOW.minusSeconds(1)),
              new ImportedPost(published("Two", "a"), bob, null, null));

      var imported = useCases.posts().importRows(caller(eve, Role.ADMIN), rows);

      assertThat(imported.created()).isEqualTo(2);
      assertThat(imported.refusals()).containsOnlyKeys(2, 3, 4, 5, 6);
      assertThat(imported.refusals().values())
          .extracting(error -> error.reason())
          .containsExactly(
              Reason.RESOURCE_NOT_FOUND,
              Reason.TOO_MANY_TAGS,
              Reason.RESOURCE_NOT_FOUND,
              Reason.INVALID_REQUEST,
              Reason.INVALID_REQUEST);
      assertThat(imported.refusals().get(2))
          .hasMessage("members/" + nobody.value() + " does not exist");
      assertThat(totals()).isEqualTo(new Totals(3, 2, 1, 0));
      assertThat(ports.beside().countsOf(bob)).containsExactly(1L, 0L, 0L);
    }

    private static List<Row<ImportedPost>> rows(ImportedPost... posts) {
      return IntStream.rangeClosed(1, posts.length)
          .mapToObj(i -> new Row<>(i, posts[i - 1]))
          .toList();
    }

    @Test
    void numbersSlugsThatAreTaken() {
      var slugs = new ArrayList<String>();
      for (var title :
          List.of("Hello, World!", "Hello World", "hello-world 2", "HELLO WORLD", "¿?")) {
        slugs.add(ports.beside().slugOf(add(ada, published(title))));
      }

      assertThat(slugs)
          .containsExactly(
              "hello-world", "hello-world-2", "hello-world-2-2", "hello-world-3", "untitled");
    }

    @Test
    void numbersSlugsWithinABatch() {
      var made =
          useCases
              .posts()
              .create(
                  caller(ada),
                  List.of(draft("Part"), published("Part 2"), published("Part"), draft("Part")));

      assertThat(made.stream().map(ports.beside()::slugOf))
          .containsExactly("part", "part-2", "part", "part");
    }

    @Test
    void aSlugTellsNothingOfDrafts() {
      var hidden = add(ada, draft("Merger"));
      var drafted = add(bob, draft("Merger"));
      assertThat(List.of(hidden, drafted))
          .extracting(ports.beside()::slugOf)
          .containsOnly("merger");

      assertThat(ports.beside().slugOf(add(bob, published("Merger")))).isEqualTo("merger");
      useCases.posts().publish(caller(bob), drafted);
      assertThat(ports.beside().slugOf(drafted)).isEqualTo("merger-2");
      assertThat(ports.beside().slugOf(hidden)).isEqualTo("merger");
    }

    @Test
    void aSlugIsClaimedWhenItsPostIsPublishedFirst() {
      var part2 = add(bob, published("Part 2"));
      var part = add(bob, published("Part"));
      var post = add(ada, draft("Part"));
      useCases.posts().update(caller(ada), List.of(retitled(post, "Renamed", null)));

      useCases.posts().publish(caller(ada), post);
      assertThat(ports.beside().slugOf(post)).isEqualTo("part-3");
      useCases.posts().unpublish(caller(ada), post);
      useCases.posts().delete(caller(bob), part, null);
      useCases.posts().delete(caller(bob), part2, null);
      useCases.posts().publish(caller(ada), post);
      assertThat(ports.beside().slugOf(post)).isEqualTo("part-3");
    }

    @Test
    void tagsOfDraftsAreTheirAuthorsAlone() {
      var labels = List.of(Label.of("merger"));
      var first = add(ada, draft("First", "Merger"));
      var second = add(ada, draft("Second", "MERGER"));
      assertThat(stored(first).tags()).isEqualTo(stored(second).tags()).hasSize(1);
      var own = stored(first).tags().iterator().next();
      assertThat(ports.tags().find(labels, bob)).isEmpty();
      assertThat(totals().tags()).isZero();
      assertThatThrownBy(() -> useCases.tags().delete(own, null, false))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> renameTag(own, Label.of("other"))).isInstanceOf(NotFound.class);
      assertThatThrownBy(() ->
              useCases.posts().addTags(caller(bob), add(bob, draft("T")), List.of(Choice.of(own))))
          .isInstanceOf(NotFound.class);

      var byBob = add(bob, draft("By Bob", "merger"));
      assertThat(stored(byBob).tags()).doesNotContain(own);
      assertThat(ports.tags().find(labels, bob).getFirst().label().value()).isEqualTo("merger");
      assertThat(TestPosts.createTag(useCases, "merger")).isNotEqualTo(own);
    }

    @Test
    void publishingADraftMakesItsTagsEverybodys() {
      var post = add(ada, draft("Draft", "b", "Merger", "a"));
      var other = add(ada, draft("Other", "merger"));
      var open = TestPosts.createTag(useCases, "a");
      useCases.posts().addTags(caller(ada), post, List.of(Choice.of(open)));

      useCases.posts().publish(caller(ada), post);

      var tags = stored(post).tags().stream().map(this::publicTag).toList();
      assertThat(tags).extracting(tag -> tag.label().value()).containsExactly("b", "Merger", "a");
      assertThat(tags).extracting(tag -> ports.beside().postsOf(tag.id())).containsOnly(1L);
      assertThat(tags.getLast().id()).isEqualTo(open);
      assertThat(totals()).isEqualTo(new Totals(2, 1, 3, 0));
      assertThat(stored(other).tags()).doesNotContainAnyElementsOf(stored(post).tags());
      useCases.posts().publish(caller(ada), other);
      assertThat(stored(other).tags()).containsExactly(tags.get(1).id());
      assertThat(totals().tags()).isEqualTo(3);
    }

    @Test
    void aPublishedPostHasTagsThatAllSee() {
      var own = stored(add(ada, draft("Draft", "merger"))).tags().iterator().next();
      var post = add(ada, published("Published"));

      useCases.posts().addTags(caller(ada), post, List.of(Choice.of(own)));

      var tag = publicTag(stored(post).tags().iterator().next());
      assertThat(tag.label().value()).isEqualTo("merger");
      assertThat(ports.beside().postsOf(tag.id())).isEqualTo(1);
      useCases.posts().removeTags(caller(ada), post, tags("Merger"));
      assertThat(stored(post).tags()).isEmpty();
    }

    private Tag publicTag(Id<Tag> id) {
      return ports.transactions().write(() -> ports.tags().lock(id));
    }

    @Test
    void countsWhatIsPublishedOnly() {
      var post = add(ada, draft("Draft", "java"));
      assertThat(ports.beside().countsOf(ada)).containsExactly(0L, 0L, 0L);
      assertThat(totals()).isEqualTo(new Totals(2, 0, 0, 0));

      useCases.posts().publish(caller(ada), post);
      useCases.posts().publish(caller(ada), post);
      assertThat(ports.beside().countsOf(ada)).containsExactly(1L, 0L, 0L);
      assertThat(ports.beside().postsOf(tag("java"))).isEqualTo(1);
      assertThat(totals()).isEqualTo(new Totals(2, 1, 1, 0));

      useCases.posts().unpublish(caller(ada), post);
      assertThat(ports.beside().countsOf(ada)).containsExactly(0L, 0L, 0L);
      assertThat(ports.beside().postsOf(tag("java"))).isZero();
      assertThat(stored(post).publishTime()).isNull();
      assertThat(totals()).isEqualTo(new Totals(2, 0, 1, 0));
    }

    @Test
    void updatesWhatItIsTold() {
      var post = add(ada, published("First", "a", "b"));
      var etag = stored(post).etag();

      useCases
          .posts()
          .update(
              caller(ada),
              List.of(
                  new UpdatePost(
                      post,
                      current -> new Content("Second", "In short", current.body(), null),
                      null,
                      tags("B", "c"),
                      etag,
                      null)));

      var changed = stored(post);
      assertThat(changed.content())
          .isEqualTo(new Content("Second", "In short", "Body of First", null));
      assertThat(changed.tags()).containsExactlyInAnyOrder(tag("b"), tag("c"));
      assertThat(ports.beside().slugOf(post)).isEqualTo("first");
      assertThat(ports.beside().postsOf(tag("a"))).isZero();
      assertThat(ports.beside().postsOf(tag("b"))).isEqualTo(1);
      assertThat(ports.beside().postsOf(tag("c"))).isEqualTo(1);
      assertThatThrownBy(
              () -> useCases.posts().update(caller(ada), List.of(retitled(post, "Third", etag))))
          .isInstanceOf(StaleEtag.class);
    }

    @Test
    void addsRemovesAndClearsTags() {
      var post = add(ada, published("Tagged", "a"));

      useCases.posts().addTags(caller(ada), post, tags("A", "b", "B"));
      assertThat(stored(post).tags()).containsExactlyInAnyOrder(tag("a"), tag("b"));
      useCases
          .posts()
          .removeTags(caller(ada), post, List.of(Choice.of(tag("a")), tags("unknown").getFirst()));
      assertThat(stored(post).tags()).containsExactly(tag("b"));
      assertThat(ports.beside().postsOf(tag("a"))).isZero();
      useCases.posts().clearTags(caller(ada), post);
      assertThat(stored(post).tags()).isEmpty();
      assertThat(ports.beside().postsOf(tag("b"))).isZero();
      assertThat(totals().tags()).isEqualTo(2);
    }

    @Test
    void refusesTooManyTags() {
      var post = add(ada, published("Tagged", "one more"));
      var fifty = IntStream.range(0, 50).mapToObj(i -> "tag" + i).toArray(String[]::new);

      assertThatThrownBy(() -> useCases.posts().addTags(caller(ada), post, tags(fifty)))
          .hasFieldOrPropertyWithValue("reason", Reason.TOO_MANY_TAGS);
      assertThat(totals().tags()).isEqualTo(1);
    }

    @Test
    void refusesTagsAndCategoriesThatAreNotThere() {
      var tag = Tag.id(UUID.randomUUID());
      var category = Category.id(UUID.randomUUID());

      assertThatThrownBy(() ->
              add(
                  ada,
                  new NewPost(Content.of("T", ""), true, Choice.none(), List.of(Choice.of(tag)))))
          .isInstanceOf(NotFound.class)
          .hasMessage(tag + " does not exist");
      assertThatThrownBy(() ->
              add(ada, new NewPost(Content.of("T", ""), true, Choice.of(category), List.of())))
          .isInstanceOf(NotFound.class)
          .hasMessage(category + " does not exist");
      assertThat(totals().posts()).isZero();
    }

    @Test
    void whiteSpaceAroundATitleIsDropped() {
      var post = add(ada, published(" Notes\n"));
      var before = stored(post);
      assertThat(before.title()).isEqualTo("Notes");

      useCases.posts().update(caller(ada), List.of(retitled(post, "\u00a0Notes ", null)));

      assertThat(stored(post)).isEqualTo(before);
      assertThatThrownBy(() -> add(ada, draft("\u200b"))).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void isForItsAuthorAndAdminToChange() {
      var post = add(ada, published("Ada's"));
      var secret = add(ada, draft("Secret"));
      var missing = Post.id(UUID.randomUUID());

      assertThatThrownBy(() -> useCases.posts().unpublish(caller(bob), post))
          .isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> useCases.posts().delete(caller(bob), secret, null))
          .isInstanceOf(NotFound.class)
          .hasMessage(secret + " does not exist");
      assertThatThrownBy(() -> useCases.posts().publish(caller(ada), missing))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> useCases.posts().create(Caller.ANONYMOUS, List.of(draft("T"))))
          .isInstanceOf(Unauthenticated.class);
      useCases.posts().publish(caller(bob, Role.ADMIN), secret);
      assertThat(stored(secret).isPublished()).isTrue();
    }

    @Test
    void deletesCommentsAndLikesNeverTags() {
      var post = add(ada, published("Short-lived", "java"));
      useCases.posts().like(caller(bob), post);
      useCases.comments().create(caller(bob), post, "Nice");

      useCases.posts().delete(caller(ada), post, null);

      assertThat(statuses(post)).isEmpty();
      assertThat(ports.beside().postsOf(tag("java"))).isZero();
      assertThat(ports.beside().countsOf(ada)).containsExactly(0L, 0L, 0L);
      assertThat(totals()).isEqualTo(new Totals(2, 0, 1, 0));
    }

    @Test
    void likesOnce() {
      var post = add(ada, published("Liked"));

      useCases.posts().like(caller(bob), post);
      useCases.posts().like(caller(bob), post);
      useCases.posts().like(caller(ada), post);
      assertThat(ports.beside().likesOf(post)).isEqualTo(2);
      useCases.posts().unlike(caller(bob), post);
      useCases.posts().unlike(caller(bob), post);
      assertThat(ports.beside().likesOf(post)).isEqualTo(1);
    }

    @Test
    void nobodyLikesDrafts() {
      var secret = add(ada, draft("Secret"));

      assertThatThrownBy(() -> useCases.posts().like(caller(ada), secret))
          .hasFieldOrPropertyWithValue("reason", Reason.POST_NOT_PUBLISHED);
      assertThatThrownBy(() -> useCases.posts().like(caller(bob), secret))
          .isInstanceOf(NotFound.class);
    }
  }

  @Nested
  class TagsAndCategoriesContract {

    @Test
    void refusesLabelsThatDifferInCaseOnly() {
      TestPosts.createTag(useCases, "Größe");
      TestPosts.createCategory(useCases, "News");

      assertThatThrownBy(() -> TestPosts.createTag(useCases, "GRÖßE"))
          .hasFieldOrPropertyWithValue("reason", Reason.LABEL_TAKEN);
      assertThatThrownBy(() -> TestPosts.createCategory(useCases, "NEWS"))
          .hasFieldOrPropertyWithValue("reason", Reason.LABEL_TAKEN);
      var other = TestPosts.createTag(useCases, "other");
      assertThatThrownBy(() -> renameTag(other, Label.of("größe")))
          .hasFieldOrPropertyWithValue("reason", Reason.LABEL_TAKEN);
      assertThat(totals().tags()).isEqualTo(2);
    }

    @Test
    void labelsThatLookTheSameAreOne() {
      var tag = TestPosts.createTag(useCases, " Cafe\u0301\u00a0crème ");
      TestPosts.createCategory(useCases, "❤\ufe0f");

      assertThat(ports.tags().find(List.of(Label.of("CAFÉ  CRÈME\u3000")), ada))
          .singleElement()
          .satisfies(found -> assertThat(found.id()).isEqualTo(tag))
          .satisfies(found -> assertThat(found.label().value()).isEqualTo("Café crème"));
      assertThatThrownBy(() -> TestPosts.createTag(useCases, "café\u200d crème"))
          .hasFieldOrPropertyWithValue("reason", Reason.LABEL_TAKEN);
      assertThatThrownBy(() -> TestPosts.createCategory(useCases, "❤"))
          .hasFieldOrPropertyWithValue("reason", Reason.LABEL_TAKEN);
    }

    @Test
    void renamesToAnotherCase() {
      var tag = TestPosts.createTag(useCases, "java");

      renameTag(tag, Label.of("Java"));

      assertThat(ports.tags().find(List.of(Label.of("JAVA")), ada).getFirst().label().value())
          .isEqualTo("Java");
    }

    @Test
    void deletingATagTakesItFromPosts() {
      var post = add(ada, published("Tagged", "a", "b"));

      useCases.tags().delete(tag("a"), null, false);

      assertThat(stored(post).tags()).containsExactly(tag("b"));
      assertThat(totals()).isEqualTo(new Totals(2, 1, 1, 0));
      assertThatThrownBy(() -> useCases.tags().delete(Tag.id(UUID.randomUUID()), null, false))
          .isInstanceOf(NotFound.class);
    }

    @Test
    void deletingACategoryLeavesItsPosts() {
      var category = TestPosts.createCategory(useCases, "News");
      var post = add(ada, new NewPost(Content.of("T", ""), true, Choice.of(category), List.of()));
      assertThat(stored(post).category()).isEqualTo(category);

      useCases.categories().delete(category, null, false);

      assertThat(stored(post).category()).isNull();
    }

    @Test
    void categoriesOfOneSlug() {
      TestPosts.createCategory(useCases, "C");
      var second = TestPosts.createCategory(useCases, "C++");

      assertThat(ports.transactions().write(() -> ports.categories().lock(second)).slug().value())
          .isEqualTo("c-2");
    }

    @Test
    void aPostChangesItsCategory() {
      var news = TestPosts.createCategory(useCases, "News");
      var post = add(ada, published("T"));

      useCases.posts().update(caller(ada), List.of(categorized(post, Choice.of(news))));
      assertThat(stored(post).category()).isEqualTo(news);
      useCases.posts().update(caller(ada), List.of(categorized(post, Choice.none())));
      assertThat(stored(post).category()).isNull();
    }

    @Test
    void aCategoryIsChosenByItsLabel() {
      var news = TestPosts.createCategory(useCases, "News");
      var posts = useCases.posts();
      var byLabel = Choice.<Category>of(Label.of("NEWS"));
      var missing = Choice.<Category>of(Label.of("Olds"));

      var post = add(ada, new NewPost(Content.of("T", ""), true, byLabel, List.of()));

      assertThat(stored(post).category()).isEqualTo(news);
      assertThatThrownBy(() -> posts.update(caller(ada), List.of(categorized(post, missing))))
          .isInstanceOf(NotFound.class)
          .hasMessageContaining("Olds");
      assertThat(stored(post).category()).isEqualTo(news);
    }
  }

  @Nested
  class CommentsContract {

    @Test
    void theirAuthorTakesThemBackFromADraft() {
      var post = add(ada, published("Taken back"));
      var comment = useCases.comments().create(caller(bob), post, "Sorry");
      var another = useCases.comments().create(caller(ada), post, "Mine");
      useCases.posts().unpublish(caller(ada), post);

      assertThatThrownBy(() -> useCases.comments().delete(caller(bob), another))
          .isInstanceOf(NotFound.class);
      useCases.comments().delete(caller(bob), comment);

      assertThatThrownBy(() -> useCases.comments().delete(caller(bob), comment))
          .isInstanceOf(NotFound.class);
    }

    @Test
    void countsComments() {
      var post = add(ada, published("Discussed"));
      var comment = useCases.comments().create(caller(bob), post, "Nice");
      useCases.comments().create(caller(ada), post, "Thanks");
      assertThat(ports.beside().commentsOf(post)).isEqualTo(2);
      assertThat(totals().comments()).isEqualTo(2);

      useCases.comments().delete(caller(bob), comment);

      assertThat(ports.beside().commentsOf(post)).isEqualTo(1);
      assertThat(totals().comments()).isEqualTo(1);
    }

    @Test
    void commentsOnDraftsCountNowhere() {
      var post = add(ada, published("Discussed"));
      useCases.comments().create(caller(bob), post, "Nice");

      useCases.posts().unpublish(caller(ada), post);
      assertThat(totals().comments()).isZero();
      assertThat(ports.beside().commentsOf(post)).isEqualTo(1);
      useCases.posts().publish(caller(ada), post);
      assertThat(totals().comments()).isEqualTo(1);
    }

    @Test
    void nobodyCommentsOnDrafts() {
      var secret = add(ada, draft("Secret"));

      assertThatThrownBy(() -> useCases.comments().create(caller(ada), secret, "Mine"))
          .hasFieldOrPropertyWithValue("reason", Reason.POST_NOT_PUBLISHED);
      assertThatThrownBy(() -> useCases.comments().create(caller(bob), secret, "Whose?"))
          .isInstanceOf(NotFound.class);
    }

    @Test
    void mustHaveSomethingToSee() {
      var post = add(ada, published("Post"));

      assertThatThrownBy(() -> useCases.comments().create(caller(bob), post, "\u200b\n"))
          .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void isForItsAuthorToChangeAndForBothToDelete() {
      var eve = ports.beside().addUser("eve");
      var post = add(ada, published("Discussed"));
      var first = useCases.comments().create(caller(bob), post, "First");
      var second = useCases.comments().create(caller(bob), post, "Second");

      useCases.comments().rewrite(caller(bob), first, "First, edited");
      for (var other : List.of(ada, eve)) {
        assertThatThrownBy(() -> useCases.comments().rewrite(caller(other), first, "x"))
            .isInstanceOf(NotAllowed.class);
      }
      assertThatThrownBy(() -> useCases.comments().delete(caller(eve), first))
          .isInstanceOf(NotAllowed.class);
      useCases.comments().delete(caller(ada), first);
      useCases.comments().delete(caller(eve, Role.ADMIN), second);
      assertThat(ports.beside().commentsOf(post)).isZero();
    }

    @Test
    void areCreatedInOrderAllOrNone() {
      var post = add(ada, published("Discussed"));
      var other = add(ada, published("Other"));
      var secret = add(ada, draft("Secret"));
      var comments = useCases.comments();

      var made =
          comments.createAll(
              caller(bob),
              List.of(
                  new NewComment(other, "A"),
                  new NewComment(post, "B"),
                  new NewComment(other, "C")));

      assertThat(made).extracting(CommentId::post).containsExactly(other, post, other);
      assertThat(bodies(made)).containsExactly("A", "B", "C");
      assertThat(ports.beside().commentsOf(other)).isEqualTo(2);
      assertThat(ports.beside().commentsOf(post)).isEqualTo(1);
      for (var author : List.of(ada, bob)) {
        assertThatThrownBy(() ->
                comments.createAll(
                    caller(author),
                    List.of(new NewComment(post, "D"), new NewComment(secret, "E"))))
            .hasMessageContaining(secret.toName());
      }
      assertThat(ports.beside().commentsOf(post)).isEqualTo(1);
      assertThat(totals().comments()).isEqualTo(3);
    }

    private List<String> bodies(List<CommentId> ids) {
      return ids.stream()
          .map(id -> ports.transactions().<Comment>write(() -> ports.comments().lock(id)).body())
          .toList();
    }

    @Test
    void areChangedAllOrNone() {
      var post = add(ada, published("Discussed"));
      var other = add(ada, published("Other"));
      var comments = useCases.comments();
      var own =
          comments.createAll(
              caller(bob), List.of(new NewComment(other, "A"), new NewComment(post, "B")));
      var foreign = comments.create(caller(ada), post, "C");
      var all = List.of(own.getLast(), own.getFirst(), foreign);

      assertThatThrownBy(() -> comments.rewriteAll(caller(bob), rewrites(all, "x")))
          .isInstanceOf(NotAllowed.class)
          .hasMessageContaining(foreign.toName());
      assertThatThrownBy(() ->
              comments.rewriteAll(
                  caller(bob),
                  List.of(new Rewrite(own.getFirst(), "x"), new Rewrite(own.getLast(), "\u200b"))))
          .isInstanceOfSatisfying(InvalidRequest.class, e -> assertThat(e.element()).hasValue(1));
      assertThat(bodies(all)).containsExactly("B", "A", "C");
      comments.rewriteAll(caller(bob, Role.ADMIN), rewrites(all, "x"));
      assertThat(bodies(all)).containsOnly("x");

      useCases.posts().unpublish(caller(ada), other);
      assertThatThrownBy(() -> comments.rewriteAll(caller(bob), rewrites(own, "y")))
          .isInstanceOf(NotFound.class)
          .hasMessageContaining(other.toName());
      assertThat(bodies(all)).containsOnly("x");
    }

    private static List<Rewrite> rewrites(List<CommentId> ids, String body) {
      return ids.stream().map(id -> new Rewrite(id, body)).toList();
    }

    @Test
    void areDeletedAllOrNone() {
      var eve = ports.beside().addUser("eve");
      var post = add(ada, published("Discussed"));
      var foreign = add(eve, published("Eve's"));
      var comments = useCases.comments();
      var onPost =
          comments.createAll(
              caller(bob), List.of(new NewComment(post, "A"), new NewComment(post, "B")));
      var onForeign = comments.create(caller(bob), foreign, "C");
      var own = comments.create(caller(ada), foreign, "D");
      useCases.posts().unpublish(caller(eve), foreign);
      assertThat(totals().comments()).isEqualTo(2);

      var tooMany = List.of(onPost.getFirst(), own, onForeign);
      assertThatThrownBy(() -> comments.deleteAll(caller(ada), () -> tooMany))
          .isInstanceOf(NotFound.class)
          .hasMessageContaining(foreign.toName());
      useCases.posts().publish(caller(eve), foreign);
      assertThatThrownBy(() -> comments.deleteAll(caller(ada), () -> tooMany))
          .isInstanceOf(NotAllowed.class)
          .hasMessageContaining(onForeign.toName());
      assertThat(totals().comments()).isEqualTo(4);

      useCases.posts().unpublish(caller(eve), foreign);
      comments.deleteAll(caller(ada), () -> List.of(own, onPost.getLast(), onPost.getFirst()));
      assertThat(ports.beside().commentsOf(post)).isZero();
      assertThat(ports.beside().commentsOf(foreign)).isEqualTo(1);
      assertThat(totals().comments()).isZero();
    }

    @Test
    void isFoundUnderItsPostOnly() {
      var post = add(ada, published("Discussed"));
      var other = add(ada, published("Other"));
      var comment = useCases.comments().create(caller(bob), post, "Nice");

      assertThatThrownBy(
              () -> useCases.comments().delete(caller(bob), new CommentId(other, comment.value())))
          .isInstanceOf(NotFound.class);
    }
  }

  @Nested
  class StoredCommentsContract extends EntitiesContract<CommentId, Comment> {

    private @Nullable Id<Post> post;

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<CommentId, Comment> entities() {
      return ports.comments();
    }

    @Override
    protected Comment some() {
      var on = post == null ? add(ada, published("Discussed")) : post;
      post = on;
      return Comment.create(new CommentId(on, UUID.randomUUID()), bob, "Nice", NOW);
    }

    @Override
    protected Comment changed(Comment comment) {
      return comment.rewrite("Changed", NOW.plusSeconds(1));
    }

    @Test
    void areFoundUnderTheirPostOnly() {
      var one = some();
      var other = add(ada, published("Other"));
      transactions().write(() -> entities().add(one));

      assertThat(
              transactions()
                  .<List<Comment>>write(() ->
                      entities()
                          .lockAll(
                              List.of(
                                  new CommentId(other, one.id().value()),
                                  new CommentId(one.id().post(), other.value())))))
          .isEmpty();
    }
  }

  @Nested
  class StatusesContract {

    @Test
    void comeInTheOrderOfTheIdsThoseThatAreThere() {
      var published = add(ada, published("Published"));
      var draft = add(bob, draft("Draft"));
      var wanted = List.of(draft, Post.id(UUID.randomUUID()), published);
      var statuses =
          Stream.of(new PostStatus(published, ada, true), new PostStatus(draft, bob, false))
              .sorted(Comparator.comparing(status -> status.id().toName()))
              .toList();

      ports
          .transactions()
          .write(() -> {
            assertThat(ports.posts().keepStatuses(wanted)).isEqualTo(statuses);
            assertThat(ports.posts().lockStatuses(wanted)).isEqualTo(statuses);
            assertThat(ports.posts().lockStatuses(wanted, bob)).isEqualTo(statuses);
            assertThat(ports.posts().lockStatuses(wanted, new UserId(UUID.randomUUID()))).isEmpty();
          });
    }
  }

  @Nested
  class MembersContract {

    @Test
    void followsOnce() {
      useCases.members().follow(caller(ada), bob);
      useCases.members().follow(caller(ada), bob);
      useCases.members().follow(caller(bob), ada);
      assertThat(ports.beside().countsOf(ada)).containsExactly(0L, 1L, 1L);
      assertThat(ports.beside().countsOf(bob)).containsExactly(0L, 1L, 1L);

      useCases.members().unfollow(caller(ada), bob);
      useCases.members().unfollow(caller(ada), bob);
      assertThat(ports.beside().countsOf(ada)).containsExactly(0L, 1L, 0L);
      assertThat(ports.beside().countsOf(bob)).containsExactly(0L, 0L, 1L);
    }

    @Test
    void refusesToFollowOneselfOrAnUnknownMember() {
      assertThatThrownBy(() -> useCases.members().follow(caller(ada), ada))
          .hasFieldOrPropertyWithValue("reason", Reason.CANNOT_FOLLOW_ONESELF);
      assertThatThrownBy(
              () -> useCases.members().follow(caller(ada), new UserId(UUID.randomUUID())))
          .isInstanceOf(NotFound.class)
          .hasMessageStartingWith("members/");
    }

    @Test
    void deletingAUserKeepsAllCountsRight() {
      var eve = ports.beside().addUser("eve");
      var kept = add(bob, published("Kept", "java"));
      var keptDraft = add(bob, published("Kept draft"));
      var gone = add(ada, published("Gone", "java", "sql"));
      add(ada, draft("Gone, too", "sql"));
      useCases.posts().like(caller(ada), kept);
      useCases.posts().like(caller(eve), kept);
      useCases.posts().like(caller(eve), gone);
      useCases.comments().create(caller(ada), kept, "Gone");
      useCases.comments().create(caller(eve), kept, "Kept");
      useCases.comments().create(caller(eve), gone, "Gone");
      useCases.comments().create(caller(ada), gone, "Gone");
      useCases.comments().create(caller(ada), keptDraft, "Gone");
      useCases.posts().unpublish(caller(bob), keptDraft);
      useCases.members().follow(caller(ada), bob);
      useCases.members().follow(caller(bob), ada);
      useCases.members().follow(caller(eve), bob);

      ports.beside().deleteUser(ada);

      assertThat(ports.beside().likesOf(kept)).isEqualTo(1);
      assertThat(ports.beside().commentsOf(kept)).isEqualTo(1);
      assertThat(ports.beside().commentsOf(keptDraft)).isZero();
      assertThat(ports.beside().postsOf(tag("java"))).isEqualTo(1);
      assertThat(ports.beside().postsOf(tag("sql"))).isZero();
      assertThat(ports.beside().countsOf(bob)).containsExactly(1L, 1L, 0L);
      assertThat(ports.beside().countsOf(eve)).containsExactly(0L, 0L, 1L);
      assertThat(totals()).isEqualTo(new Totals(2, 1, 2, 1));
      assertThat(statuses(gone)).isEmpty();
    }
  }
}

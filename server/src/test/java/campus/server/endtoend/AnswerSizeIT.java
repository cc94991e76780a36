package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;
import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.v1.BatchCreatePostsRequest;
import campus.publishing.v1.BatchGetPostsRequest;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.GetPostRequest;
import campus.publishing.v1.GetTagRequest;
import campus.publishing.v1.ListMembersRequest;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.ListTagsRequest;
import campus.publishing.v1.Post;
import campus.publishing.v1.SearchPostsRequest;
import campus.publishing.v1.Tag;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.sun.management.ThreadMXBean;
import io.grpc.Status.Code;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that multiply, on fifty long posts by one author that all have the same fifty tags. */
@Isolated // counts what all threads allocate
class AnswerSizeIT {

  private static final int POSTS = 50;
  private static final int TAGS = 50;
  private static final String BODY = "x".repeat(100_000);

  private static TestDatabase database;
  private static RunningCampus campus;
  private static List<Post> posts;

  @BeforeAll
  static void publish() {
    database = TestDatabase.create(Engine.POSTGRES_18);
    campus = RunningCampus.on(database.jdbcUrl(), Map.of());
    var author = Publishing.of(campus.newUser()).posts();
    var tags =
        IntStream.range(0, TAGS)
            .mapToObj(i -> Tag.newBuilder().setLabel("tag-" + i).build())
            .toList();
    posts = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      posts.add(
          author.createPost(
              CreatePostRequest.newBuilder()
                  .setPost(
                      Post.newBuilder()
                          .setTitle("Post " + i)
                          .setBody(BODY)
                          .setState(Post.State.PUBLISHED)
                          .addAllTags(tags))
                  .build()));
    }
  }

  @AfterAll
  static void close() {
    campus.close();
    database.close();
  }

  /** With everything that its server and its client allocate, garbage included. */
  private static final long MOST_BYTES_OF_A_CALL = 64 * 1024 * 1024;

  private static Publishing anyone() {
    return Publishing.of(campus.anonymous());
  }

  private static FailedCall tooLarge(Runnable call) {
    return FailedCall.of(call::run).is(Code.RESOURCE_EXHAUSTED, "ANSWER_TOO_LARGE");
  }

  @Test
  void aMaskThatComesBackThroughTheSameRelationIsRefusedBeforeItIsRead() {
    var request =
        GetTagRequest.newBuilder()
            .setName(posts.getFirst().getTags(0).getName())
            .setReadMask(mask("posts.tags.posts.body"))
            .build();

    var failure = tooLarge(() -> anyone().tags().getTag(request));

    assertThat(failure.message()).contains("20000 resources", "\"posts.tags\"");
  }

  @Test
  void aListThatComesBackTellsHowManyResourcesFit() {
    var request =
        ListTagsRequest.newBuilder().setPageSize(100).setReadMask(mask("posts.tags.label")).build();

    var failure = tooLarge(() -> anyone().tags().listTags(request));

    assertThat(failure.message()).contains("\"posts.tags\"", "at most 7 resources at a time");
    var fitting = request.toBuilder().setPageSize(7).build();
    assertThat(anyone().tags().listTags(fitting).getTags(0).getPosts(0).getTagsCount())
        .isEqualTo(TAGS);
  }

  @Test
  void bytesAreCountedAsTheyAreRead() {
    var request =
        ListPostsRequest.newBuilder().setPageSize(100).setReadMask(mask("title", "body")).build();

    var failure = tooLarge(() -> anyone().posts().listPosts(request));

    assertThat(failure.message()).contains("4 MiB", "\"body\"", "at most 10 resources at a time");
    failure.names("read_mask");
    // What could be too large is answered all the same where it is not.
    var fewer = request.toBuilder().setPageSize(30).build();
    assertThat(anyone().posts().listPosts(fewer).getPostsList())
        .hasSize(30)
        .allMatch(post -> post.getBody().equals(BODY));
  }

  @Test
  void theBodyOfAnOwnerIsReadOnceForItsWholeCollection() {
    var request =
        ListPostsRequest.newBuilder()
            .setPageSize(20)
            .setReadMask(mask("body", "author.posts.title"))
            .build();

    var found = anyone().posts().listPosts(request).getPostsList();

    assertThat(found).hasSize(20);
    for (var post : found) {
      assertThat(post.getBody()).isEqualTo(BODY);
      assertThat(post.getAuthor().getPostsCount()).isEqualTo(POSTS);
      assertThat(post.getAuthor().getPostsList()).allMatch(p -> !p.getTitle().isEmpty());
    }
    var one =
        anyone()
            .posts()
            .getPost(
                GetPostRequest.newBuilder()
                    .setName(posts.getFirst().getName())
                    .setReadMask(mask("body", "tags.label"))
                    .build());
    assertThat(one.getBody()).isEqualTo(BODY);
    assertThat(one.getTagsCount()).isEqualTo(TAGS);
  }

  @Test
  void aNestedBodyIsNamedByItsPath() {
    var request =
        ListMembersRequest.newBuilder().setReadMask(mask("username", "posts.body")).build();

    var failure = tooLarge(() -> anyone().members().listMembers(request));

    assertThat(failure.message()).contains("\"posts.body\"");
  }

  @Test
  void whatIsReadOnceCountsAsOftenAsItIsAnswered() {
    // Twenty posts have one author, whose fifty posts with their tags are read once.
    var request =
        ListPostsRequest.newBuilder()
            .setPageSize(20)
            .setReadMask(mask("author.posts.tags.label"))
            .build();

    var failure = tooLarge(() -> anyone().posts().listPosts(request));

    assertThat(failure.message()).contains("20000 resources", "\"author.posts.tags\"");
  }

  @Test
  void aBatchIsAsSmallAsAPage() {
    var name = posts.getFirst().getName();
    var request =
        BatchGetPostsRequest.newBuilder()
            .addAllNames(Collections.nCopies(101, name))
            .setReadMask(mask("body"))
            .build();

    var failure = FailedCall.of(() -> anyone().posts().batchGetPosts(request));

    assertThat(failure.is(Code.INVALID_ARGUMENT, "INVALID_REQUEST").message())
        .contains("names: must be at most 100");
    tooLarge(() ->
        anyone()
            .posts()
            .batchGetPosts(
                request.toBuilder()
                    .clearNames()
                    .addAllNames(Collections.nCopies(100, name))
                    .build()));
    var titles = request.toBuilder().setReadMask(mask("title")).build();
    assertThat(anyone().posts().batchGetPosts(titles).getPostsCount()).isEqualTo(101);
  }

  @Test
  void whatIsMadeIsAnsweredHoweverMuchItIs() {
    var batch = BatchCreatePostsRequest.newBuilder();
    for (int i = 0; i < 8; i++) {
      batch.addRequests(
          CreatePostRequest.newBuilder()
              .setPost(Post.newBuilder().setTitle("Draft " + i).setBody(BODY)));
    }

    var made =
        Publishing.of(campus.newUser()).posts().batchCreatePosts(batch.build()).getPostsCount();

    assertThat(made).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, Integer.MAX_VALUE})
  void aSearchMayPassOverMoreThanThereIs(int skip) {
    var request = SearchPostsRequest.newBuilder().setQuery("Post").setSkip(skip).build();

    assertThat(anyone().posts().searchPosts(request).getPostsCount()).isZero();
  }

  @Test
  void noCallGrowsTheHeapByMoreThanItMay() {
    var listPosts = ListPostsRequest.newBuilder().setPageSize(100);
    var listMembers = ListMembersRequest.newBuilder().setPageSize(100);
    var listTags = ListTagsRequest.newBuilder().setPageSize(100);
    var getTag = GetTagRequest.newBuilder().setName(posts.getFirst().getTags(0).getName());
    List<Runnable> calls =
        List.of(
            () -> anyone().posts().listPosts(listPosts.setReadMask(mask("body")).build()),
            () ->
                anyone()
                    .posts()
                    .listPosts(listPosts.setReadMask(mask("body", "author.posts.body")).build()),
            () ->
                anyone()
                    .posts()
                    .listPosts(listPosts.setReadMask(mask("body", "author.posts.tags")).build()),
            () ->
                anyone()
                    .members()
                    .listMembers(listMembers.setReadMask(mask("posts.body", "posts.tags")).build()),
            () -> anyone().tags().listTags(listTags.setReadMask(mask("posts.body")).build()),
            () ->
                anyone()
                    .tags()
                    .listTags(listTags.setReadMask(mask("posts.author.posts.body")).build()),
            () -> anyone().tags().getTag(getTag.setReadMask(mask("posts.body")).build()));
    for (var call : calls) {
      for (int i = 0; i < 3; i++) {
        long before = threads().getTotalThreadAllocatedBytes();
        tooLarge(call);
        assertThat(threads().getTotalThreadAllocatedBytes() - before)
            .isLessThan(MOST_BYTES_OF_A_CALL);
      }
    }
  }

  private static ThreadMXBean threads() {
    return (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }
}

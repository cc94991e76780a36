package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.AggregateUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.UpdateProfileRequest;
import campus.publishing.v1.AggregatePostsRequest;
import campus.publishing.v1.Comment;
import campus.publishing.v1.CreateCommentRequest;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.DeletePostRequest;
import campus.publishing.v1.ExportPostsRequest;
import campus.publishing.v1.FollowMemberRequest;
import campus.publishing.v1.GetMemberRequest;
import campus.publishing.v1.GetPostRequest;
import campus.publishing.v1.LikePostRequest;
import campus.publishing.v1.ListCommentsRequest;
import campus.publishing.v1.ListFollowersRequest;
import campus.publishing.v1.ListLikedPostsRequest;
import campus.publishing.v1.ListMembersRequest;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.Post;
import campus.publishing.v1.PostServiceGrpc.PostServiceBlockingStub;
import campus.publishing.v1.Tag;
import campus.publishing.v1.UnpublishPostRequest;
import campus.publishing.v1.UpdatePostRequest;
import campus.shared.persistence.testing.Engine;
import campus.shared.v1.AggregateGroup;
import campus.shared.v1.Metric;
import campus.shared.v1.Nested;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nested selections, aggregates, natural names and masks of writes, as clients use them. */
class RelationsIT {

  private static final String LIST_MEMBERS = "campus.publishing.v1.MemberService/ListMembers";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client ada = campus.newUser();
  private final Client bob = campus.newUser();
  private final String label = "java-" + UUID.randomUUID();
  private final List<Post> posts = new ArrayList<>();

  @BeforeEach
  void publish() {
    for (int i = 0; i < 5; i++) {
      var post =
          Post.newBuilder()
              .setTitle("Post " + i + " of " + ada.user().getUsername())
              .setBody("Body")
              .setState(Post.State.PUBLISHED);
      if (i != 2) {
        post.addTags(Tag.newBuilder().setLabel(label));
      }
      posts.add(of(ada).createPost(CreatePostRequest.newBuilder().setPost(post).build()));
    }
    like(bob, posts.get(1));
    like(bob, posts.get(3));
    like(ada, posts.get(3));
  }

  private static PostServiceBlockingStub of(Client client) {
    return Publishing.of(client).posts();
  }

  private static void like(Client client, Post post) {
    var _ = of(client).likePost(LikePostRequest.newBuilder().setName(post.getName()).build());
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }

  private static List<String> titles(List<Post> posts) {
    return posts.stream().map(post -> post.getTitle().substring(0, 6)).toList();
  }

  private String natural(Client client) {
    return "members/@" + client.user().getUsername();
  }

  private Nested.Builder likedJavaPosts() {
    return Nested.newBuilder()
        .setPath("posts")
        .setFilter("tags.label:\"" + label + "\"")
        .setOrderBy("like_count desc");
  }

  @Test
  void aCollectionIsFilteredOrderedPagedAndCountedInsideItsOwner() {
    var members = Publishing.of(bob).members();
    var mask = mask("username", "posts.title");
    var found =
        members
            .listMembers(
                ListMembersRequest.newBuilder()
                    .setFilter("username = \"" + ada.user().getUsername() + "\"")
                    .setReadMask(mask)
                    .addNested(likedJavaPosts().setPageSize(3).setTotalSize(true))
                    .build())
            .getMembers(0);

    assertThat(titles(found.getPostsList())).startsWith("Post 3", "Post 1").hasSize(3);
    var rest = found.getCollectionsOrThrow("posts");
    assertThat(rest.getTotalSize()).isEqualTo(4);

    // The token goes on in the member's own answer, and in the list with the member as parent.
    var next =
        members.getMember(
            GetMemberRequest.newBuilder()
                .setName(found.getName())
                .setReadMask(mask)
                .addNested(likedJavaPosts().setPageToken(rest.getNextPageToken()))
                .build());
    var listed =
        of(bob)
            .listPosts(
                ListPostsRequest.newBuilder()
                    .setParent(natural(ada))
                    .setFilter(likedJavaPosts().getFilter())
                    .setOrderBy("like_count desc")
                    .setPageToken(rest.getNextPageToken())
                    .build());
    assertThat(next.getPostsList()).hasSize(1);
    assertThat(next.getCollectionsMap()).isEmpty();
    assertThat(listed.getPostsList())
        .extracting(Post::getName)
        .containsExactly(next.getPosts(0).getName());
    assertThat(titles(found.getPostsList())).doesNotContain(titles(next.getPostsList()).getFirst());
  }

  @Test
  void aWholeCollectionSaysNothingMoreAndNoneCanBeAskedFor() {
    var member =
        Publishing.of(bob)
            .members()
            .getMember(
                GetMemberRequest.newBuilder()
                    .setName(natural(ada))
                    .setReadMask(mask("posts", "liked_posts.title", "followers"))
                    .addNested(
                        Nested.newBuilder().setPath("posts").setPageSize(0).setTotalSize(true))
                    .build());

    assertThat(member.getPostsList()).isEmpty();
    assertThat(titles(member.getLikedPostsList())).containsExactly("Post 3");
    assertThat(member.getCollectionsMap().keySet()).containsExactly("posts");
    assertThat(member.getCollectionsOrThrow("posts").getTotalSize()).isEqualTo(5);
    assertThat(member.getName()).isEqualTo("members/" + ada.id());
  }

  @Test
  void nestedRequestsSayWhatIsWrongWithThem() {
    var request = GetMemberRequest.newBuilder().setName(natural(ada)).setReadMask(mask("posts"));
    var members = Publishing.of(bob).members();

    FailedCall.of(() ->
            members.getMember(
                request.clone().addNested(Nested.newBuilder().setPath("tags")).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("nested[0].path");
    FailedCall.of(() ->
            members.getMember(
                request.clone().addNested(likedJavaPosts().setFilter("titel = a")).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("nested[0].filter");
    FailedCall.of(() ->
            members.getMember(
                request.clone().addNested(likedJavaPosts().setPageToken("AAAA")).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_PAGE_TOKEN")
        .names("nested[0].page_token");
  }

  @Test
  void statementsDoNotGrowWithTheOwners() {
    var request =
        ListMembersRequest.newBuilder()
            .setOrderBy("create_time desc")
            .setReadMask(mask("username", "posts.title", "liked_posts.author.username"))
            .addNested(likedJavaPosts().setPageSize(3).setTotalSize(true))
            .addNested(Nested.newBuilder().setPath("liked_posts").setOrderBy("title"));
    for (int i = 0; i < 3; i++) {
      campus.newUser();
    }
    try (var log = new CallLog()) {
      log.open();
      int one = measure(log, request.clone().setPageSize(1).build());
      int many = measure(log, request.clone().setPageSize(100).build());

      assertThat(many).isEqualTo(one).isEqualTo(4);
    }
  }

  private int measure(CallLog log, ListMembersRequest request) {
    return log.measure(
        LIST_MEMBERS, ada, client -> Publishing.of(client).members().listMembers(request));
  }

  @Test
  void writesAnswerWhatAGetWould() {
    var mask = mask("title", "author.username", "author.posts.title", "comments.body");
    var updated =
        of(ada)
            .updatePost(
                UpdatePostRequest.newBuilder()
                    .setPost(
                        Post.newBuilder()
                            .setName("posts/@" + posts.getFirst().getSlug())
                            .setTitle("Anew"))
                    .setReadMask(mask)
                    .addNested(Nested.newBuilder().setPath("author.posts").setPageSize(1))
                    .setRequestId(UUID.randomUUID().toString())
                    .build());
    assertThat(updated)
        .isEqualTo(
            of(ada)
                .getPost(
                    GetPostRequest.newBuilder()
                        .setName(posts.getFirst().getName())
                        .setReadMask(mask)
                        .addNested(Nested.newBuilder().setPath("author.posts").setPageSize(1))
                        .build()));
    var comment =
        Publishing.of(bob)
            .comments()
            .createComment(
                CreateCommentRequest.newBuilder()
                    .setParent("posts/@" + posts.getFirst().getSlug())
                    .setComment(Comment.newBuilder().setBody("Nice"))
                    .setReadMask(
                        mask("body", "author.username", "author.followed", "post.comment_count"))
                    .build());

    assertThat(updated.getAuthor().getPostsCount()).isEqualTo(1);
    assertThat(updated.getAuthor().getCollectionsOrThrow("posts").getNextPageToken()).isNotEmpty();
    assertThat(comment.getAuthor().getUsername()).isEqualTo(bob.user().getUsername());
    assertThat(comment.getPost().getCommentCount()).isEqualTo(1);
  }

  @Test
  void aReplayShowsNoRelationThatIsHiddenByNow() {
    var other = posts.get(4);
    var request =
        LikePostRequest.newBuilder()
            .setName(posts.getFirst().getName())
            .setReadMask(mask("title", "author.posts.title"))
            .setRequestId(UUID.randomUUID().toString())
            .build();
    var first = of(bob).likePost(request);
    of(ada).unpublishPost(UnpublishPostRequest.newBuilder().setName(other.getName()).build());
    var replayed = of(bob).likePost(request);

    assertThat(titles(first.getAuthor().getPostsList())).contains("Post 4");
    assertThat(titles(replayed.getAuthor().getPostsList())).doesNotContain("Post 4").hasSize(4);
  }

  @Test
  void namesCanHaveUniqueFields() {
    var member = natural(ada);
    var follow = FollowMemberRequest.newBuilder().setName(member).build();
    var members = Publishing.of(bob).members();

    assertThat(members.followMember(follow).getFollowed()).isTrue();
    assertThat(
            members
                .listFollowers(ListFollowersRequest.newBuilder().setName(member).build())
                .getMembersList())
        .extracting(Member::getUsername)
        .containsExactly(bob.user().getUsername());
    assertThat(
            of(bob)
                .listPosts(
                    ListPostsRequest.newBuilder()
                        .setFilter(
                            "author = \"%s\" AND tags:\"tags/@%s\""
                                .formatted(member, label.toUpperCase(Locale.ROOT)))
                        .build())
                .getPostsList())
        .hasSize(4);
    assertThat(
            of(bob)
                .listPosts(ListPostsRequest.newBuilder().setParent("tags/@" + label).build())
                .getPostsList())
        .hasSize(4);
    assertThat(
            Publishing.of(bob)
                .members()
                .listLikedPosts(ListLikedPostsRequest.newBuilder().setName(natural(bob)).build())
                .getPostsList())
        .hasSize(2);
    var own = "users/@" + ada.user().getUsername();
    var profile = Profile.newBuilder().setName(own + "/profile").setBio("By name");
    assertThat(
            ada.users()
                .updateProfile(UpdateProfileRequest.newBuilder().setProfile(profile).build())
                .getName())
        .isEqualTo(ada.name() + "/profile");
    FailedCall.of(() ->
            bob.users()
                .updateProfile(UpdateProfileRequest.newBuilder().setProfile(profile).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
  }

  @Test
  void aKeyThatNobodyHasIsNotFound() {
    var unknown = "posts/@" + UUID.randomUUID();
    List.<Runnable>of(
            () -> of(bob).getPost(GetPostRequest.newBuilder().setName(unknown).build()),
            () -> of(bob).likePost(LikePostRequest.newBuilder().setName(unknown).build()),
            () -> of(bob).deletePost(DeletePostRequest.newBuilder().setName(unknown).build()),
            () ->
                of(bob)
                    .listPosts(
                        ListPostsRequest.newBuilder().setParent("members/@nobody-at-all").build()),
            () ->
                Publishing.of(bob)
                    .comments()
                    .listComments(ListCommentsRequest.newBuilder().setParent(unknown).build()))
        .forEach(call -> FailedCall.of(call::run).is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND"));
    assertThat(
            of(bob)
                .listPosts(
                    ListPostsRequest.newBuilder()
                        .setFilter("author = \"members/@nobody-at-all\"")
                        .build())
                .getPostsList())
        .isEmpty();
  }

  @Test
  void draftsOfOthersHaveNoName() {
    var draft =
        of(ada)
            .createPost(
                CreatePostRequest.newBuilder()
                    .setPost(Post.newBuilder().setTitle("Draft " + label))
                    .build());
    var name = "posts/@" + draft.getSlug();

    assertThat(of(ada).getPost(GetPostRequest.newBuilder().setName(name).build()).getName())
        .isEqualTo(draft.getName());
    FailedCall.of(() -> of(bob).getPost(GetPostRequest.newBuilder().setName(name).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    FailedCall.of(() -> of(bob).likePost(LikePostRequest.newBuilder().setName(name).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
  }

  @Test
  void groupsHaveFiguresAboutVisiblePosts() {
    var response =
        of(bob)
            .aggregatePosts(
                AggregatePostsRequest.newBuilder()
                    .setParent(natural(ada))
                    .addGroupBy("author.username")
                    .addGroupBy("year(create_time)")
                    .addMetrics(Metric.newBuilder().setCount(Metric.All.getDefaultInstance()))
                    .addMetrics(
                        Metric.newBuilder().setSum(Metric.Of.newBuilder().setField("like_count")))
                    .setTimeZone("Europe/Berlin")
                    .setOrderBy("count desc")
                    .build());

    assertThat(response.getGroupsList()).hasSize(1);
    AggregateGroup group = response.getGroups(0);
    assertThat(group.getKeysOrThrow("author.username").getText())
        .isEqualTo(ada.user().getUsername());
    assertThat(group.getKeysOrThrow("year(create_time)").hasTime()).isTrue();
    assertThat(group.getMetricsOrThrow("count").getInteger()).isEqualTo(5);
    assertThat(group.getMetricsOrThrow("sum(like_count)").getInteger()).isEqualTo(3);
  }

  @Test
  void figuresAreThoseOfWhatTheCallerSees() {
    var draft = Post.newBuilder().setTitle("A draft of " + label);
    var _ = of(ada).createPost(CreatePostRequest.newBuilder().setPost(draft).build());

    var byAda = "author = \"members/" + ada.id() + "\"";

    for (var caller : List.of(ada, bob, campus.anonymous(), campus.admin())) {
      var expected = new TreeMap<String, Long>();
      of(caller)
          .listPosts(ListPostsRequest.newBuilder().setFilter(byAda).build())
          .getPostsList()
          .forEach(post -> expected.merge(post.getState().name(), 1L, Long::sum));
      var counted = new TreeMap<String, Long>();
      of(caller)
          .aggregatePosts(
              AggregatePostsRequest.newBuilder().setFilter(byAda).addGroupBy("state").build())
          .getGroupsList()
          .forEach(group ->
              counted.put(
                  group.getKeysOrThrow("state").getText(),
                  group.getMetricsOrThrow("count").getInteger()));

      assertThat(counted).containsEntry("PUBLISHED", 5L).isEqualTo(expected);
    }
    FailedCall.of(() ->
            bob.users()
                .aggregateUsers(AggregateUsersRequest.newBuilder().addGroupBy("email").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("group_by[0]");
  }

  @Test
  void anExportGoesOnAfterAName() {
    var request =
        ExportPostsRequest.newBuilder().setParent(natural(ada)).setReadMask(mask("title"));
    var all = exported(request.build());
    var rest = exported(request.clone().setAfter(all.get(2).getName()).build());

    assertThat(titles(all)).containsExactly("Post 0", "Post 1", "Post 2", "Post 3", "Post 4");
    assertThat(rest).isEqualTo(all.subList(3, 5));
  }

  private List<Post> exported(ExportPostsRequest request) {
    var all = new ArrayList<Post>();
    of(bob).exportPosts(request).forEachRemaining(all::add);
    return all;
  }

  @Test
  void whatHasNoIndexSortsFew() {
    var author = "author = \"" + natural(ada) + "\"";
    var sorted =
        of(bob)
            .listPosts(
                ListPostsRequest.newBuilder()
                    .setFilter(author + " AND like_count >= comment_count")
                    .setOrderBy("like_count desc, title")
                    .setPageSize(2)
                    .build());

    assertThat(titles(sorted.getPostsList())).containsExactly("Post 3", "Post 1");
    assertThat(sorted.getNextPageToken()).isNotEmpty();
  }
}

package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;
import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.UpdateProfileRequest;
import campus.publishing.v1.AddTagsRequest;
import campus.publishing.v1.BatchCreatePostsRequest;
import campus.publishing.v1.Category;
import campus.publishing.v1.ClearTagsRequest;
import campus.publishing.v1.Comment;
import campus.publishing.v1.CreateCategoryRequest;
import campus.publishing.v1.CreateCommentRequest;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.CreateTagRequest;
import campus.publishing.v1.DeleteCategoryRequest;
import campus.publishing.v1.DeleteCommentRequest;
import campus.publishing.v1.DeletePostRequest;
import campus.publishing.v1.DeleteTagRequest;
import campus.publishing.v1.FollowMemberRequest;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.GetMemberRequest;
import campus.publishing.v1.GetPostRequest;
import campus.publishing.v1.GetTagRequest;
import campus.publishing.v1.LikePostRequest;
import campus.publishing.v1.ListCategoriesRequest;
import campus.publishing.v1.ListCommentsRequest;
import campus.publishing.v1.ListFeedRequest;
import campus.publishing.v1.ListFollowersRequest;
import campus.publishing.v1.ListLikedPostsRequest;
import campus.publishing.v1.ListLikersRequest;
import campus.publishing.v1.ListMembersRequest;
import campus.publishing.v1.ListPopularPostsRequest;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.ListTagsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.Post;
import campus.publishing.v1.PublishPostRequest;
import campus.publishing.v1.RemoveTagsRequest;
import campus.publishing.v1.SearchPostsRequest;
import campus.publishing.v1.Tag;
import campus.publishing.v1.UnfollowMemberRequest;
import campus.publishing.v1.UnlikePostRequest;
import campus.publishing.v1.UnpublishPostRequest;
import campus.publishing.v1.UpdateCommentRequest;
import campus.publishing.v1.UpdatePostRequest;
import campus.publishing.v1.UpdateTagRequest;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.google.protobuf.Duration;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing as its users know it. */
class PublishingIT {

  private static final String NO_POST = "posts/01890a5d-ac96-774b-bcce-b302099a8057";
  private static final String NO_MEMBER = "members/01890a5d-ac96-774b-bcce-b302099a8057";
  private static final String NO_TAG = "tags/01890a5d-ac96-774b-bcce-b302099a8057";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);

  private static Publishing of(Client client) {
    return Publishing.of(client);
  }

  private static String member(Client client) {
    return "members/" + client.id();
  }

  private static Tag label(String label) {
    return Tag.newBuilder().setLabel(label).build();
  }

  private static Post create(Client author, Post.Builder post) {
    return of(author).posts().createPost(CreatePostRequest.newBuilder().setPost(post).build());
  }

  private static Post publish(Client author, String title, String... labels) {
    var post = Post.newBuilder().setTitle(title).setState(Post.State.PUBLISHED);
    for (var label : labels) {
      post.addTags(label(label));
    }
    return create(author, post);
  }

  private static Post draft(Client author, String title, String... labels) {
    var post = Post.newBuilder().setTitle(title);
    for (var label : labels) {
      post.addTags(label(label));
    }
    return create(author, post);
  }

  private static Post get(Client client, String name, String... paths) {
    return of(client)
        .posts()
        .getPost(GetPostRequest.newBuilder().setName(name).setReadMask(mask(paths)).build());
  }

  private static List<String> titles(List<Post> posts) {
    return posts.stream().map(Post::getTitle).toList();
  }

  private static List<Post> list(Client client, String filter) {
    return of(client)
        .posts()
        .listPosts(
            ListPostsRequest.newBuilder()
                .setFilter(filter)
                .setOrderBy("publish_time desc")
                .setReadMask(PublishingBudgets.SHOWN)
                .build())
        .getPostsList();
  }

  private static List<Post> search(Client client, String query) {
    return of(client)
        .posts()
        .searchPosts(SearchPostsRequest.newBuilder().setQuery(query).build())
        .getPostsList();
  }

  private static Comment comment(Client author, String post, String body) {
    return of(author)
        .comments()
        .createComment(
            CreateCommentRequest.newBuilder()
                .setParent(post)
                .setComment(Comment.newBuilder().setBody(body))
                .build());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStory(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var bob = campus.newUser();
    var word = "word" + ada.user().getUsername().replace("-", "");
    var statsBefore = of(bob).stats().getBlogStats(GetBlogStatsRequest.getDefaultInstance());

    // Ada publishes two posts; a third one stays a draft.
    var first = publish(ada, "Relations of " + word, word + "-java", word + "-sql");
    var second =
        create(
            ada,
            Post.newBuilder()
                .setTitle("More relations")
                .setBody("All about relational databases and " + word)
                .setState(Post.State.PUBLISHED)
                .addTags(label((word + "-java").toUpperCase(Locale.ROOT))));
    var secret = draft(ada, "Secrets of " + word, word + "-java");
    assertThat(first.getState()).isEqualTo(Post.State.PUBLISHED);
    assertThat(first.getSlug()).isEqualTo("relations-of-" + word);
    assertThat(first.getAuthor().getName()).isEqualTo(member(ada));
    assertThat(first.getTagsList()).extracting(Tag::getPostCount).containsExactly(1, 1);
    assertThat(second.getTags(0).getName()).isEqualTo(first.getTags(0).getName());
    assertThat(secret.hasPublishTime()).isFalse();

    // Bob follows Ada, reads the feed, likes and comments.
    var followed =
        of(bob)
            .members()
            .followMember(FollowMemberRequest.newBuilder().setName(member(ada)).build());
    assertThat(followed.getFollowed()).isTrue();
    assertThat(followed.getFollowerCount()).isEqualTo(1);
    assertThat(followed.getPostCount()).isEqualTo(2);
    var liked =
        of(bob).posts().likePost(LikePostRequest.newBuilder().setName(first.getName()).build());
    assertThat(liked.getLiked()).isTrue();
    assertThat(liked.getLikeCount()).isEqualTo(1);
    assertThat(liked.getEtag()).isEqualTo(first.getEtag());
    var nice = comment(bob, first.getName(), "Nice");
    assertThat(nice.getPost().getName()).isEqualTo(first.getName());

    var feed =
        of(bob)
            .feed()
            .listFeed(ListFeedRequest.newBuilder().setPageSize(1).setTotalSize(true).build());
    assertThat(feed.getTotalSize()).isEqualTo(2);
    assertThat(titles(feed.getPostsList())).containsExactly("More relations");
    var rest =
        of(bob)
            .feed()
            .listFeed(
                ListFeedRequest.newBuilder()
                    .setPageSize(1)
                    .setPageToken(feed.getNextPageToken())
                    .build());
    assertThat(rest.getNextPageToken()).isEmpty();
    var shown = rest.getPosts(0);
    assertThat(shown.getTitle()).isEqualTo(first.getTitle());
    assertThat(shown.getAuthor().getUsername()).isEqualTo(ada.user().getUsername());
    assertThat(shown.getAuthor().getProfile().getFullName()).isEqualTo(ada.user().getUsername());
    assertThat(shown.getTagsList()).hasSize(2);
    assertThat(shown.getCommentCount()).isEqualTo(1);
    assertThat(shown.getLikeCount()).isEqualTo(1);
    assertThat(shown.getLiked()).isTrue();

    // Bob searches.
    assertThat(titles(search(bob, "relations of " + word.substring(0, word.length() - 1))))
        .containsExactly(first.getTitle());
    assertThat(titles(search(bob, word))).containsExactly(first.getTitle(), second.getTitle());
    assertThat(titles(search(bob, word + " databases"))).containsExactly(second.getTitle());
    assertThat(titles(search(ada, "Secrets of " + word))).isEmpty();
    var found = list(bob, "tags.label:\"%s-JAVA\"".formatted(word));
    assertThat(titles(found)).containsExactly(second.getTitle(), first.getTitle());
    assertThat(found.getFirst().getAuthor().getFollowed()).isTrue();
    assertThat(found.getLast().getTagsList())
        .extracting(Tag::getLabel)
        .containsExactly(word + "-java", word + "-sql");

    // Ada's page, as a passer-by sees it.
    var page =
        of(campus.anonymous())
            .members()
            .listMembers(
                ListMembersRequest.newBuilder()
                    .setFilter("username = \"%s\"".formatted(ada.user().getUsername()))
                    .setReadMask(mask("username", "profile", "posts.title", "posts.tags.label"))
                    .build())
            .getMembers(0);
    assertThat(titles(page.getPostsList())).containsExactly(second.getTitle(), first.getTitle());
    assertThat(page.getPosts(1).getTagsList()).hasSize(2);
    var stats = of(bob).stats().getBlogStats(GetBlogStatsRequest.getDefaultInstance());
    assertThat(stats.getPostCount()).isEqualTo(statsBefore.getPostCount() + 2);
    assertThat(stats.getCommentCount()).isEqualTo(statsBefore.getCommentCount() + 1);
    assertThat(stats.getTagCount()).isEqualTo(statsBefore.getTagCount() + 2);
    assertThat(stats.getUserCount()).isEqualTo(statsBefore.getUserCount());

    // Ada is deleted with all posts; the tags stay.
    ada.users().deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build());

    FailedCall.of(() -> get(bob, first.getName())).is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    assertThat(of(bob).feed().listFeed(ListFeedRequest.getDefaultInstance()).getPostsList())
        .isEmpty();
    assertThat(search(bob, word)).isEmpty();
    assertThat(getMember(bob, member(bob)).getFollowingCount()).isZero();
    var tag =
        of(bob)
            .tags()
            .listTags(
                ListTagsRequest.newBuilder()
                    .setFilter("label = \"%s-java\"".formatted(word))
                    .setReadMask(mask("*", "posts"))
                    .build())
            .getTags(0);
    assertThat(tag.getPostCount()).isZero();
    assertThat(tag.getPostsList()).isEmpty();
    stats = of(bob).stats().getBlogStats(GetBlogStatsRequest.getDefaultInstance());
    assertThat(stats.getPostCount()).isEqualTo(statsBefore.getPostCount());
    assertThat(stats.getCommentCount()).isEqualTo(statsBefore.getCommentCount());
    assertThat(stats.getUserCount()).isEqualTo(statsBefore.getUserCount() - 1);
  }

  private static Member getMember(Client client, String name) {
    return of(client).members().getMember(GetMemberRequest.newBuilder().setName(name).build());
  }

  @Test
  void followersAndLikersComeInTheOrderAskedFor() {
    var ada = campus.newUser();
    var names = new TreeSet<String>();
    for (var username : List.of("b", "c", "a")) {
      var fan = campus.register(username + "-of-" + ada.user().getUsername());
      names.add(fan.user().getUsername());
      var _ =
          of(fan)
              .members()
              .followMember(FollowMemberRequest.newBuilder().setName(member(ada)).build());
    }

    var request = ListFollowersRequest.newBuilder().setName(member(ada)).setPageSize(2);
    var latest = of(ada).members().listFollowers(request.build());
    var first = of(ada).members().listFollowers(request.setOrderBy("username").build());
    var rest =
        of(ada).members().listFollowers(request.setPageToken(first.getNextPageToken()).build());

    assertThat(latest.getMembers(0).getUsername()).startsWith("a-of-");
    assertThat(latest.getMembers(1).getUsername()).startsWith("c-of-");
    assertThat(Stream.concat(first.getMembersList().stream(), rest.getMembersList().stream()))
        .extracting(Member::getUsername)
        .containsExactlyElementsOf(names);
    FailedCall.of(
            () -> of(ada).members().listFollowers(request.setOrderBy("username desc").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_PAGE_TOKEN");
  }

  @Test
  void draftsShowNowhereButToTheirAuthor() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var label = "drafted-" + ada.user().getUsername();
    var secret = draft(ada, "Secret", label);
    var open = publish(ada, "Open", label);
    var byAda = "author.username = \"%s\"".formatted(ada.user().getUsername());

    assertThat(titles(list(ada, byAda))).containsExactly("Open", "Secret");
    for (var other : List.of(bob, campus.anonymous())) {
      assertThat(titles(list(other, byAda))).containsExactly("Open");
      FailedCall.of(() -> get(other, secret.getName()))
          .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
          .isAbout(secret.getName());
      var members =
          of(other)
              .members()
              .listMembers(
                  ListMembersRequest.newBuilder()
                      .setFilter(
                          "username = \"%s\" AND posts.title:\"Sec*\""
                              .formatted(ada.user().getUsername()))
                      .build());
      assertThat(members.getMembersList()).isEmpty();
      FailedCall.of(() ->
              of(other)
                  .comments()
                  .listComments(
                      ListCommentsRequest.newBuilder().setParent(secret.getName()).build()))
          .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
      FailedCall.of(() ->
              of(other)
                  .posts()
                  .listLikers(ListLikersRequest.newBuilder().setName(secret.getName()).build()))
          .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    }
    for (var viewer : List.of(ada, bob)) {
      var shown =
          of(viewer)
              .members()
              .getMember(
                  GetMemberRequest.newBuilder()
                      .setName(member(ada))
                      .setReadMask(mask("post_count", "posts.tags.label"))
                      .build());
      assertThat(shown.getPostCount()).isEqualTo(1);
      assertThat(shown.getPostsList()).hasSize(1);
      var related =
          of(viewer)
              .posts()
              .getPost(
                  GetPostRequest.newBuilder()
                      .setName(open.getName())
                      .setReadMask(mask("tags.posts.title"))
                      .build());
      assertThat(titles(related.getTags(0).getPostsList())).containsExactly("Open");
    }

    // What was published and is a draft again takes its comments along.
    var comment = comment(bob, open.getName(), "Seen?");
    var unpublished =
        of(ada)
            .posts()
            .unpublishPost(UnpublishPostRequest.newBuilder().setName(open.getName()).build());
    assertThat(unpublished.getCommentCount()).isEqualTo(1);
    FailedCall.of(() ->
            of(bob)
                .comments()
                .updateComment(UpdateCommentRequest.newBuilder().setComment(comment).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    assertThat(
            of(bob)
                .comments()
                .listComments(
                    ListCommentsRequest.newBuilder()
                        .setParent("posts/-")
                        .setFilter("author = \"%s\"".formatted(member(bob)))
                        .build())
                .getCommentsList())
        .isEmpty();
  }

  private static List<Tag> tags(Client client, String filter) {
    return of(client)
        .tags()
        .listTags(ListTagsRequest.newBuilder().setFilter(filter).build())
        .getTagsList();
  }

  @Test
  void whatDraftsAreCalledAndAboutIsTheirAuthorsBusiness() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var label = "merger-" + ada.user().getUsername();
    var byLabel = "label = \"%s\"".formatted(label);
    var secret = draft(ada, label, label);
    var own = secret.getTags(0);

    assertThat(tags(ada, byLabel)).extracting(Tag::getName).containsExactly(own.getName());
    assertThat(titles(list(ada, "tags.label:\"%s\"".formatted(label)))).containsExactly(label);
    for (var other : List.of(bob, campus.anonymous())) {
      assertThat(tags(other, byLabel)).isEmpty();
      assertThat(list(other, "tags.label:\"%s\"".formatted(label))).isEmpty();
      FailedCall.of(() ->
              of(other).tags().getTag(GetTagRequest.newBuilder().setName(own.getName()).build()))
          .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    }
    // Guessing the title and the label gives the same answer as if there were no such draft.
    var tried =
        of(bob)
            .posts()
            .createPost(
                CreatePostRequest.newBuilder()
                    .setValidateOnly(true)
                    .setPost(
                        Post.newBuilder()
                            .setTitle(label)
                            .setState(Post.State.PUBLISHED)
                            .addTags(label(label)))
                    .build());
    assertThat(tried.getSlug()).isEqualTo(secret.getSlug());
    assertThat(tried.getTags(0).getName()).isNotEqualTo(own.getName());
    var guessed = draft(bob, label, label.toUpperCase(Locale.ROOT));
    assertThat(guessed.getSlug()).isEqualTo(secret.getSlug());
    assertThat(guessed.getTags(0).getLabel()).isEqualTo(label.toUpperCase(Locale.ROOT));
    FailedCall.of(() ->
            of(bob)
                .posts()
                .addTags(
                    AddTagsRequest.newBuilder()
                        .setName(guessed.getName())
                        .addTags(Tag.newBuilder().setName(own.getName()))
                        .build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(own.getName());

    var published =
        of(ada)
            .posts()
            .publishPost(PublishPostRequest.newBuilder().setName(secret.getName()).build());
    assertThat(published.getSlug()).isEqualTo(label);
    for (var reader : List.of(ada, campus.anonymous())) {
      assertThat(tags(reader, byLabel))
          .extracting(Tag::getName)
          .containsExactly(published.getTags(0).getName());
    }
    assertThat(tags(bob, byLabel)).hasSize(2);
    assertThat(titles(list(bob, "tags.label:\"%s\"".formatted(label))))
        .containsExactly(label, label);
  }

  @Test
  void othersPostsAndComments() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var eve = campus.newUser();
    var post = publish(ada, "Ada's");
    var secret = draft(ada, "Secret");
    var comment = comment(bob, post.getName(), "Nice");
    var update = UpdatePostRequest.newBuilder().setPost(post.toBuilder().setTitle("Mine"));

    FailedCall.of(() -> of(bob).posts().updatePost(update.build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            of(bob)
                .posts()
                .deletePost(DeletePostRequest.newBuilder().setName(post.getName()).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            of(bob)
                .posts()
                .publishPost(PublishPostRequest.newBuilder().setName(secret.getName()).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(secret.getName());
    FailedCall.of(() -> comment(bob, secret.getName(), "Whose?"))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    FailedCall.of(() -> comment(ada, secret.getName(), "Mine"))
        .is(Code.FAILED_PRECONDITION, "POST_NOT_PUBLISHED");
    FailedCall.of(() ->
            of(ada)
                .posts()
                .likePost(LikePostRequest.newBuilder().setName(secret.getName()).build()))
        .is(Code.FAILED_PRECONDITION, "POST_NOT_PUBLISHED");
    FailedCall.of(() ->
            of(eve)
                .comments()
                .updateComment(
                    UpdateCommentRequest.newBuilder()
                        .setComment(comment.toBuilder().setBody("Bad"))
                        .build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            of(eve)
                .comments()
                .deleteComment(
                    DeleteCommentRequest.newBuilder().setName(comment.getName()).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var edited =
        of(bob)
            .comments()
            .updateComment(
                UpdateCommentRequest.newBuilder()
                    .setComment(comment.toBuilder().setBody("Very nice"))
                    .build());
    assertThat(edited.getBody()).isEqualTo("Very nice");
    var _ =
        of(ada)
            .comments()
            .deleteComment(DeleteCommentRequest.newBuilder().setName(comment.getName()).build());
    assertThat(get(ada, post.getName()).getCommentCount()).isZero();
  }

  @Test
  void whatIsWrongWithPosts() {
    var ada = campus.newUser();

    FailedCall.of(() -> create(ada, Post.newBuilder().setBody("No title")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.title");
    FailedCall.of(() -> create(ada, Post.newBuilder().setTitle(" \t ")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.title");
    FailedCall.of(() -> create(ada, Post.newBuilder().setTitle("t".repeat(201))))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.title");
    FailedCall.of(() -> create(ada, Post.newBuilder().setTitle("T").setBody("🦉".repeat(100_001))))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.body");
    FailedCall.of(() -> create(ada, Post.newBuilder().setTitle("a\0b")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.title");
    FailedCall.of(() ->
            create(
                ada,
                Post.newBuilder()
                    .setTitle("T")
                    .addTags(label("fine"))
                    .addTags(Tag.newBuilder().setName("java"))))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.tags[1].name");
    FailedCall.of(() -> create(ada, Post.newBuilder().setTitle("T").addTags(Tag.newBuilder())))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.tags[0].name");
    FailedCall.of(
            () -> create(ada, Post.newBuilder().setTitle("T").addTags(label("in\u202evisible"))))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.tags[0].label");
    FailedCall.of(() ->
            create(ada, Post.newBuilder().setTitle("T").addTags(Tag.newBuilder().setName(NO_TAG))))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NO_TAG);
    var category = "categories/" + UUID.randomUUID();
    FailedCall.of(() ->
            create(
                ada,
                Post.newBuilder()
                    .setTitle("T")
                    .setCategory(Category.newBuilder().setName(category))))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(category);
    FailedCall.of(() ->
            of(ada)
                .posts()
                .batchCreatePosts(
                    BatchCreatePostsRequest.newBuilder()
                        .addRequests(
                            CreatePostRequest.newBuilder().setPost(Post.newBuilder().setTitle("T")))
                        .addRequests(
                            CreatePostRequest.newBuilder().setPost(Post.newBuilder().setTitle(" ")))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].post.title");
    FailedCall.of(() -> comment(ada, NO_POST, "Nice"))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NO_POST);
    FailedCall.of(() -> comment(ada, "posts/1", "Nice"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("parent");
    FailedCall.of(() -> comment(ada, publish(ada, "Open").getName(), " "))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("comment.body");
    FailedCall.of(() -> search(ada, "  "))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("query");
    FailedCall.of(() -> search(ada, "x".repeat(201)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("query");
  }

  @Test
  void postsAreSummedUpAndPicturedInLists() {
    var ada = campus.newUser();
    var cover = "https://cdn.example.org/covers/1.jpg?size=200";
    var post =
        create(
            ada,
            Post.newBuilder()
                .setTitle("Pictured")
                .setSummary("In short")
                .setBody("At length")
                .setCoverImageUri(cover)
                .setState(Post.State.PUBLISHED));

    var listed =
        of(ada)
            .posts()
            .listPosts(
                ListPostsRequest.newBuilder()
                    .setFilter(
                        "summary = \"In*\" AND cover_image_uri:* AND name = \"%s\""
                            .formatted(post.getName()))
                    .build())
            .getPosts(0);
    assertThat(listed.getSummary()).isEqualTo("In short");
    assertThat(listed.getCoverImageUri()).isEqualTo(cover);
    assertThat(listed.getBody()).isEmpty();
    var changed =
        of(ada)
            .posts()
            .updatePost(
                UpdatePostRequest.newBuilder()
                    .setPost(Post.newBuilder().setName(post.getName()).setSummary("Shorter"))
                    .setUpdateMask(mask("summary", "cover_image_uri"))
                    .build());
    assertThat(changed.getSummary()).isEqualTo("Shorter");
    assertThat(changed.getCoverImageUri()).isEmpty();
    assertThat(changed.getBody()).isEqualTo("At length");
    FailedCall.of(() -> create(ada, Post.newBuilder().setTitle("T").setSummary("s".repeat(501))))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.summary");
    for (var uri :
        List.of(
            "http://example.org/a.jpg",
            "https://ada@example.org/a.jpg",
            "https://example.org/" + "a".repeat(1981),
            "https://_/a.jpg")) {
      FailedCall.of(() -> create(ada, Post.newBuilder().setTitle("T").setCoverImageUri(uri)))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("post.cover_image_uri");
    }
  }

  @Test
  void membersShowTheImageOfTheirProfile() {
    var ada = campus.newUser();
    var uri = "https://example.org/ada.jpg";
    var profile = Profile.newBuilder().setName("users/" + ada.id() + "/profile").setImageUri(uri);
    var update = UpdateProfileRequest.newBuilder().setProfile(profile);

    assertThat(ada.users().updateProfile(update.build()).getImageUri()).isEqualTo(uri);

    var member =
        of(campus.anonymous())
            .members()
            .getMember(
                GetMemberRequest.newBuilder()
                    .setName(member(ada))
                    .setReadMask(mask("profile"))
                    .build());
    assertThat(member.getProfile().getImageUri()).isEqualTo(uri);
    update.setProfile(profile.setImageUri("javascript:alert(1)"));
    FailedCall.of(() -> ada.users().updateProfile(update.build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("profile.image_uri");
    var cleared = update.setProfile(profile.clearImageUri()).setUpdateMask(mask("image_uri"));
    assertThat(ada.users().updateProfile(cleared.build()).getImageUri()).isEmpty();
  }

  @Test
  void theLargestPostThereIs() {
    var ada = campus.newUser();
    // Words that all differ, of characters that take four bytes each.
    var body = new StringBuilder();
    for (int i = 0; body.codePointCount(0, body.length()) < 99_980; i++) {
      body.append(i % 7 == 0 ? " " : "-");
      for (int n = 200 + i; n > 0; n /= 200) {
        body.appendCodePoint(0x20000 + n % 200);
      }
    }

    var post =
        create(
            ada,
            Post.newBuilder()
                .setTitle("𠀀".repeat(200))
                .setBody(body.toString())
                .setState(Post.State.PUBLISHED));

    assertThat(get(campus.anonymous(), post.getName()).getBody()).isEqualTo(body.toString());
    assertThat(list(ada, "name = \"%s\"".formatted(post.getName())).getFirst().getBody()).isEmpty();
    var tail = body.substring(body.length() - 40);
    assertThat(search(ada, tail)).extracting(Post::getName).containsExactly(post.getName());
  }

  @Test
  void usersAreForThoseWhoAreSignedIn() {
    var ada = campus.newUser();
    var post = publish(ada, "Who wrote this " + ada.user().getUsername());
    var request =
        GetPostRequest.newBuilder()
            .setName(post.getName())
            .setReadMask(mask("author.username", "author.profile.user.username"))
            .build();

    var author = of(campus.anonymous()).posts().getPost(request).getAuthor();

    assertThat(author.getUsername()).isEqualTo(ada.user().getUsername());
    assertThat(author.getProfile().hasUser()).isFalse();
    assertThat(
            of(campus.newUser())
                .posts()
                .getPost(request)
                .getAuthor()
                .getProfile()
                .getUser()
                .getUsername())
        .isEqualTo(ada.user().getUsername());
  }

  @Test
  void searchTakesCharactersAsTheyAre() {
    var ada = campus.newUser();
    var mark = ada.user().getUsername();
    var percent = publish(ada, "100%_sure* \\ " + mark);
    var other = publish(ada, "100 times surely " + mark);
    var greek = publish(ada, "ΟΔΟΣ Größe 数学 " + mark);

    assertThat(titles(search(ada, "100%_SURE*"))).containsExactly(percent.getTitle());
    assertThat(titles(search(ada, "SURE* \\ " + mark))).containsExactly(percent.getTitle());
    assertThat(titles(search(ada, "100 " + mark)))
        .containsExactlyInAnyOrder(percent.getTitle(), other.getTitle());
    assertThat(titles(search(ada, "οδος GRÖ"))).as("half a word").containsExactly(greek.getTitle());
    assertThat(titles(search(ada, "数学 " + mark))).containsExactly(greek.getTitle());
    assertThat(search(ada, "'; DROP TABLE posts; -- " + mark)).isEmpty();
    var filtered =
        of(ada)
            .posts()
            .searchPosts(
                SearchPostsRequest.newBuilder()
                    .setQuery(mark)
                    .setFilter("title = \"100 *\"")
                    .setTotalSize(true)
                    .build());
    assertThat(titles(filtered.getPostsList())).containsExactly(other.getTitle());
    assertThat(filtered.getTotalSize()).isEqualTo(1);
    var paged = new ArrayList<String>();
    var token = "";
    do {
      var page =
          of(ada)
              .posts()
              .searchPosts(
                  SearchPostsRequest.newBuilder()
                      .setQuery(mark)
                      .setPageSize(1)
                      .setPageToken(token)
                      .build());
      paged.addAll(titles(page.getPostsList()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(paged).containsExactly(greek.getTitle(), other.getTitle(), percent.getTitle());
  }

  @Test
  void tagsComeInTheOrderOfTheirAuthor() {
    var ada = campus.newUser();
    var mark = ada.user().getUsername();
    var post = publish(ada, "Ordered", mark + "-c", mark + "-a");
    assertThat(post.getTagsList())
        .extracting(Tag::getLabel)
        .containsExactly(mark + "-c", mark + "-a");

    var added =
        of(ada)
            .posts()
            .addTags(
                AddTagsRequest.newBuilder()
                    .setName(post.getName())
                    .addTags(label(mark + "-b"))
                    .build());
    assertThat(added.getTagsList())
        .extracting(Tag::getLabel)
        .containsExactly(mark + "-c", mark + "-a", mark + "-b");

    var turned =
        of(ada)
            .posts()
            .updatePost(
                UpdatePostRequest.newBuilder()
                    .setPost(
                        Post.newBuilder()
                            .setName(post.getName())
                            .addTags(label(mark + "-b"))
                            .addTags(label(mark + "-c"))
                            .addTags(label(mark + "-a")))
                    .build());
    assertThat(turned.getTagsList())
        .extracting(Tag::getLabel)
        .containsExactly(mark + "-b", mark + "-c", mark + "-a");
    assertThat(turned.getEtag()).isNotEqualTo(added.getEtag());
  }

  @Test
  void tagsOfAPost() {
    var ada = campus.newUser();
    var mark = ada.user().getUsername();
    var post = publish(ada, "Tagged", mark + "-a", mark + "-b");
    var tags = post.getTagsList();

    var added =
        of(ada)
            .posts()
            .addTags(
                AddTagsRequest.newBuilder()
                    .setName(post.getName())
                    .addTags(label((mark + "-A").toUpperCase(Locale.ROOT)))
                    .addTags(label(mark + "-c"))
                    .build());
    assertThat(added.getTagsList())
        .extracting(Tag::getLabel)
        .containsExactly(mark + "-a", mark + "-b", mark + "-c");
    var removed =
        of(ada)
            .posts()
            .removeTags(
                RemoveTagsRequest.newBuilder()
                    .setName(post.getName())
                    .addTags(Tag.newBuilder().setName(tags.get(0).getName()))
                    .addTags(label(mark + "-C"))
                    .build());
    assertThat(removed.getTagsList()).extracting(Tag::getLabel).containsExactly(mark + "-b");
    var kept =
        of(ada)
            .posts()
            .updatePost(
                UpdatePostRequest.newBuilder()
                    .setPost(Post.newBuilder().setName(post.getName()).setTitle("Still tagged"))
                    .setUpdateMask(mask("title"))
                    .build());
    assertThat(kept.getTagsList()).hasSize(1);
    assertThat(kept.getSlug()).isEqualTo(post.getSlug());
    var replaced =
        of(ada)
            .posts()
            .updatePost(
                UpdatePostRequest.newBuilder()
                    .setPost(kept.toBuilder().clearTags().addTags(label(mark + "-d")))
                    .setUpdateMask(mask("tags"))
                    .build());
    assertThat(replaced.getTagsList()).extracting(Tag::getLabel).containsExactly(mark + "-d");
    FailedCall.of(
            () -> of(ada).posts().updatePost(UpdatePostRequest.newBuilder().setPost(kept).build()))
        .is(Code.ABORTED, "STALE_ETAG");
    var cleared =
        of(ada).posts().clearTags(ClearTagsRequest.newBuilder().setName(post.getName()).build());
    assertThat(cleared.getTagsList()).isEmpty();

    var many = AddTagsRequest.newBuilder().setName(post.getName());
    for (int i = 0; i < 50; i++) {
      many.addTags(label(mark + "-" + i));
    }
    assertThat(of(ada).posts().addTags(many.build()).getTagsCount()).isEqualTo(50);
    FailedCall.of(() ->
            of(ada)
                .posts()
                .addTags(
                    AddTagsRequest.newBuilder()
                        .setName(post.getName())
                        .addTags(label(mark + "-one-too-many"))
                        .build()))
        .is(Code.FAILED_PRECONDITION, "TOO_MANY_TAGS");
  }

  @Test
  void whatLooksTheSameIsTheSame() {
    var ada = campus.newUser();
    var mark = ada.user().getUsername();
    var post = publish(ada, "\u00a0A  title\u200b\n", " caf\u00e9\u3000" + mark);
    assertThat(post.getTitle()).isEqualTo("A  title");
    assertThat(post.getTags(0).getLabel()).isEqualTo("caf\u00e9 " + mark);

    var updated =
        of(ada)
            .posts()
            .updatePost(
                UpdatePostRequest.newBuilder()
                    .setPost(Post.newBuilder().setName(post.getName()).setTitle(" A\u00a0 title "))
                    .build());
    assertThat(updated.getEtag()).isEqualTo(post.getEtag());
    var decomposed = publish(ada, "Other", "CAFE\u0301\u200d " + mark);
    assertThat(decomposed.getTags(0).getName()).isEqualTo(post.getTags(0).getName());
    assertThat(titles(list(ada, "tags.label:\" cafe\u0301  %s\"".formatted(mark))))
        .containsExactly("Other", "A  title");

    FailedCall.of(() -> publish(ada, "A\u202e title"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.title");
    FailedCall.of(() -> publish(ada, "Title", mark, "\u200b"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.tags[1].label");
  }

  @Test
  void tagsAndCategoriesAreKeptByLibrarians() {
    var ada = campus.newUser();
    var keeper = campus.newUser();
    campus.grant(keeper.user().getUsername(), "LIBRARIAN");
    var mark = ada.user().getUsername();
    var tag = of(ada).tags().createTag(CreateTagRequest.newBuilder().setTag(label(mark)).build());

    FailedCall.of(() ->
            of(ada)
                .tags()
                .createTag(
                    CreateTagRequest.newBuilder()
                        .setTag(label(mark.toUpperCase(Locale.ROOT)))
                        .build()))
        .is(Code.ALREADY_EXISTS, "LABEL_TAKEN")
        .names("tag.label");
    FailedCall.of(() ->
            of(ada)
                .tags()
                .updateTag(
                    UpdateTagRequest.newBuilder().setTag(tag.toBuilder().setLabel("x")).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var renamed =
        of(keeper)
            .tags()
            .updateTag(
                UpdateTagRequest.newBuilder()
                    .setTag(tag.toBuilder().setLabel(mark + " renamed"))
                    .build());
    assertThat(renamed.getLabel()).isEqualTo(mark + " renamed");
    FailedCall.of(() ->
            of(ada)
                .categories()
                .createCategory(
                    CreateCategoryRequest.newBuilder()
                        .setCategory(Category.newBuilder().setLabel("News"))
                        .build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var category =
        of(keeper)
            .categories()
            .createCategory(
                CreateCategoryRequest.newBuilder()
                    .setCategory(Category.newBuilder().setLabel("News & Größe " + mark))
                    .build());
    assertThat(category.getSlug()).isEqualTo("news-größe-" + mark);
    var post =
        create(
            ada,
            Post.newBuilder()
                .setTitle("Filed")
                .setState(Post.State.PUBLISHED)
                .setCategory(Category.newBuilder().setName(category.getName()))
                .addTags(Tag.newBuilder().setName(tag.getName())));
    var listed =
        of(campus.anonymous())
            .categories()
            .listCategories(
                ListCategoriesRequest.newBuilder()
                    .setFilter(
                        "posts.title:\"Filed\" AND slug = \"%s\"".formatted(category.getSlug()))
                    .setReadMask(mask("*", "posts.title"))
                    .build());
    assertThat(listed.getCategories(0).getPostCount()).isEqualTo(1);
    assertThat(titles(listed.getCategories(0).getPostsList())).containsExactly("Filed");

    var _ =
        of(keeper)
            .categories()
            .deleteCategory(DeleteCategoryRequest.newBuilder().setName(category.getName()).build());
    var _ =
        of(keeper).tags().deleteTag(DeleteTagRequest.newBuilder().setName(tag.getName()).build());
    var left = get(ada, post.getName(), "*", "category", "tags");
    assertThat(left.hasCategory()).isFalse();
    assertThat(left.getTagsList()).isEmpty();
  }

  @Test
  void followingAndLikingCountOnce() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var follow =
        FollowMemberRequest.newBuilder()
            .setName(member(ada))
            .setRequestId(UUID.randomUUID().toString())
            .build();

    FailedCall.of(() ->
            of(ada)
                .members()
                .followMember(FollowMemberRequest.newBuilder().setName("members/me").build()))
        .is(Code.FAILED_PRECONDITION, "CANNOT_FOLLOW_ONESELF");
    FailedCall.of(() ->
            of(ada)
                .members()
                .followMember(FollowMemberRequest.newBuilder().setName(NO_MEMBER).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NO_MEMBER);
    var first = of(bob).members().followMember(follow);
    assertThat(of(bob).members().followMember(follow)).isEqualTo(first);
    assertThat(
            of(bob)
                .members()
                .followMember(follow.toBuilder().clearRequestId().build())
                .getFollowerCount())
        .isEqualTo(1);
    var followers =
        of(campus.anonymous())
            .members()
            .listFollowers(
                ListFollowersRequest.newBuilder().setName(member(ada)).setTotalSize(true).build());
    assertThat(followers.getTotalSize()).isEqualTo(1);
    assertThat(followers.getMembers(0).getName()).isEqualTo(member(bob));
    assertThat(followers.getMembers(0).getFollowed()).isFalse();
    FailedCall.of(() ->
            of(ada)
                .members()
                .listFollowers(ListFollowersRequest.newBuilder().setName(NO_MEMBER).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    for (int i = 0; i < 2; i++) {
      var unfollowed =
          of(bob)
              .members()
              .unfollowMember(UnfollowMemberRequest.newBuilder().setName(member(ada)).build());
      assertThat(unfollowed.getFollowerCount()).isZero();
      assertThat(unfollowed.getFollowed()).isFalse();
    }

    var post = publish(ada, "Liked");
    var like = LikePostRequest.newBuilder().setName(post.getName()).build();
    for (int i = 0; i < 2; i++) {
      assertThat(of(bob).posts().likePost(like).getLikeCount()).isEqualTo(1);
    }
    var tried = like.toBuilder().setValidateOnly(true).build();
    assertThat(of(ada).posts().likePost(tried).getLikeCount()).isEqualTo(2);
    assertThat(get(ada, post.getName()).getLikeCount()).isEqualTo(1);
    assertThat(list(bob, "liked = true")).extracting(Post::getName).contains(post.getName());
    assertThat(list(campus.anonymous(), "liked = true")).isEmpty();
    for (int i = 0; i < 2; i++) {
      var unlike = UnlikePostRequest.newBuilder().setName(post.getName()).build();
      assertThat(of(bob).posts().unlikePost(unlike).getLikeCount()).isZero();
    }
  }

  @Test
  void whatMembersLikeIsListedLatestFirst() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var first = publish(ada, "Liked second", "liked-" + bob.id());
    var second = publish(ada, "Liked first");
    var taken = publish(ada, "Taken back");
    for (var post : List.of(second, taken, first)) {
      like(bob, post);
    }
    like(ada, first);
    var _ =
        of(ada)
            .posts()
            .unpublishPost(UnpublishPostRequest.newBuilder().setName(taken.getName()).build());
    var all =
        ListLikedPostsRequest.newBuilder().setName(member(bob)).setTotalSize(true).setPageSize(1);

    for (var caller : List.of(campus.anonymous(), ada, bob)) {
      var page = of(caller).members().listLikedPosts(all.build());
      assertThat(titles(page.getPostsList())).containsExactly("Liked second");
      assertThat(page.getTotalSize()).isEqualTo(2);
      assertThat(page.getPosts(0).getLiked()).isEqualTo(!caller.equals(campus.anonymous()));
      var next = all.clone().setPageToken(page.getNextPageToken()).build();
      var rest = of(caller).members().listLikedPosts(next);
      assertThat(titles(rest.getPostsList())).containsExactly("Liked first");
      assertThat(rest.getNextPageToken()).isEmpty();
    }
    var mine =
        all.clone().setName("members/me").setFilter("tags.label:\"liked-%s\"".formatted(bob.id()));
    assertThat(titles(of(bob).members().listLikedPosts(mine.build()).getPostsList()))
        .containsExactly("Liked second");
    FailedCall.of(() -> of(bob).members().listLikedPosts(all.clone().setName(NO_MEMBER).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");

    var page =
        of(ada)
            .members()
            .getMember(
                GetMemberRequest.newBuilder()
                    .setName(member(bob))
                    .setReadMask(mask("liked_posts.title", "liked_posts.likers.username"))
                    .build());
    assertThat(titles(page.getLikedPostsList())).containsExactly("Liked second", "Liked first");
    assertThat(page.getLikedPosts(0).getLikersList())
        .extracting(Member::getName)
        .containsExactly(member(ada), member(bob));
    for (var filter :
        List.of(
            "likers.name:\"%s\"".formatted(member(bob)),
            "likers.username:\"%s\"".formatted(bob.user().getUsername()))) {
      assertThat(titles(list(campus.anonymous(), filter)))
          .containsExactly("Liked first", "Liked second");
    }
  }

  @Test
  void popularPostsAreThoseOfTheWindowByTheirLikes() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var tag = "popular-" + ada.id();
    var liked = publish(ada, "Liked", tag);
    var most = publish(ada, "Most liked", tag);
    publish(ada, "Not liked", tag);
    draft(ada, "Draft", tag);
    like(ada, most);
    like(bob, most);
    like(bob, liked);
    var request =
        ListPopularPostsRequest.newBuilder()
            .setWindow(Duration.newBuilder().setSeconds(604_800))
            .setFilter("tags.label:\"%s\"".formatted(tag))
            .setPageSize(2);

    var page = of(campus.anonymous()).posts().listPopularPosts(request.build());
    assertThat(titles(page.getPostsList())).containsExactly("Most liked", "Liked");
    request.setPageToken(page.getNextPageToken());
    var rest = of(campus.anonymous()).posts().listPopularPosts(request.build());
    assertThat(titles(rest.getPostsList())).containsExactly("Not liked");
    assertThat(rest.getNextPageToken()).isEmpty();
    var all = request.clone().clearFilter().clearPageToken().setPageSize(1000);
    assertThat(titles(of(bob).posts().listPopularPosts(all.build()).getPostsList()))
        .contains("Liked")
        .doesNotContain("Draft");
    var unpublish = UnpublishPostRequest.newBuilder().setName(most.getName());
    var _ = of(ada).posts().unpublishPost(unpublish.build());
    var left = request.clone().clearPageToken().build();
    assertThat(titles(of(ada).posts().listPopularPosts(left).getPostsList()))
        .containsExactly("Liked", "Not liked");

    for (var seconds : List.of(0L, 3599L, -604_800L, 315_360_001L)) {
      var window = Duration.newBuilder().setSeconds(seconds);
      FailedCall.of(
              () -> of(bob).posts().listPopularPosts(left.toBuilder().setWindow(window).build()))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names("window");
    }
    FailedCall.of(() -> of(bob).posts().listPopularPosts(left.toBuilder().clearWindow().build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("window");
    FailedCall.of(() ->
            of(bob)
                .posts()
                .listPopularPosts(
                    request.clone().setWindow(Duration.newBuilder().setSeconds(3600)).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_PAGE_TOKEN");
  }

  private static void like(Client client, Post post) {
    var _ =
        of(client).posts().likePost(LikePostRequest.newBuilder().setName(post.getName()).build());
  }

  @Test
  void theOperatorFindsAndMendsCountsThatAreWrong() throws Exception {
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var own = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      var ada = own.newUser();
      var post = publish(ada, "Counted", "java");
      own.operate("db", "check");

      var _ = own.query("UPDATE posts SET like_count = 5");
      var _ = own.query("UPDATE tags SET post_count = 9");

      assertThat(own.command("db", "check")).isEqualTo(1);
      own.operate("db", "check", "--repair");
      own.operate("db", "check");
      assertThat(get(ada, post.getName()).getLikeCount()).isZero();
      assertThat(get(ada, post.getName(), "tags").getTags(0).getPostCount()).isEqualTo(1);
    }
  }

  @Test
  void anonymousCallersOnlyRead() {
    var nobody = of(campus.anonymous());
    var post = publish(campus.newUser(), "Open").getName();

    assertThat(get(campus.anonymous(), post).getLiked()).isFalse();
    List.<Runnable>of(
            () -> create(campus.anonymous(), Post.newBuilder().setTitle("T")),
            () -> comment(campus.anonymous(), post, "Nice"),
            () -> nobody.posts().likePost(LikePostRequest.newBuilder().setName(post).build()),
            () ->
                nobody
                    .members()
                    .followMember(FollowMemberRequest.newBuilder().setName(NO_MEMBER).build()),
            () -> nobody.feed().listFeed(ListFeedRequest.getDefaultInstance()))
        .forEach(call -> FailedCall.of(call::run).is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 100})
  void listsTakeAsManyStatementsForOneAsForAHundred(int size) {
    var admin = campus.admin();
    for (int i = 0; i < 5; i++) {
      var _ = PublishingBudgets.post(campus.newUser(), 3);
    }
    try (var log = new CallLog()) {
      log.open();
      assertThat(
              log.measure(
                  "campus.publishing.v1.MemberService/ListMembers",
                  admin,
                  client ->
                      of(client)
                          .members()
                          .listMembers(
                              ListMembersRequest.newBuilder()
                                  .setPageSize(size)
                                  .setOrderBy("post_count desc")
                                  .setReadMask(
                                      mask(
                                          "username", "profile", "posts.title", "posts.tags.label"))
                                  .build())))
          .isEqualTo(2);
      assertThat(
              log.measure(
                  "campus.publishing.v1.PostService/ListPosts",
                  admin,
                  client ->
                      of(client)
                          .posts()
                          .listPosts(
                              ListPostsRequest.newBuilder()
                                  .setPageSize(size)
                                  .setReadMask(PublishingBudgets.SHOWN)
                                  .build())))
          .isEqualTo(1);
    }
  }
}

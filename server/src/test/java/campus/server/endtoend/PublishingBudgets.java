package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;

import campus.publishing.v1.AddTagsRequest;
import campus.publishing.v1.BatchGetPostsRequest;
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
import campus.publishing.v1.GetCategoryRequest;
import campus.publishing.v1.GetCommentRequest;
import campus.publishing.v1.GetMemberRequest;
import campus.publishing.v1.GetPostRequest;
import campus.publishing.v1.GetTagRequest;
import campus.publishing.v1.ImportPostsRequest;
import campus.publishing.v1.LikePostRequest;
import campus.publishing.v1.ListCategoriesRequest;
import campus.publishing.v1.ListCommentsRequest;
import campus.publishing.v1.ListFeedRequest;
import campus.publishing.v1.ListFollowersRequest;
import campus.publishing.v1.ListFollowingRequest;
import campus.publishing.v1.ListLikedPostsRequest;
import campus.publishing.v1.ListLikersRequest;
import campus.publishing.v1.ListMembersRequest;
import campus.publishing.v1.ListPopularPostsRequest;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.ListTagsRequest;
import campus.publishing.v1.Member;
import campus.publishing.v1.Post;
import campus.publishing.v1.PostServiceGrpc;
import campus.publishing.v1.PublishPostRequest;
import campus.publishing.v1.RemoveTagsRequest;
import campus.publishing.v1.SearchPostsRequest;
import campus.publishing.v1.Tag;
import campus.publishing.v1.UnfollowMemberRequest;
import campus.publishing.v1.UnlikePostRequest;
import campus.publishing.v1.UnpublishPostRequest;
import campus.publishing.v1.UpdateCategoryRequest;
import campus.publishing.v1.UpdateCommentRequest;
import campus.publishing.v1.UpdatePostRequest;
import campus.publishing.v1.UpdateTagRequest;
import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import java.util.Locale;
import java.util.stream.Stream;

/** What the methods of publishing may take. */
final class PublishingBudgets {

  private static final String MEMBERS = "campus.publishing.v1.MemberService/";
  private static final String POSTS = "campus.publishing.v1.PostService/";
  private static final String TAGS = "campus.publishing.v1.TagService/";
  private static final String CATEGORIES = "campus.publishing.v1.CategoryService/";
  private static final String COMMENTS = "campus.publishing.v1.CommentService/";
  private static final String FEED = "campus.publishing.v1.FeedService/";
  private static final String STATS = "campus.publishing.v1.StatsService/";

  /** What a page of posts shows. */
  static final FieldMask SHOWN =
      mask(
          "title",
          "slug",
          "author.username",
          "author.profile.full_name",
          "author.followed",
          "tags.label",
          "like_count",
          "liked");

  private PublishingBudgets() {}

  static void declare(StatementBudgets budgets) {
    members(budgets);
    posts(budgets);
    writtenPosts(budgets);
    tags(budgets);
    categories(budgets);
    comments(budgets);
    // Page with author and tags.
    budgets.user(
        FEED + "ListFeed",
        1,
        campus ->
            client -> {
              var author = author(campus);
              var _ = follow(client, author);
              return Publishing.of(client).feed().listFeed(ListFeedRequest.getDefaultInstance());
            });
    // Totals, tags, members.
    budgets.user(
        STATS + "GetBlogStats",
        3,
        _ ->
            client ->
                Publishing.of(client)
                    .stats()
                    .getBlogStats(GetBlogStatsRequest.getDefaultInstance()));
  }

  private static void members(StatementBudgets budgets) {
    budgets.user(
        MEMBERS + "GetMember",
        2,
        campus -> {
          var author = author(campus);
          return client ->
              Publishing.of(client)
                  .members()
                  .getMember(
                      GetMemberRequest.newBuilder()
                          .setName(author)
                          .setReadMask(mask("*", "profile", "posts.title", "posts.tags.label"))
                          .build());
        });
    budgets.user(
        MEMBERS + "ListMembers",
        2,
        campus -> {
          var _ = author(campus);
          return client ->
              Publishing.of(client)
                  .members()
                  .listMembers(
                      ListMembersRequest.newBuilder()
                          .setPageSize(100)
                          .setOrderBy("post_count desc")
                          .setReadMask(
                              mask("username", "profile", "posts.title", "posts.tags.label"))
                          .build());
        });
    // Whether there is such a member, follow, counts of both; the answer.
    budgets.user(
        MEMBERS + "FollowMember",
        4,
        campus -> {
          var author = author(campus);
          return client -> follow(client, author);
        });
    budgets.user(
        MEMBERS + "UnfollowMember",
        3,
        campus -> {
          var author = author(campus);
          return client ->
              Publishing.of(client)
                  .members()
                  .unfollowMember(UnfollowMemberRequest.newBuilder().setName(author).build());
        });
    // Whether the member is there; the page.
    budgets.user(
        MEMBERS + "ListFollowers",
        2,
        campus -> {
          var author = author(campus);
          return client ->
              Publishing.of(client)
                  .members()
                  .listFollowers(ListFollowersRequest.newBuilder().setName(author).build());
        });
    budgets.user(
        MEMBERS + "ListFollowing",
        2,
        _ ->
            client ->
                Publishing.of(client)
                    .members()
                    .listFollowing(
                        ListFollowingRequest.newBuilder().setName("members/me").build()));
    budgets.user(
        MEMBERS + "ListLikedPosts",
        2,
        campus -> {
          var name = post(campus.newUser(), 2).getName();
          return client -> {
            var _ = like(client, name);
            return Publishing.of(client)
                .members()
                .listLikedPosts(
                    ListLikedPostsRequest.newBuilder()
                        .setName("members/me")
                        .setReadMask(SHOWN)
                        .build());
          };
        });
  }

  private static void posts(StatementBudgets budgets) {
    // Post with tags; its comments.
    budgets.user(
        POSTS + "GetPost",
        2,
        campus -> {
          var name = post(campus.newUser(), 2).getName();
          return client ->
              Publishing.of(client)
                  .posts()
                  .getPost(
                      GetPostRequest.newBuilder()
                          .setName(name)
                          .setReadMask(
                              mask(
                                  "title",
                                  "body",
                                  "author.profile",
                                  "tags",
                                  "comments.author.username"))
                          .build());
        });
    budgets.user(
        POSTS + "BatchGetPosts",
        1,
        campus -> {
          var author = campus.newUser();
          var request = BatchGetPostsRequest.newBuilder().setReadMask(SHOWN);
          for (int i = 0; i < 20; i++) {
            request.addNames(post(author, 2).getName());
          }
          return client -> Publishing.of(client).posts().batchGetPosts(request.build());
        });
    // The tag; the page.
    budgets.user(
        POSTS + "ListPosts",
        2,
        campus -> {
          var author = campus.newUser();
          var _ = post(author, 2);
          return client ->
              Publishing.of(client)
                  .posts()
                  .listPosts(
                      ListPostsRequest.newBuilder()
                          .setFilter(
                              "tags.label:\"budget-0\" AND author.username = \"%s\""
                                  .formatted(author.user().getUsername()))
                          .setOrderBy("publish_time desc")
                          .setReadMask(SHOWN)
                          .build());
        });
    budgets.user(
        POSTS + "SearchPosts",
        1,
        _ ->
            client ->
                Publishing.of(client)
                    .posts()
                    .searchPosts(
                        SearchPostsRequest.newBuilder()
                            .setQuery("budg")
                            .setReadMask(SHOWN)
                            .build()));
    budgets.user(
        POSTS + "ListPopularPosts",
        1,
        campus -> {
          var _ = post(campus.newUser(), 2);
          return client ->
              Publishing.of(client)
                  .posts()
                  .listPopularPosts(
                      ListPopularPostsRequest.newBuilder()
                          .setWindow(Duration.newBuilder().setSeconds(3600))
                          .setReadMask(SHOWN)
                          .build());
        });
    // Whether the post is there; the page.
    budgets.user(
        POSTS + "ListLikers",
        2,
        campus -> {
          var name = post(campus.newUser(), 0).getName();
          return client ->
              Publishing.of(client)
                  .posts()
                  .listLikers(ListLikersRequest.newBuilder().setName(name).build());
        });
  }

  private static void writtenPosts(StatementBudgets budgets) {
    // Tags that are there, tags, tags again, their total; category; last number of the slug, post,
    // texts, links, rank; counts of tags, category, author, total; the answer.
    budgets.user(
        POSTS + "CreatePost",
        15,
        campus -> {
          var category = category(campus);
          var label = "new-" + campus.newUsername();
          return client ->
              Publishing.of(client)
                  .posts()
                  .createPost(
                      CreatePostRequest.newBuilder()
                          .setPost(
                              Post.newBuilder()
                                  .setTitle("Budget")
                                  .setState(Post.State.PUBLISHED)
                                  .setCategory(category)
                                  .addTags(label(label))
                                  .addTags(label(label + "-2")))
                          .build());
        });
    // Authors; tags that are there, tags, tags again, their total; last numbers of slugs, posts,
    // texts, links, ranks; counts of tags, authors, totals: once for each hundred rows.
    budgets.admin(
        POSTS + "ImportPosts",
        13,
        campus -> {
          var author = "members/" + campus.newUser().id();
          var rows =
              Stream.generate(() ->
                      ImportPostsRequest.newBuilder()
                          .setPost(
                              Post.newBuilder()
                                  .setTitle("Import")
                                  .setState(Post.State.PUBLISHED)
                                  .addTags(label("import-" + campus.newUsername())))
                          .setAuthor(author)
                          .build())
                  .limit(100)
                  .toList();
          return client -> client.send(PostServiceGrpc.getImportPostsMethod(), rows);
        });
    // Post under lock, its tags; tags that are there; post, texts, links gone, links; counts of
    // tags;
    // the answer.
    budgets.user(
        POSTS + "UpdatePost",
        9,
        campus -> {
          var _ = post(campus.newUser(), 5);
          return client -> {
            var post = post(client, 2);
            return Publishing.of(client)
                .posts()
                .updatePost(
                    UpdatePostRequest.newBuilder()
                        .setPost(
                            post.toBuilder()
                                .setTitle("Changed")
                                .clearTags()
                                .addTags(label("budget-1"))
                                .addTags(label("budget-4")))
                        .build());
          };
        });
    // Post under lock, its tags; its comments' number; comments, likes, links, texts, rank, post;
    // counts of tags, author, totals.
    budgets.user(
        POSTS + "DeletePost",
        12,
        _ ->
            client ->
                Publishing.of(client)
                    .posts()
                    .deletePost(
                        DeletePostRequest.newBuilder().setName(post(client, 2).getName()).build()));
    // Post under lock, its tags; which of these all see; post, rank, links with its comments'
    // number;
    // counts of tags, author, totals; the answer.
    budgets.user(
        POSTS + "PublishPost",
        10,
        _ ->
            client -> {
              var name = post(client, 2).getName();
              var _ =
                  Publishing.of(client)
                      .posts()
                      .unpublishPost(UnpublishPostRequest.newBuilder().setName(name).build());
              return Publishing.of(client)
                  .posts()
                  .publishPost(PublishPostRequest.newBuilder().setName(name).build());
            });
    budgets.user(
        POSTS + "UnpublishPost",
        9,
        _ ->
            client ->
                Publishing.of(client)
                    .posts()
                    .unpublishPost(
                        UnpublishPostRequest.newBuilder()
                            .setName(post(client, 2).getName())
                            .build()));
    // Post under lock, its tags; tags that are there; post, links; counts of tags; the answer.
    budgets.user(
        POSTS + "AddTags",
        7,
        campus -> {
          var _ = post(campus.newUser(), 5);
          return client ->
              Publishing.of(client)
                  .posts()
                  .addTags(
                      AddTagsRequest.newBuilder()
                          .setName(post(client, 2).getName())
                          .addTags(label("budget-3"))
                          .addTags(label("budget-4"))
                          .build());
        });
    // Post under lock, its tags; the tags; post, links; counts of tags; the answer.
    budgets.user(
        POSTS + "RemoveTags",
        7,
        _ ->
            client ->
                Publishing.of(client)
                    .posts()
                    .removeTags(
                        RemoveTagsRequest.newBuilder()
                            .setName(post(client, 3).getName())
                            .addTags(label("budget-0"))
                            .addTags(label("budget-1"))
                            .build()));
    budgets.user(
        POSTS + "ClearTags",
        6,
        _ ->
            client ->
                Publishing.of(client)
                    .posts()
                    .clearTags(
                        ClearTagsRequest.newBuilder().setName(post(client, 3).getName()).build()));
    // How the post stands; like, count, rank; the answer.
    budgets.user(
        POSTS + "LikePost",
        5,
        campus -> {
          var name = post(campus.newUser(), 0).getName();
          return client -> like(client, name);
        });
    budgets.user(
        POSTS + "UnlikePost",
        5,
        campus -> {
          var name = post(campus.newUser(), 0).getName();
          return client -> {
            var _ = like(client, name);
            return Publishing.of(client)
                .posts()
                .unlikePost(UnlikePostRequest.newBuilder().setName(name).build());
          };
        });
  }

  private static void tags(StatementBudgets budgets) {
    budgets.user(
        TAGS + "GetTag",
        1,
        campus -> {
          var tag = tag(campus);
          return client ->
              Publishing.of(client)
                  .tags()
                  .getTag(
                      GetTagRequest.newBuilder()
                          .setName(tag.getName())
                          .setReadMask(mask("*", "posts.author.username"))
                          .build());
        });
    budgets.user(
        TAGS + "ListTags",
        1,
        _ ->
            client ->
                Publishing.of(client)
                    .tags()
                    .listTags(
                        ListTagsRequest.newBuilder()
                            .setReadMask(mask("*", "posts.title"))
                            .build()));
    // Tag, total; the answer.
    budgets.user(
        TAGS + "CreateTag",
        3,
        campus -> {
          var request =
              CreateTagRequest.newBuilder().setTag(label("tag-" + campus.newUsername())).build();
          return client -> Publishing.of(client).tags().createTag(request);
        });
    // Tag under lock, tag; the answer.
    budgets.admin(
        TAGS + "UpdateTag",
        3,
        campus -> {
          var tag = tag(campus);
          var upper = tag.getLabel().toUpperCase(Locale.ROOT);
          return client ->
              Publishing.of(client)
                  .tags()
                  .updateTag(
                      UpdateTagRequest.newBuilder()
                          .setTag(tag.toBuilder().setLabel(upper))
                          .build());
        });
    // Tag under lock; links, tag, total.
    budgets.admin(
        TAGS + "DeleteTag",
        4,
        campus -> {
          var name = tag(campus).getName();
          return client ->
              Publishing.of(client)
                  .tags()
                  .deleteTag(DeleteTagRequest.newBuilder().setName(name).build());
        });
  }

  private static void categories(StatementBudgets budgets) {
    budgets.user(
        CATEGORIES + "GetCategory",
        1,
        campus -> {
          var name = category(campus).getName();
          return client ->
              Publishing.of(client)
                  .categories()
                  .getCategory(
                      GetCategoryRequest.newBuilder()
                          .setName(name)
                          .setReadMask(mask("*", "posts.author.username"))
                          .build());
        });
    budgets.user(
        CATEGORIES + "ListCategories",
        1,
        _ ->
            client ->
                Publishing.of(client)
                    .categories()
                    .listCategories(
                        ListCategoriesRequest.newBuilder()
                            .setReadMask(mask("*", "posts.title"))
                            .build()));
    // Category; the answer.
    budgets.admin(
        CATEGORIES + "CreateCategory",
        2,
        campus -> {
          var label = "category-" + campus.newUsername();
          return client ->
              Publishing.of(client)
                  .categories()
                  .createCategory(
                      CreateCategoryRequest.newBuilder()
                          .setCategory(Category.newBuilder().setLabel(label))
                          .build());
        });
    // Category under lock, category; the answer.
    budgets.admin(
        CATEGORIES + "UpdateCategory",
        3,
        campus -> {
          var category = category(campus).toBuilder().setLabel("renamed-" + campus.newUsername());
          return client ->
              Publishing.of(client)
                  .categories()
                  .updateCategory(UpdateCategoryRequest.newBuilder().setCategory(category).build());
        });
    // Category under lock; its posts, category.
    budgets.admin(
        CATEGORIES + "DeleteCategory",
        3,
        campus -> {
          var name = category(campus).getName();
          return client ->
              Publishing.of(client)
                  .categories()
                  .deleteCategory(DeleteCategoryRequest.newBuilder().setName(name).build());
        });
  }

  private static void comments(StatementBudgets budgets) {
    budgets.user(
        COMMENTS + "GetComment",
        1,
        campus ->
            client ->
                Publishing.of(client)
                    .comments()
                    .getComment(
                        GetCommentRequest.newBuilder()
                            .setName(comment(campus, client).getName())
                            .setReadMask(mask("body", "author.username", "post.title"))
                            .build()));
    // Whether the post is there; the page.
    budgets.user(
        COMMENTS + "ListComments",
        2,
        campus -> {
          var name = post(campus.newUser(), 0).getName();
          return client ->
              Publishing.of(client)
                  .comments()
                  .listComments(
                      ListCommentsRequest.newBuilder()
                          .setParent(name)
                          .setReadMask(mask("body", "author.username"))
                          .build());
        });
    // How the post stands; comment, count, total; the answer.
    budgets.user(COMMENTS + "CreateComment", 5, campus -> client -> comment(campus, client));
    // How the post stands; comment under lock, comment; the answer.
    budgets.user(
        COMMENTS + "UpdateComment",
        4,
        campus ->
            client ->
                Publishing.of(client)
                    .comments()
                    .updateComment(
                        UpdateCommentRequest.newBuilder()
                            .setComment(comment(campus, client).toBuilder().setBody("Changed"))
                            .build()));
    // How the post stands; comment under lock, comment, count, total.
    budgets.user(
        COMMENTS + "DeleteComment",
        5,
        campus ->
            client ->
                Publishing.of(client)
                    .comments()
                    .deleteComment(
                        DeleteCommentRequest.newBuilder()
                            .setName(comment(campus, client).getName())
                            .build()));
  }

  /** A member who has published something. */
  private static String author(RunningCampus campus) {
    return post(campus.newUser(), 2).getAuthor().getName();
  }

  /** A new post with this many tags, which other posts have too. */
  static Post post(Client author, int tags) {
    var post = Post.newBuilder().setTitle("Budget").setState(Post.State.PUBLISHED);
    for (int i = 0; i < tags; i++) {
      post.addTags(label("budget-" + i));
    }
    return Publishing.of(author)
        .posts()
        .createPost(CreatePostRequest.newBuilder().setPost(post).build());
  }

  private static Post like(Client client, String post) {
    return Publishing.of(client)
        .posts()
        .likePost(LikePostRequest.newBuilder().setName(post).build());
  }

  private static Member follow(Client client, String member) {
    return Publishing.of(client)
        .members()
        .followMember(FollowMemberRequest.newBuilder().setName(member).build());
  }

  static Comment comment(RunningCampus campus, Client author) {
    return comment(author, post(campus.newUser(), 0).getName());
  }

  static Comment comment(Client author, String post) {
    return Publishing.of(author)
        .comments()
        .createComment(
            CreateCommentRequest.newBuilder()
                .setParent(post)
                .setComment(Comment.newBuilder().setBody("Nice"))
                .build());
  }

  private static Tag label(String label) {
    return Tag.newBuilder().setLabel(label).build();
  }

  static Tag tag(RunningCampus campus) {
    return Publishing.of(campus.admin())
        .tags()
        .createTag(
            CreateTagRequest.newBuilder().setTag(label("tag-" + campus.newUsername())).build());
  }

  static Category category(RunningCampus campus) {
    return Publishing.of(campus.admin())
        .categories()
        .createCategory(
            CreateCategoryRequest.newBuilder()
                .setCategory(Category.newBuilder().setLabel("category-" + campus.newUsername()))
                .build());
  }
}

package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.MEMBER;
import static campus.publishing.application.PublishingResources.POST;

import campus.publishing.application.PostUseCases;
import campus.publishing.application.PostUseCases.UpdatePost;
import campus.publishing.application.PublishingResources;
import campus.publishing.domain.PostId;
import campus.publishing.domain.SearchText;
import campus.publishing.v1.AddTagsRequest;
import campus.publishing.v1.BatchCreatePostsRequest;
import campus.publishing.v1.BatchCreatePostsResponse;
import campus.publishing.v1.BatchGetPostsRequest;
import campus.publishing.v1.BatchGetPostsResponse;
import campus.publishing.v1.ClearTagsRequest;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.DeletePostRequest;
import campus.publishing.v1.GetPostRequest;
import campus.publishing.v1.LikePostRequest;
import campus.publishing.v1.ListLikersRequest;
import campus.publishing.v1.ListLikersResponse;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.ListPostsResponse;
import campus.publishing.v1.Post;
import campus.publishing.v1.PostServiceGrpc.PostServiceImplBase;
import campus.publishing.v1.PublishPostRequest;
import campus.publishing.v1.RemoveTagsRequest;
import campus.publishing.v1.SearchPostsRequest;
import campus.publishing.v1.SearchPostsResponse;
import campus.publishing.v1.UnlikePostRequest;
import campus.publishing.v1.UnpublishPostRequest;
import campus.publishing.v1.UpdatePostRequest;
import campus.shared.application.ReadMask;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.UpdateMask;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class PostServiceEndpoint extends PostServiceImplBase {

  private static final Post POST_MESSAGE = Post.getDefaultInstance();

  /** What writes answer: the default, and the tags, which they may have made. */
  private static final ReadMask WITH_TAGS =
      ReadMask.of("*", "author.name", "category.name", "tags");

  private final PostUseCases posts;
  private final StandardMethods methods;

  PostServiceEndpoint(PostUseCases posts, StandardMethods methods) {
    this.posts = posts;
    this.methods = methods;
  }

  @Override
  public void createPost(CreatePostRequest request, StreamObserver<Post> answer) {
    var caller = Callers.current();
    var post = PublishingProtos.newPost(request.getPost());
    Answers.one(
        answer,
        methods.create(
            request,
            POST_MESSAGE,
            WITH_TAGS,
            () ->
                PublishingResources.nameOf(
                    Violations.within("post", () -> posts.create(caller, List.of(post)))
                        .getFirst())));
  }

  @Override
  public void batchCreatePosts(
      BatchCreatePostsRequest request, StreamObserver<BatchCreatePostsResponse> answer) {
    var caller = Callers.current();
    var made =
        Violations.each(
            "requests", request.getRequestsList(), one -> PublishingProtos.newPost(one.getPost()));
    Answers.one(
        answer,
        methods.batch(
            request,
            BatchCreatePostsResponse.getDefaultInstance(),
            () -> posts.create(caller, made).stream().map(PublishingResources::nameOf).toList()));
  }

  @Override
  public void getPost(GetPostRequest request, StreamObserver<Post> answer) {
    Answers.one(answer, methods.get(POST, POST_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void batchGetPosts(
      BatchGetPostsRequest request, StreamObserver<BatchGetPostsResponse> answer) {
    var found = methods.batchGet(POST, POST_MESSAGE, request.getNamesList(), request.getReadMask());
    Answers.one(answer, BatchGetPostsResponse.newBuilder().addAllPosts(found).build());
  }

  @Override
  public void listPosts(ListPostsRequest request, StreamObserver<ListPostsResponse> answer) {
    Answers.one(answer, methods.list(POST, request, ListPostsResponse.getDefaultInstance()));
  }

  @Override
  public void searchPosts(SearchPostsRequest request, StreamObserver<SearchPostsResponse> answer) {
    var query = new SearchText(request.getQuery());
    Answers.one(
        answer,
        methods.list(
            POST,
            PublishingResources.search(query),
            ReadMask.DEFAULT,
            request,
            SearchPostsResponse.getDefaultInstance()));
  }

  @Override
  public void updatePost(UpdatePostRequest request, StreamObserver<Post> answer) {
    var post = request.getPost();
    var id = PublishingProtos.postId("post.name", post.getName());
    var mask =
        UpdateMask.of("post", post, request.getUpdateMask(), "title", "body", "category", "tags");
    var update =
        new UpdatePost(
            id,
            mask.changed("title", post::getTitle),
            mask.changed("body", post::getBody),
            mask.changed("category", () -> PublishingProtos.category(post)),
            mask.changed("tags", () -> PublishingProtos.tags(post.getTagsList())),
            SharedProtos.etag(post.getEtag()));
    var caller = Callers.current();
    Answers.one(
        answer,
        change(
            request,
            id,
            () ->
                Violations.<Boolean>within(
                    "post",
                    () -> {
                      posts.update(caller, update);
                      return true;
                    })));
  }

  @Override
  public void deletePost(DeletePostRequest request, StreamObserver<Empty> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var etag = SharedProtos.etag(request.getEtag());
    var caller = Callers.current();
    Answers.one(answer, methods.delete(request, () -> posts.delete(caller, id, etag)));
  }

  @Override
  public void publishPost(PublishPostRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.publish(caller, id)));
  }

  @Override
  public void unpublishPost(UnpublishPostRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.unpublish(caller, id)));
  }

  @Override
  public void addTags(AddTagsRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var tags = PublishingProtos.tags(request.getTagsList());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.addTags(caller, id, tags)));
  }

  @Override
  public void removeTags(RemoveTagsRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var tags = PublishingProtos.tags(request.getTagsList());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.removeTags(caller, id, tags)));
  }

  @Override
  public void clearTags(ClearTagsRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.clearTags(caller, id)));
  }

  @Override
  public void likePost(LikePostRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.like(caller, id)));
  }

  @Override
  public void unlikePost(UnlikePostRequest request, StreamObserver<Post> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    var caller = Callers.current();
    Answers.one(answer, change(request, id, () -> posts.unlike(caller, id)));
  }

  private Post change(Message request, PostId id, Runnable useCase) {
    return methods.change(
        request, POST_MESSAGE, WITH_TAGS, PublishingResources.nameOf(id), useCase);
  }

  @Override
  public void listLikers(ListLikersRequest request, StreamObserver<ListLikersResponse> answer) {
    var id = PublishingProtos.postId("name", request.getName());
    methods.require(PublishingResources.nameOf(id));
    Answers.one(
        answer,
        methods.list(
            MEMBER,
            PublishingResources.likers(id),
            ReadMask.DEFAULT,
            request,
            ListLikersResponse.getDefaultInstance()));
  }
}

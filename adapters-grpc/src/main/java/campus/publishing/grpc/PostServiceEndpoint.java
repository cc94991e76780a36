package campus.publishing.grpc;

import campus.publishing.application.PostUseCases;
import campus.publishing.application.PostUseCases.ImportedPost;
import campus.publishing.application.PostUseCases.NewPost;
import campus.publishing.application.PostUseCases.UpdatePost;
import campus.publishing.application.PublishingSubsets;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingResources;
import campus.publishing.domain.SearchText;
import campus.publishing.v1.AddTagsRequest;
import campus.publishing.v1.BatchCreatePostsRequest;
import campus.publishing.v1.BatchDeletePostsRequest;
import campus.publishing.v1.BatchUpdatePostsRequest;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.DeletePostRequest;
import campus.publishing.v1.ImportPostsRequest;
import campus.publishing.v1.PostServiceGrpc;
import campus.publishing.v1.RemoveTagsRequest;
import campus.publishing.v1.UpdatePostRequest;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.UpdateMask;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostServiceEndpoint extends Endpoint {

  /** What writes answer: the default, and the tags, some of which may be new. */
  private static final ReadMask WITH_TAGS =
      ReadMask.of("*", "author.name", "category.name", "tags");

  private static final List<String> UPDATABLE =
      List.of("title", "summary", "body", "cover_image_uri", "category", "tags");

  private final PostUseCases posts;
  private final StandardMethods standard;

  PostServiceEndpoint(PublishingUseCases publishing, StandardMethods standard) {
    super(PostServiceGrpc.getServiceDescriptor(), standard);
    this.posts = publishing.posts();
    this.standard = standard;
    write(PostServiceGrpc.getCreatePostMethod(), WITH_TAGS, this::create);
    batch(PostServiceGrpc.getBatchCreatePostsMethod(), this::batchCreate);
    imports(
        PostServiceGrpc.getImportPostsMethod(),
        PostServiceEndpoint::importedPost,
        () -> posts::importRows);
    write(PostServiceGrpc.getUpdatePostMethod(), WITH_TAGS, this::update);
    batch(PostServiceGrpc.getBatchUpdatePostsMethod(), this::batchUpdate);
    delete(PostServiceGrpc.getDeletePostMethod(), this::delete);
    delete(PostServiceGrpc.getBatchDeletePostsMethod(), this::batchDelete);
    change(PostServiceGrpc.getPublishPostMethod(), posts::publish);
    change(PostServiceGrpc.getUnpublishPostMethod(), posts::unpublish);
    change(PostServiceGrpc.getClearTagsMethod(), posts::clearTags);
    change(PostServiceGrpc.getLikePostMethod(), posts::like);
    change(PostServiceGrpc.getUnlikePostMethod(), posts::unlike);
    write(PostServiceGrpc.getAddTagsMethod(), WITH_TAGS, this::addTags);
    write(PostServiceGrpc.getRemoveTagsMethod(), WITH_TAGS, this::removeTags);
    list(
        PostServiceGrpc.getSearchPostsMethod(),
        ReadMask.DEFAULT,
        request -> PublishingSubsets.search(new SearchText(request.getQuery())));
    list(
        PostServiceGrpc.getListPopularPostsMethod(),
        ReadMask.DEFAULT,
        request -> PublishingSubsets.popular(Duration.ofSeconds(request.getWindow().getSeconds())));
    collection(PostServiceGrpc.getListLikersMethod(), PublishingResources.POST, "likers");
  }

  /** Serves a method that changes a post, and takes no more than its name. */
  private <Q extends Message> void change(
      MethodDescriptor<Q, campus.publishing.v1.Post> method, BiConsumer<Caller, Id<Post>> useCase) {
    write(
        method,
        WITH_TAGS,
        request -> {
          var post = PublishingProtos.post("name", Fields.text(request, "name"));
          return Write.to(post, () -> useCase.accept(Callers.current(), post));
        });
  }

  private Write create(CreatePostRequest request) {
    var post = PublishingProtos.newPost(request.getPost());
    return Write.within(
        "post", () -> posts.create(Callers.current(), List.of(post)).getFirst().name());
  }

  private Supplier<List<ResourceName>> batchCreate(BatchCreatePostsRequest request) {
    var all =
        Violations.each(
            "requests", request.getRequestsList(), one -> PublishingProtos.newPost(one.getPost()));
    return () ->
        Violations.withinEach("requests", "post", () -> posts.create(Callers.current(), all))
            .stream()
            .map(Id::name)
            .toList();
  }

  private static ImportedPost importedPost(ImportPostsRequest request) {
    var author = Names.user(Names.parse(PublishingResources.MEMBER, "author", request.getAuthor()));
    return new ImportedPost(
        PublishingProtos.newPost(request.getPost()),
        author,
        givenTime(request, "create_time"),
        givenTime(request, "publish_time"));
  }

  private Write update(UpdatePostRequest request) {
    var update = parseUpdate(request);
    return Write.within(
        "post", Write.to(update.post(), () -> posts.update(Callers.current(), List.of(update))));
  }

  private UpdatePost parseUpdate(UpdatePostRequest request) {
    var id = PublishingProtos.post("post.name", request.getPost().getName());
    var missing = request.getAllowMissing() ? PublishingProtos.newPost(request.getPost()) : null;
    return update(request.getPost(), request.getUpdateMask(), missing).apply(id);
  }

  /** The same update of any post. */
  private static Function<Id<Post>, UpdatePost> update(
      campus.publishing.v1.Post post, FieldMask fields, @Nullable NewPost missing) {
    var mask = UpdateMask.of("post", post, fields, UPDATABLE);
    var content = PublishingProtos.content(post, mask);
    var category = mask.changed("category", () -> PublishingProtos.category(post));
    var tags = mask.changed("tags", () -> PublishingProtos.tags(post.getTagsList()));
    var etag = SharedProtos.etag(post.getEtag());
    return id -> new UpdatePost(id, content, category, tags, etag, missing);
  }

  /** Of each request of the batch, or of all posts that a filter holds for, alike. */
  private Supplier<List<ResourceName>> batchUpdate(BatchUpdatePostsRequest request) {
    if (request.getRequestsCount() == 0) {
      var alike = update(request.getPost(), request.getUpdateMask(), null);
      return () -> {
        var own = PublishingProtos.changeable("author");
        var names = standard.locked(PublishingResources.POST, request, own);
        var updates = names.stream().map(name -> alike.apply(Post.id(name.id()))).toList();
        return Violations.withinEach(_ -> "post", () -> updated(updates));
      };
    }
    var updates = Violations.each("requests", request.getRequestsList(), this::parseUpdate);
    Names.requireDistinct(
        "requests[%d].post.name", updates.stream().map(update -> update.post().name()).toList());
    return () -> Violations.withinEach("requests", "post", () -> updated(updates));
  }

  private List<ResourceName> updated(List<UpdatePost> updates) {
    posts.update(Callers.current(), updates);
    return updates.stream().map(update -> update.post().name()).toList();
  }

  private Runnable delete(DeletePostRequest request) {
    var id = PublishingProtos.post("name", request.getName());
    var etag = SharedProtos.etag(request.getEtag());
    return () -> posts.delete(Callers.current(), id, etag);
  }

  private Runnable batchDelete(BatchDeletePostsRequest request) {
    var own = PublishingProtos.changeable("author");
    var chosen = standard.chosen(PublishingResources.POST, request, own);
    return () ->
        posts.deleteAll(
            Callers.current(),
            () -> chosen.get().stream().map(name -> Post.id(name.id())).toList());
  }

  private Write addTags(AddTagsRequest request) {
    var id = PublishingProtos.post("name", request.getName());
    var tags = PublishingProtos.tags(request.getTagsList());
    return Write.to(id, () -> posts.addTags(Callers.current(), id, tags));
  }

  private Write removeTags(RemoveTagsRequest request) {
    var id = PublishingProtos.post("name", request.getName());
    var tags = PublishingProtos.tags(request.getTagsList());
    return Write.to(id, () -> posts.removeTags(Callers.current(), id, tags));
  }
}

package campus.publishing.grpc;

import campus.publishing.application.CommentUseCases;
import campus.publishing.application.CommentUseCases.NewComment;
import campus.publishing.application.CommentUseCases.Rewrite;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingResources;
import campus.publishing.v1.BatchCreateCommentsRequest;
import campus.publishing.v1.BatchDeleteCommentsRequest;
import campus.publishing.v1.BatchUpdateCommentsRequest;
import campus.publishing.v1.Comment;
import campus.publishing.v1.CommentServiceGrpc;
import campus.publishing.v1.CreateCommentRequest;
import campus.publishing.v1.DeleteCommentRequest;
import campus.publishing.v1.UpdateCommentRequest;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.UpdateMask;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.FieldMask;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Singleton
final class CommentServiceEndpoint extends Endpoint {

  private static final String COMMENT = "comment";

  private final CommentUseCases comments;
  private final StandardMethods standard;

  CommentServiceEndpoint(PublishingUseCases publishing, StandardMethods standard) {
    super(CommentServiceGrpc.getServiceDescriptor(), standard);
    this.comments = publishing.comments();
    this.standard = standard;
    write(CommentServiceGrpc.getCreateCommentMethod(), this::create);
    batch(CommentServiceGrpc.getBatchCreateCommentsMethod(), this::batchCreate);
    write(CommentServiceGrpc.getUpdateCommentMethod(), this::update);
    batch(CommentServiceGrpc.getBatchUpdateCommentsMethod(), this::batchUpdate);
    delete(CommentServiceGrpc.getDeleteCommentMethod(), this::delete);
    delete(CommentServiceGrpc.getBatchDeleteCommentsMethod(), this::batchDelete);
  }

  private Write create(CreateCommentRequest request) {
    var comment = newComment(request);
    return () -> comments.createAll(Callers.current(), List.of(comment)).getFirst().name();
  }

  private Supplier<List<ResourceName>> batchCreate(BatchCreateCommentsRequest request) {
    var all =
        Violations.each("requests", request.getRequestsList(), CommentServiceEndpoint::newComment);
    return () -> comments.createAll(Callers.current(), all).stream().map(CommentId::name).toList();
  }

  private static NewComment newComment(CreateCommentRequest request) {
    var post = PublishingProtos.post("parent", request.getParent());
    return Violations.within(COMMENT, () -> new NewComment(post, request.getComment().getBody()));
  }

  private Write update(UpdateCommentRequest request) {
    var rewrite = rewrite(request);
    return Write.within(
        COMMENT,
        Write.to(
            rewrite.comment(), () -> comments.rewriteAll(Callers.current(), List.of(rewrite))));
  }

  /** Of each request of the batch, or of all comments that a filter holds for, alike. */
  private Supplier<List<ResourceName>> batchUpdate(BatchUpdateCommentsRequest request) {
    if (request.getRequestsCount() == 0) {
      var body = body(request.getComment(), request.getUpdateMask());
      return () -> {
        var own = PublishingProtos.changeable("author");
        var names = standard.locked(PublishingResources.COMMENT, request, own);
        var alike = names.stream().map(name -> new Rewrite(id(name), body)).toList();
        return Violations.withinEach(_ -> COMMENT, () -> rewritten(alike));
      };
    }
    var rewrites =
        Violations.each("requests", request.getRequestsList(), CommentServiceEndpoint::rewrite);
    Names.requireDistinct(
        "requests[%d].comment.name", rewrites.stream().map(one -> one.comment().name()).toList());
    return () -> Violations.withinEach("requests", COMMENT, () -> rewritten(rewrites));
  }

  private List<ResourceName> rewritten(List<Rewrite> rewrites) {
    comments.rewriteAll(Callers.current(), rewrites);
    return rewrites.stream().map(rewrite -> rewrite.comment().name()).toList();
  }

  private static Rewrite rewrite(UpdateCommentRequest request) {
    var comment = request.getComment();
    return new Rewrite(
        comment("comment.name", comment.getName()), body(comment, request.getUpdateMask()));
  }

  /** The new body; null to keep the current one. */
  private static @Nullable String body(Comment comment, FieldMask mask) {
    return UpdateMask.of(COMMENT, comment, mask, List.of("body")).changed("body", comment::getBody);
  }

  private Runnable delete(DeleteCommentRequest request) {
    var id = comment("name", request.getName());
    return () -> comments.deleteAll(Callers.current(), () -> List.of(id));
  }

  private Runnable batchDelete(BatchDeleteCommentsRequest request) {
    var own = PublishingProtos.changeable("author", "post.author");
    var chosen = standard.chosen(PublishingResources.COMMENT, request, own);
    return () ->
        comments.deleteAll(
            Callers.current(),
            () -> chosen.get().stream().map(CommentServiceEndpoint::id).toList());
  }

  private static CommentId comment(String field, String name) {
    return id(Names.parse(PublishingResources.COMMENT, field, name));
  }

  private static CommentId id(ResourceName name) {
    var ids = name.ids();
    return new CommentId(Post.id(ids.getFirst()), ids.getLast());
  }
}

package campus.publishing.grpc;

import campus.publishing.application.CommentUseCases;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.domain.CommentId;
import campus.publishing.domain.Post;
import campus.publishing.domain.PublishingResources;
import campus.publishing.v1.CommentServiceGrpc;
import campus.publishing.v1.CreateCommentRequest;
import campus.publishing.v1.DeleteCommentRequest;
import campus.publishing.v1.UpdateCommentRequest;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.UpdateMask;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class CommentServiceEndpoint extends Endpoint {

  private final CommentUseCases comments;

  CommentServiceEndpoint(PublishingUseCases publishing, StandardMethods standard) {
    super(CommentServiceGrpc.getServiceDescriptor(), standard);
    this.comments = publishing.comments();
    write(CommentServiceGrpc.getCreateCommentMethod(), this::create);
    write(CommentServiceGrpc.getUpdateCommentMethod(), this::update);
    delete(CommentServiceGrpc.getDeleteCommentMethod(), this::delete);
  }

  private Write create(CreateCommentRequest request) {
    var post = PublishingProtos.post("parent", request.getParent());
    var body = request.getComment().getBody();
    return Write.within("comment", () -> comments.create(Callers.current(), post, body).name());
  }

  private Write update(UpdateCommentRequest request) {
    var comment = request.getComment();
    var id = comment("comment.name", comment.getName());
    var mask = UpdateMask.of("comment", comment, request.getUpdateMask(), List.of("body"));
    var body = mask.changed("body", comment::getBody);
    return Write.within(
        "comment",
        Write.to(
            id,
            () -> {
              if (body != null) {
                comments.rewrite(Callers.current(), id, body);
              }
            }));
  }

  private Runnable delete(DeleteCommentRequest request) {
    var id = comment("name", request.getName());
    return () -> comments.delete(Callers.current(), id);
  }

  private static CommentId comment(String field, String name) {
    var ids = Names.parse(PublishingResources.COMMENT, field, name).ids();
    return new CommentId(Post.id(ids.getFirst()), ids.getLast());
  }
}

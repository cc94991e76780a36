package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.COMMENT;
import static campus.publishing.application.PublishingResources.POST;

import campus.publishing.application.CommentUseCases;
import campus.publishing.application.PublishingResources;
import campus.publishing.v1.Comment;
import campus.publishing.v1.CommentServiceGrpc.CommentServiceImplBase;
import campus.publishing.v1.CreateCommentRequest;
import campus.publishing.v1.DeleteCommentRequest;
import campus.publishing.v1.GetCommentRequest;
import campus.publishing.v1.ListCommentsRequest;
import campus.publishing.v1.ListCommentsResponse;
import campus.publishing.v1.UpdateCommentRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.Callers;
import campus.shared.grpc.Names;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.UpdateMask;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class CommentServiceEndpoint extends CommentServiceImplBase {

  private static final Comment COMMENT_MESSAGE = Comment.getDefaultInstance();
  private static final String ANY_POST = "posts/-";

  private final CommentUseCases comments;
  private final StandardMethods methods;

  CommentServiceEndpoint(CommentUseCases comments, StandardMethods methods) {
    this.comments = comments;
    this.methods = methods;
  }

  @Override
  public void getComment(GetCommentRequest request, StreamObserver<Comment> answer) {
    Answers.one(
        answer, methods.get(COMMENT, COMMENT_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listComments(
      ListCommentsRequest request, StreamObserver<ListCommentsResponse> answer) {
    if (!request.getParent().equals(ANY_POST)) {
      methods.require(Names.parse(POST, "parent", request.getParent()));
    }
    Answers.one(answer, methods.list(COMMENT, request, ListCommentsResponse.getDefaultInstance()));
  }

  @Override
  public void createComment(CreateCommentRequest request, StreamObserver<Comment> answer) {
    var post = PublishingProtos.postId("parent", request.getParent());
    var body = request.getComment().getBody();
    var caller = Callers.current();
    Answers.one(
        answer,
        methods.create(
            request,
            COMMENT_MESSAGE,
            () ->
                PublishingResources.nameOf(
                    Violations.within("comment", () -> comments.create(caller, post, body)))));
  }

  @Override
  public void updateComment(UpdateCommentRequest request, StreamObserver<Comment> answer) {
    var comment = request.getComment();
    var id = PublishingProtos.commentId("comment.name", comment.getName());
    var mask = UpdateMask.of("comment", comment, request.getUpdateMask(), "body");
    var body = mask.changed("body", comment::getBody);
    var caller = Callers.current();
    Answers.one(
        answer,
        methods.create(
            request,
            COMMENT_MESSAGE,
            () ->
                Violations.within(
                    "comment",
                    () -> {
                      if (body != null) {
                        comments.rewrite(caller, id, body);
                      }
                      return PublishingResources.nameOf(id);
                    })));
  }

  @Override
  public void deleteComment(DeleteCommentRequest request, StreamObserver<Empty> answer) {
    var id = PublishingProtos.commentId("name", request.getName());
    var caller = Callers.current();
    Answers.one(answer, methods.delete(request, () -> comments.delete(caller, id)));
  }
}

package campus.publishing.grpc;

import static campus.publishing.application.PublishingResources.TAG;

import campus.publishing.application.PublishingResources;
import campus.publishing.application.TagUseCases;
import campus.publishing.domain.Label;
import campus.publishing.v1.CreateTagRequest;
import campus.publishing.v1.DeleteTagRequest;
import campus.publishing.v1.GetTagRequest;
import campus.publishing.v1.ListTagsRequest;
import campus.publishing.v1.ListTagsResponse;
import campus.publishing.v1.Tag;
import campus.publishing.v1.TagServiceGrpc.TagServiceImplBase;
import campus.publishing.v1.UpdateTagRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.UpdateMask;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class TagServiceEndpoint extends TagServiceImplBase {

  private static final Tag TAG_MESSAGE = Tag.getDefaultInstance();

  private final TagUseCases tags;
  private final StandardMethods methods;

  TagServiceEndpoint(TagUseCases tags, StandardMethods methods) {
    this.tags = tags;
    this.methods = methods;
  }

  @Override
  public void getTag(GetTagRequest request, StreamObserver<Tag> answer) {
    Answers.one(answer, methods.get(TAG, TAG_MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listTags(ListTagsRequest request, StreamObserver<ListTagsResponse> answer) {
    Answers.one(answer, methods.list(TAG, request, ListTagsResponse.getDefaultInstance()));
  }

  @Override
  public void createTag(CreateTagRequest request, StreamObserver<Tag> answer) {
    var label = Violations.within("tag", () -> Label.of(request.getTag().getLabel()));
    Answers.one(
        answer,
        methods.create(
            request,
            TAG_MESSAGE,
            () -> PublishingResources.nameOf(Violations.within("tag", () -> tags.create(label)))));
  }

  @Override
  public void updateTag(UpdateTagRequest request, StreamObserver<Tag> answer) {
    var id = PublishingProtos.tagId("tag.name", request.getTag().getName());
    var mask = UpdateMask.of("tag", request.getTag(), request.getUpdateMask(), "label");
    var label = mask.changed("label", () -> Label.of(request.getTag().getLabel()));
    Answers.one(
        answer,
        methods.create(
            request,
            TAG_MESSAGE,
            () ->
                Violations.within(
                    "tag",
                    () -> {
                      if (label != null) {
                        tags.rename(id, label);
                      }
                      return PublishingResources.nameOf(id);
                    })));
  }

  @Override
  public void deleteTag(DeleteTagRequest request, StreamObserver<Empty> answer) {
    var id = PublishingProtos.tagId("name", request.getName());
    Answers.one(answer, methods.delete(request, () -> tags.delete(id)));
  }
}

package campus.shared.grpc.methods;

import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Page;
import campus.shared.application.query.Parent;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.RecordMapper;
import campus.shared.grpc.wire.SharedProtos;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/** Requests and responses of List methods, by the names that the AIPs give their fields. */
final class ListRequests {

  private ListRequests() {}

  /** What a request asks for; fields that it has not are as if they were empty. */
  static ListQuery query(ResourceType type, @Nullable Parent parent, Message request) {
    return new ListQuery(
        type,
        null,
        parent,
        SharedProtos.readMask(request),
        Fields.value(request, "page_size", 0),
        Fields.value(request, "page_token", ""),
        Fields.value(request, "skip", 0),
        Fields.value(request, "filter", ""),
        Fields.value(request, "order_by", ""),
        Fields.value(request, "total_size", false));
  }

  /**
   * A page as a response.
   *
   * @param response of the type to answer
   */
  @SuppressWarnings("unchecked") // a builder builds what it was made by
  static <R extends Message> R answer(Page page, R response) {
    var builder = response.newBuilderForType();
    var fields = response.getDescriptorForType().getFields();
    var resources = fields.getFirst();
    var prototype = builder.newBuilderForField(resources).getDefaultInstanceForType();
    for (var resource : RecordMapper.toMessages(page.records(), prototype)) {
      builder.addRepeatedField(resources, resource);
    }
    for (var field : fields) {
      switch (field.getName()) {
        case "next_page_token" -> builder.setField(field, page.nextToken());
        case "total_size" -> setTotal(builder, field, page.totalSize());
        default -> {}
      }
    }
    return (R) builder.build();
  }

  private static void setTotal(
      Message.Builder builder, FieldDescriptor field, @Nullable Long total) {
    if (total != null) {
      builder.setField(field, SharedProtos.saturated(total));
    }
  }
}

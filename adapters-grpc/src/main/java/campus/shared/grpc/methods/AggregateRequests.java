package campus.shared.grpc.methods;

import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.AggregateQuery.Function;
import campus.shared.application.query.Groups;
import campus.shared.application.query.Parent;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Money;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.v1.AggregateGroup;
import campus.shared.v1.AggregateValue;
import campus.shared.v1.Metric;
import com.google.protobuf.Message;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Requests and responses of Aggregate methods. */
final class AggregateRequests {

  private AggregateRequests() {}

  static AggregateQuery query(ResourceType type, @Nullable Parent parent, Message request) {
    var metrics =
        Fields.messages(request, "metrics").stream().map(one -> metric((Metric) one)).toList();
    return new AggregateQuery(
        type,
        parent,
        Fields.text(request, "filter"),
        Fields.value(request, "group_by", List.<String>of()),
        metrics.isEmpty() ? List.of(AggregateQuery.Metric.COUNT) : metrics,
        Fields.text(request, "time_zone"),
        Fields.text(request, "order_by"),
        Fields.number(request, "page_size"),
        Fields.text(request, "page_token"));
  }

  private static AggregateQuery.Metric metric(Metric metric) {
    return switch (metric.getFunctionCase()) {
      case COUNT -> AggregateQuery.Metric.COUNT;
      case SUM -> new AggregateQuery.Metric(Function.SUM, metric.getSum().getField());
      case AVG -> new AggregateQuery.Metric(Function.AVG, metric.getAvg().getField());
      case MIN -> new AggregateQuery.Metric(Function.MIN, metric.getMin().getField());
      case MAX -> new AggregateQuery.Metric(Function.MAX, metric.getMax().getField());
      case COUNT_DISTINCT ->
          new AggregateQuery.Metric(Function.COUNT_DISTINCT, metric.getCountDistinct().getField());
      case FUNCTION_NOT_SET -> throw new IllegalStateException("validation lets none pass");
    };
  }

  /**
   * Groups as a response.
   *
   * @param response of the type to answer
   */
  @SuppressWarnings("unchecked") // a builder builds what it was made by
  static <R extends Message> R answer(Groups groups, R response) {
    var builder = response.newBuilderForType();
    var type = response.getDescriptorForType();
    var field = type.findFieldByName("groups");
    for (var group : groups.groups()) {
      var message = AggregateGroup.newBuilder();
      put(groups.keys(), group.keys(), message::putKeys);
      put(groups.labels(), group.metrics(), message::putMetrics);
      builder.addRepeatedField(field, message.build());
    }
    builder.setField(type.findFieldByName("next_page_token"), groups.nextToken());
    return (R) builder.build();
  }

  private static void put(
      List<String> names, List<@Nullable Object> values, BiConsumer<String, AggregateValue> to) {
    for (int i = 0; i < names.size(); i++) {
      var value = values.get(i);
      if (value != null) {
        to.accept(names.get(i), value(value));
      }
    }
  }

  private static AggregateValue value(Object value) {
    var message = AggregateValue.newBuilder();
    return (switch (Objects.requireNonNull(value)) {
          case Long number -> message.setInteger(number);
          case Double number -> message.setNumber(number);
          case Boolean flag -> message.setFlag(flag);
          case Instant time -> message.setTime(SharedProtos.timestamp(time));
          case Money money -> message.setMoney(SharedProtos.money(money));
          default -> message.setText(value.toString());
        })
        .build();
  }
}

package campus.shared.grpc.wire;

import campus.shared.application.query.FieldType;
import campus.shared.application.query.Page;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Selection;
import campus.shared.domain.value.Money;
import campus.shared.v1.Collection;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Int32Value;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fills messages from records by name: a field of a record fills the field of the same name, a
 * relation the messages there.
 */
public final class RecordMapper {

  // Cached by descriptor, of which there are few. What depends on a mask is built for each answer,
  // since callers can send any number of masks.
  private static final Map<Descriptor, Map<String, Slot>> SLOTS = new ConcurrentHashMap<>();

  private RecordMapper() {}

  /**
   * A message with the values of a record; missing values stay unset.
   *
   * @param prototype any message of the type
   * @throws IllegalStateException if the message lacks a field of the record
   */
  public static <M extends Message> M toMessage(ResourceRecord record, M prototype) {
    return toMessages(List.of(record), prototype).getFirst();
  }

  /**
   * Messages with the values of records, in their order.
   *
   * @param records all of one selection
   * @param prototype any message of the type
   * @throws IllegalStateException if the message lacks a field of the records
   */
  @SuppressWarnings("unchecked") // what a builder of a message builds is a message of its kind
  public static <M extends Message> List<M> toMessages(List<ResourceRecord> records, M prototype) {
    if (records.isEmpty()) {
      return List.of();
    }
    var shape = Shape.of(records.getFirst().selection(), prototype);
    return records.stream().map(record -> (M) shape.fill(record)).toList();
  }

  /** The fields that a selection fills, in its order. */
  private record Shape(Message prototype, List<Slot> fields, List<Branch> branches) {

    record Branch(Slot slot, Shape shape) {

      void fill(Message.Builder message, Object related) {
        switch (related) {
          case ResourceRecord one -> message.setField(slot.field(), shape.fill(one));
          case Page page -> {
            message.setField(slot.field(), page.records().stream().map(shape::fill).toList());
            Collections.describe(message, slot.field().getName(), page);
          }
          default -> throw new IllegalArgumentException("nothing related: " + related.getClass());
        }
      }
    }

    static Shape of(Selection selection, Message prototype) {
      var type = prototype.getDescriptorForType();
      var slots = SLOTS.computeIfAbsent(type, _ -> slotsOf(prototype));
      return new Shape(
          prototype,
          selection.fields().stream()
              .map(field -> slot(slots, type, field.name()).fitting(field.type()))
              .toList(),
          selection.branches().stream()
              .map(branch -> {
                var slot = slot(slots, type, branch.relation().name());
                return new Branch(slot, of(branch.selection(), slot.message()));
              })
              .toList());
    }

    private static Slot slot(Map<String, Slot> slots, Descriptor type, String name) {
      var slot = slots.get(name);
      if (slot == null) {
        throw new IllegalStateException(type.getFullName() + " has no field " + name);
      }
      return slot;
    }

    Message fill(ResourceRecord record) {
      var message = prototype.newBuilderForType();
      for (int i = 0; i < fields.size(); i++) {
        var value = record.values().get(i);
        if (value != null) {
          var slot = fields.get(i);
          message.setField(slot.field(), slot.toWire().apply(value));
        }
      }
      for (int i = 0; i < branches.size(); i++) {
        var related = record.related().get(i);
        if (related != null) {
          branches.get(i).fill(message, related);
        }
      }
      return message.build();
    }
  }

  /** The field {@code collections} of resources. */
  private static final class Collections {

    /** Says what is not in the relation's own field: whether there is more, and how many. */
    static void describe(Message.Builder owner, String relation, Page page) {
      var total = page.totalSize();
      if (page.nextToken().isEmpty() && total == null) {
        return;
      }
      var collection = Collection.newBuilder().setNextPageToken(page.nextToken());
      if (total != null) {
        collection.setTotalSize(SharedProtos.saturated(total));
      }
      var field = owner.getDescriptorForType().findFieldByName("collections");
      var entry = (MapEntry.Builder<?, ?>) owner.newBuilderForField(field);
      owner.addRepeatedField(
          field,
          entry
              .setField(entry.getDescriptorForType().findFieldByName("key"), relation)
              .setField(entry.getDescriptorForType().findFieldByName("value"), collection.build())
              .build());
    }
  }

  /**
   * A field of a message.
   *
   * @param toWire maps a value of a record to one of the message
   */
  private record Slot(FieldDescriptor field, Message container, Function<Object, Object> toWire) {

    static Slot of(FieldDescriptor field, Message container) {
      return new Slot(
          field,
          container,
          switch (field.getJavaType()) {
            case INT -> value -> Math.toIntExact((Long) value);
            case ENUM -> enums(field);
            case MESSAGE ->
                value ->
                    switch (value) {
                      case Long number -> Int32Value.of(Math.toIntExact(number));
                      case Money money -> SharedProtos.money(money);
                      default -> SharedProtos.timestamp((Instant) value);
                    };
            default -> value -> value;
          });
    }

    private static boolean isOf(FieldDescriptor field, Descriptor message) {
      return field.getJavaType() == JavaType.MESSAGE && field.getMessageType().equals(message);
    }

    private static Function<Object, Object> enums(FieldDescriptor field) {
      Map<Object, EnumValueDescriptor> byName =
          field.getEnumType().getValues().stream()
              .collect(Collectors.toMap(EnumValueDescriptor::getName, Function.identity()));
      Function<Object, Object> one =
          name -> Objects.requireNonNull(byName.get(name), () -> field + " cannot be " + name);
      return field.isRepeated() ? names -> ((List<?>) names).stream().map(one).toList() : one;
    }

    /** An empty message of the kind that the field holds. */
    Message message() {
      return container.newBuilderForType().newBuilderForField(field).getDefaultInstanceForType();
    }

    /** This slot, if its field can hold values of the type. */
    Slot fitting(FieldType type) {
      boolean fits =
          field.isRepeated() == (type == FieldType.ENUMS)
              && switch (type) {
                case NAME, TEXT, LABEL, ETAG -> field.getJavaType() == JavaType.STRING;
                case ENUM, ENUMS -> field.getJavaType() == JavaType.ENUM;
                case INTEGER ->
                    field.getJavaType() == JavaType.LONG
                        || field.getJavaType() == JavaType.INT
                        || isOf(field, Int32Value.getDescriptor());
                case BOOLEAN -> field.getJavaType() == JavaType.BOOLEAN;
                case TIMESTAMP -> isOf(field, Timestamp.getDescriptor());
                case MONEY -> isOf(field, com.google.type.Money.getDescriptor());
              };
      if (!fits) {
        throw new IllegalStateException(field.getFullName() + " cannot hold " + type);
      }
      return this;
    }
  }

  private static Map<String, Slot> slotsOf(Message message) {
    return message.getDescriptorForType().getFields().stream()
        .collect(Collectors.toMap(FieldDescriptor::getName, field -> Slot.of(field, message)));
  }
}

package campus.shared.grpc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.grpc.wire.AllContracts;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.v1.ReferenceProto;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** References to resources, in all requests of the contracts. */
class ReferencesTest {

  /** Resources that are made together with the one that they are part of, and named by nobody. */
  private static final Set<String> PARTS =
      Set.of(
          "campus.identity.v1.User.profile",
          "campus.library.v1.Author.books",
          "campus.wallet.v1.Order.items");

  private static final RequestRules RULES =
      new RequestRules(AllContracts.messages(), new ResourceTypes(AllContracts.messages()));

  /** A way through a request to a field that refers to a resource. */
  record Reference(Descriptor request, List<FieldDescriptor> way) {

    FieldDescriptor field() {
      return way.getLast();
    }

    String path() {
      return String.join(
          ".",
          way.stream().map(field -> field.getName() + (field.isRepeated() ? "[0]" : "")).toList());
    }

    /** A request with that reference, which holds these fields. */
    Message holding(String name, String text) {
      Message.Builder value = DynamicMessage.newBuilder(field().getMessageType());
      if (!name.isEmpty()) {
        value.setField(field().getMessageType().findFieldByName(name), text);
      }
      Message message = value.build();
      for (int i = way.size() - 1; i >= 0; i--) {
        var owner = DynamicMessage.newBuilder(i == 0 ? request : way.get(i - 1).getMessageType());
        if (way.get(i).isRepeated()) {
          owner.addRepeatedField(way.get(i), message);
        } else {
          owner.setField(way.get(i), message);
        }
        message = owner.build();
      }
      return message;
    }

    @Override
    public String toString() {
      return request.getName() + " " + path();
    }
  }

  static List<Reference> references() {
    var found = new ArrayList<Reference>();
    for (var service : AllContracts.services()) {
      for (var method : service.getMethods()) {
        visit(method.getInputType(), method.getInputType(), List.of(), found);
      }
    }
    return found;
  }

  private static void visit(
      Descriptor request, Descriptor at, List<FieldDescriptor> way, List<Reference> found) {
    inputs(at)
        .forEach(field -> {
          var longer = Stream.concat(way.stream(), Stream.of(field)).toList();
          if (field.getOptions().hasExtension(ReferenceProto.reference)) {
            found.add(new Reference(request, longer));
          } else {
            visit(request, field.getMessageType(), longer, found);
          }
        });
  }

  private static Stream<FieldDescriptor> inputs(Descriptor message) {
    return message.getFields().stream()
        .filter(field -> field.getJavaType() == JavaType.MESSAGE)
        .filter(field ->
            !field
                .getOptions()
                .getExtension(FieldBehaviorProto.fieldBehavior)
                .contains(FieldBehavior.OUTPUT_ONLY));
  }

  private static List<String> fields(Message request) {
    return RULES.check(request, Caller.ANONYMOUS).stream().map(Violation::field).toList();
  }

  @ParameterizedTest
  @MethodSource("references")
  void thatArePresentNameSomething(Reference reference) {
    var name = reference.path() + ".name";
    var key = reference.field().getOptions().getExtension(ReferenceProto.reference).getNaturalKey();

    assertThat(RULES.check(reference.holding("", ""), Caller.ANONYMOUS))
        .filteredOn(violation -> violation.field().equals(name))
        .singleElement()
        .satisfies(violation -> assertThat(violation.description()).startsWith("is required"));
    if (!key.isEmpty()) {
      assertThat(fields(reference.holding(key, "Zed"))).doesNotContain(name);
    }
    for (var other : reference.field().getMessageType().getFields()) {
      if (other.getJavaType() == JavaType.STRING
          && !other.isRepeated()
          && !other.getName().equals("name")
          && !other.getName().equals(key)) {
        assertThat(fields(reference.holding(other.getName(), "Zed"))).contains(name);
      }
    }
  }

  @Test
  void areToldFromPartsByTheContracts() {
    assertThat(references()).isNotEmpty();
    var resources =
        AllContracts.messages().stream()
            .filter(message -> message.getOptions().hasExtension(ResourceProto.resource));
    assertThat(resources.flatMap(ReferencesTest::inputs))
        .filteredOn(
            field -> field.getMessageType().getOptions().hasExtension(ResourceProto.resource))
        .allMatch(field ->
            field.getOptions().hasExtension(ReferenceProto.reference)
                != PARTS.contains(field.getFullName()));
  }
}

package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import com.google.api.AnnotationsProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every method is reachable by HTTP and JSON, and answers there what it answers over gRPC. */
class EveryMethodOverJsonIT {

  /** What is wrong in a field of that name, in whichever request has it. */
  private static final Map<String, Object> WRONG =
      Map.of(
          "filter", "((",
          "order_by", "nothing desc",
          "page_size", -1,
          "page_token", "forged",
          "skip", -5,
          "request_id", "no-uuid",
          "read_mask", FieldMask.newBuilder().addPaths("nothing.at_all").build(),
          "update_mask", FieldMask.newBuilder().addPaths("nothing").build(),
          "etag", "stale");

  private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final HttpJson json = new HttpJson(campus.webPort());

  private final List<io.grpc.MethodDescriptor<?, ?>> methods =
      GeneratedMethods.of(new Reflection(campus.anonymous().channel()).services());

  private static StatementBudgets samples(RunningCampus campus) {
    var samples = new StatementBudgets();
    IdentityBudgets.declare(samples);
    WalletBudgets.declare(samples);
    LibraryBudgets.declare(samples);
    CoursesBudgets.declare(samples);
    StaffBudgets.declare(samples);
    PublishingBudgets.declare(samples);
    BatchBudgets.declare(samples, campus);
    CollectionBudgets.declare(samples, campus);
    return samples;
  }

  private Client overJson(Client client) {
    return new Client(new ViaJson(client.bare(), json, methods), client.token(), client.user());
  }

  @TestFactory
  Stream<DynamicTest> answersAsOverGrpc() {
    return samples(campus).all().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  var sample = entry.getValue();
                  var caller = sample.admin() ? campus.admin() : campus.newUser();
                  var prepared = sample.sample().prepare(campus);

                  assertThat(prepared.make(overJson(caller))).isNotNull();
                }));
  }

  @Test
  void everyMethodHasARule() {
    assertThat(methods)
        .hasSizeGreaterThan(200)
        .allSatisfy(method ->
            assertThat(HttpJson.contract(method).getOptions().hasExtension(AnnotationsProto.http))
                .as(method.getFullMethodName())
                .isTrue());
  }

  @TestFactory
  Stream<DynamicTest> refusesAsOverGrpc() {
    return methods.stream()
        .filter(method -> !HttpJson.contract(method).isClientStreaming())
        .filter(
            method -> !method.getFullMethodName().endsWith("/SignOut")) // nothing is wrong there
        .map(method -> DynamicTest.dynamicTest(method.getFullMethodName(), () -> refuses(method)));
  }

  private <Q, A> void refuses(io.grpc.MethodDescriptor<Q, A> method) {
    var callers = List.of(campus.anonymous(), campus.newUser(), campus.admin());
    for (var request : wrong(method)) {
      for (var caller : callers) {
        for (var rule : HttpJson.rules(HttpJson.contract(method))) {
          if (HttpJson.fits(rule, request)) {
            compare(method, request, caller, rule);
          }
        }
      }
    }
  }

  private <Q, A> void compare(
      io.grpc.MethodDescriptor<Q, A> method,
      Message request,
      Client caller,
      com.google.api.HttpRule rule) {
    var expected = error(caller, method, request);
    if (expected == null) {
      return; // it is a rule of that field elsewhere only
    }
    var response = json.call(rule, List.of(request), caller.token());

    assertThat(HttpJson.error(response))
        .as("%s %s for %s", response.request().method(), response.uri(), caller.name())
        .isEqualTo(expected);
  }

  @SuppressWarnings("unchecked") // the request is of the method's requests
  private static <Q, A> com.google.rpc.@org.jspecify.annotations.Nullable Status error(
      Client caller, io.grpc.MethodDescriptor<Q, A> method, Message request) {
    try {
      ClientCalls.blockingServerStreamingCall(
              caller.channel(),
              method,
              CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
              (Q) request)
          .forEachRemaining(_ -> {});
      return null;
    } catch (StatusRuntimeException e) {
      return Objects.requireNonNull(io.grpc.protobuf.StatusProto.fromThrowable(e));
    }
  }

  /** Requests about nothing that exists; each with one thing wrong in addition. */
  private static List<Message> wrong(io.grpc.MethodDescriptor<?, ?> method) {
    var requests = new ArrayList<Message>();
    var base = aboutNobody(GeneratedMethods.request(method), HttpJson.contract(method));
    requests.add(base);
    for (var field : base.getDescriptorForType().getFields()) {
      var wrong = WRONG.get(field.getName());
      if (wrong != null && !field.isRepeated()) {
        requests.add(base.toBuilder().setField(field, wrong).build());
      }
    }
    return requests;
  }

  private static Message aboutNobody(Message prototype, MethodDescriptor method) {
    var request = prototype.newBuilderForType();
    var path = HttpJson.path(HttpJson.rules(method).getFirst());
    var variables = java.util.regex.Pattern.compile("\\{([\\w.]+)=([^}]*)}").matcher(path);
    while (variables.find()) {
      set(request, variables.group(1), variables.group(2).replace("*", NOBODY));
    }
    dryRun(request.getDescriptorForType(), request);
    return request.build();
  }

  /** So that what turns out to be right has no effect. */
  private static void dryRun(Descriptor type, Message.Builder request) {
    FieldDescriptor field = type.findFieldByName("validate_only");
    if (field != null && field.getJavaType() == JavaType.BOOLEAN) {
      request.setField(field, true);
    }
  }

  private static void set(Message.Builder message, String path, String value) {
    int dot = path.indexOf('.');
    var type = message.getDescriptorForType();
    if (dot < 0) {
      message.setField(Objects.requireNonNull(type.findFieldByName(path)), value);
    } else {
      set(
          message.getFieldBuilder(
              Objects.requireNonNull(type.findFieldByName(path.substring(0, dot)))),
          path.substring(dot + 1),
          value);
    }
  }
}

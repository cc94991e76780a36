package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A channel that makes each call by HTTP and JSON, by every rule that the method has for it.
 *
 * <p>Reads are made over gRPC too, and so are writes with a {@code request_id}, which then get the
 * answer again: whatever way they come, answers are the same.
 */
final class ViaJson extends Channel {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Fields that other methods change. */
  private static final Set<String> NOT_UPDATED = Set.of("state", "books", "manager");

  private final Channel grpc;
  private final HttpJson json;
  private final Map<String, MethodDescriptor<?, ?>> generated;

  /**
   * @param generated the methods as generated clients have them, since others call too
   */
  ViaJson(Channel grpc, HttpJson json, List<MethodDescriptor<?, ?>> generated) {
    this.grpc = grpc;
    this.json = json;
    this.generated =
        generated.stream()
            .collect(Collectors.toMap(MethodDescriptor::getFullMethodName, Function.identity()));
  }

  @Override
  public String authority() {
    return grpc.authority();
  }

  @Override
  public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
    return new Call<>(method, options);
  }

  @SuppressWarnings("unchecked") // the request is of the method's requests
  private static <Q> InputStream encoded(MethodDescriptor<Q, ?> method, Message request) {
    return method.streamRequest((Q) request);
  }

  private final class Call<Q, A> extends ClientCall<Q, A> {

    private final MethodDescriptor<Q, A> method;
    private final MethodDescriptor<?, ?> known;
    private final CallOptions options;
    private final List<Message> requests = new ArrayList<>();
    private @Nullable Listener<A> listener;
    private Metadata headers = new Metadata();

    Call(MethodDescriptor<Q, A> method, CallOptions options) {
      this.method = method;
      this.known = Objects.requireNonNull(generated.get(method.getFullMethodName()));
      this.options = options;
    }

    @Override
    public void start(Listener<A> receiver, Metadata sent) {
      listener = receiver;
      headers = sent;
    }

    @Override
    public void request(int count) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void sendMessage(Q message) {
      requests.add((Message) known.parseRequest(method.streamRequest(message)));
    }

    @Override
    public void halfClose() {
      var receiver = Objects.requireNonNull(listener);
      try {
        var compared = compared();
        if (compared == null) {
          var rule = HttpJson.rules(HttpJson.contract(known)).getFirst();
          answer(receiver, json.call(rule, requests, token()));
        } else {
          for (var rule : HttpJson.rules(HttpJson.contract(known))) {
            if (HttpJson.fits(rule, requests.getFirst())) {
              compare(rule, compared);
            }
          }
          compared.tell(receiver);
        }
      } catch (RuntimeException | AssertionError e) {
        receiver.onClose(
            Status.INTERNAL.withDescription(e.toString()).withCause(e), new Metadata());
      }
    }

    private String token() {
      var value = headers.get(AUTHORIZATION);
      return value == null ? "" : value.substring("Bearer ".length());
    }

    /** The same call over gRPC; null if it cannot be made twice. */
    private @Nullable Made<A> compared() {
      var contract = HttpJson.contract(known);
      if (contract.isClientStreaming() || contract.getName().equals("GetBalance")) {
        return null; // balances are as of now
      }
      var id = contract.getInputType().findFieldByName("request_id");
      boolean safe =
          contract
              .getName()
              .matches("(Get|BatchGet|List|Aggregate|Export|Search|Explain|Verify).*");
      if (!safe && (id == null || changesWhenRepeated(contract))) {
        return null;
      }
      addMask(contract);
      if (id != null && requests.getFirst().getField(id).equals("")) {
        requests.set(
            0, requests.getFirst().toBuilder().setField(id, UUID.randomUUID().toString()).build());
      }
      return Made.over(grpc, method, options, headers, encoded(known, requests.getFirst()));
    }

    /** Who is gone cannot repeat a call. */
    private boolean changesWhenRepeated(Descriptors.MethodDescriptor contract) {
      return contract.getName().equals("DeleteUser");
    }

    /** Without a mask, an update over HTTP has one by its body, and is another request. */
    private void addMask(Descriptors.MethodDescriptor contract) {
      var mask = contract.getInputType().findFieldByName("update_mask");
      var rule = HttpJson.rules(contract).getFirst();
      if (mask == null || requests.getFirst().hasField(mask) || rule.getBody().equals("*")) {
        return;
      }
      var request = requests.getFirst();
      var resource =
          (Message)
              request.getField(
                  Objects.requireNonNull(contract.getInputType().findFieldByName(rule.getBody())));
      var paths = FieldMask.newBuilder();
      resource.getAllFields().keySet().stream()
          .map(FieldDescriptor::getName)
          .filter(name -> !NOT_UPDATED.contains(name))
          .forEach(paths::addPaths);
      requests.set(0, request.toBuilder().setField(mask, paths.build()).build());
    }

    private void compare(com.google.api.HttpRule rule, Made<A> compared) {
      var response = json.call(rule, requests, token());
      var what = HttpJson.verb(rule) + " " + response.uri() + " " + requests;
      if (compared.status().isOk()) {
        assertThat(response.statusCode()).as(what + response.body()).isEqualTo(200);
        assertThat(messages(response)).as(what).isEqualTo(compared.answers());
      } else {
        var expected = StatusProto.fromStatusAndTrailers(compared.status(), compared.trailers());
        assertThat(HttpJson.error(response)).as(what).isEqualTo(expected);
      }
    }

    private void answer(Listener<A> receiver, HttpResponse<String> response) {
      if (response.statusCode() == 200) {
        new Made<>(messages(response), Status.OK, new Metadata()).tell(receiver);
      } else {
        var error = StatusProto.toStatusRuntimeException(HttpJson.error(response));
        receiver.onClose(error.getStatus(), Objects.requireNonNull(error.getTrailers()));
      }
    }

    private List<A> messages(HttpResponse<String> response) {
      var prototype =
          (Message)
              Objects.requireNonNull(
                  ((MethodDescriptor.PrototypeMarshaller<?>) known.getResponseMarshaller())
                      .getMessagePrototype());
      return response
          .body()
          .lines()
          .map(line -> {
            var message = prototype.newBuilderForType();
            HttpJson.parse(line, message);
            return method.parseResponse(new ByteArrayInputStream(message.build().toByteArray()));
          })
          .toList();
    }
  }

  /** A call that was made. */
  private record Made<A>(List<A> answers, Status status, Metadata trailers) {

    static <Q, A> Made<A> over(
        Channel channel,
        MethodDescriptor<Q, A> method,
        CallOptions options,
        Metadata headers,
        InputStream request) {
      var answers = new ArrayList<A>();
      var ended = new java.util.concurrent.CompletableFuture<Made<A>>();
      // A blocking stub would run the answer on the thread that waits for it.
      var call = channel.newCall(method, options.withExecutor(Runnable::run));
      var copy = new Metadata();
      copy.merge(headers);
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(A answer) {
              answers.add(answer);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              ended.complete(new Made<>(answers, status, trailers));
            }
          },
          copy);
      call.request(Integer.MAX_VALUE);
      call.sendMessage(method.parseRequest(request));
      call.halfClose();
      return ended.orTimeout(30, TimeUnit.SECONDS).join();
    }

    void tell(ClientCall.Listener<A> receiver) {
      receiver.onHeaders(new Metadata());
      answers.forEach(receiver::onMessage);
      receiver.onClose(status, trailers);
    }
  }
}

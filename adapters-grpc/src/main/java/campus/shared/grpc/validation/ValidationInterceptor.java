package campus.shared.grpc.validation;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.StreamedMessage;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Refuses requests that violate their contract, with all violations at once. For streams see {@link
 * StreamedMessage}.
 */
public final class ValidationInterceptor implements ServerInterceptor {

  private final RequestRules rules;

  public ValidationInterceptor(RequestRules rules) {
    this.rules = rules;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    boolean stream = !call.getMethodDescriptor().getType().clientSendsOneMessage();
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q request) {
        var violations = rules.check((Message) request, Callers.current());
        if (stream) {
          StreamedMessage.handle(violations, () -> super.onMessage(request));
        } else if (violations.isEmpty()) {
          super.onMessage(request);
        } else {
          throw new InvalidRequest(violations);
        }
      }
    };
  }
}

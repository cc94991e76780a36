package campus.shared.grpc.edge;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Checks methods for owners: only the owner, and callers with an allowed role, may call them. It
 * does not tell whether the resource exists.
 */
record OwnerInterceptor(AccessRules rules, BiFunction<Caller, NaturalName, ResourceName> resolver)
    implements ServerInterceptor {

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var listener = next.startCall(call, headers);
    var rule = rules.of(call.getMethodDescriptor());
    var owner = rule.owner();
    if (owner == null) {
      return listener;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onMessage(Q request) {
        var caller = Callers.current();
        var text = owner.in((Message) request);
        var natural = Names.parseNatural(owner.type(), text, caller);
        if (natural != null) {
          // What the caller may do is decided by the id, and done with that very id.
          var found = Objects.requireNonNull(resolver.apply(caller, natural));
          onMessage(owner.with(request, found.toString()));
          return;
        }
        var name = Names.parse(owner.type(), text, caller);
        // A malformed name is refused by validation.
        if (name != null && !caller.is(Names.user(name)) && !caller.hasAny(rule.roles())) {
          throw new NotAllowed(
              owner.path() + ": this call is for the user themselves and " + rule.allowedRoles());
        }
        super.onMessage(request);
      }
    };
  }
}

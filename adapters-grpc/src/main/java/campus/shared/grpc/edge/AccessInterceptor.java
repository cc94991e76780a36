package campus.shared.grpc.edge;

import campus.shared.application.call.Authenticator;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.grpc.wire.Callers;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates the caller and checks the access rule of the method. Ownership depends on the
 * request, which {@link OwnerInterceptor} sees.
 */
record AccessInterceptor(AccessRules rules, Authenticator authenticator)
    implements ServerInterceptor {

  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String BEARER = "Bearer ";
  private static final int MAX_TOKEN = 100;

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var caller = admit(rules.of(call.getMethodDescriptor()), headers.get(AUTHORIZATION));
    var listener = Callers.during(caller, () -> next.startCall(call, headers));
    return new BoundListener<>(listener) {
      @Override
      void run(Runnable event) {
        Callers.<@Nullable Void>during(
            caller,
            () -> {
              event.run();
              return null;
            });
      }
    };
  }

  private Caller admit(AccessRule rule, @Nullable String authorization) {
    return switch (rule.allow()) {
      case ANONYMOUS -> Caller.ANONYMOUS;
      case ANYONE -> identify(authorization);
      case SIGNED_IN, OWNER -> signedIn(authorization);
      case ROLES -> {
        var caller = signedIn(authorization);
        if (!caller.hasAny(rule.roles())) {
          throw new NotAllowed("this call is for " + rule.allowedRoles() + " only");
        }
        yield caller;
      }
      case ALLOW_UNSPECIFIED, UNRECOGNIZED -> throw new NotAllowed("this call is open to nobody");
    };
  }

  private Caller signedIn(@Nullable String authorization) {
    var caller = identify(authorization);
    caller.requireUser();
    return caller;
  }

  private Caller identify(@Nullable String authorization) {
    if (authorization == null) {
      return Caller.ANONYMOUS;
    }
    var token =
        authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authorization.substring(BEARER.length()).strip()
            : "";
    if (token.isEmpty() || token.length() > MAX_TOKEN) {
      throw new Unauthenticated(
          Reason.INVALID_ACCESS_TOKEN,
          "the metadata authorization must be \"Bearer <access token>\"");
    }
    return Call.current().uncounted(() -> authenticator.authenticate(token));
  }
}

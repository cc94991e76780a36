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
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates the caller and checks the access rule of the method. Ownership depends on the
 * request, which {@link OwnerInterceptor} sees.
 */
record AccessInterceptor(
    AccessRules rules, Authenticator authenticator, ClientCertificates certificates)
    implements ServerInterceptor {

  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String BEARER = "Bearer ";
  private static final int MAX_TOKEN = 100;

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var shown = new Shown(headers.get(AUTHORIZATION), certificates.names(Peer.of(call, headers)));
    var caller = admit(rules.of(call.getMethodDescriptor()), shown);
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

  /** What a caller shows: a token, and the names of the client certificate. */
  private record Shown(@Nullable String authorization, Collection<String> names) {}

  private Caller admit(AccessRule rule, Shown shown) {
    return switch (rule.allow()) {
      case ANONYMOUS -> Caller.ANONYMOUS;
      case ANYONE -> identify(shown);
      case SIGNED_IN, OWNER -> signedIn(rule, shown);
      case ROLES -> {
        var caller = signedIn(rule, shown);
        if (!caller.hasAny(rule.roles())) {
          throw new NotAllowed("this call is for " + rule.allowedRoles() + " only");
        }
        yield caller;
      }
      case ALLOW_UNSPECIFIED, UNRECOGNIZED -> throw new NotAllowed("this call is open to nobody");
    };
  }

  private Caller signedIn(AccessRule rule, Shown shown) {
    var caller = identify(shown);
    if (!caller.isSignedIn() && !shown.names().isEmpty()) {
      throw new Unauthenticated(
          Reason.SIGN_IN_REQUIRED,
          "this call needs the metadata \"authorization: Bearer <access token>\": the operator has"
              + " made no user of the client certificate of "
              + String.join(", ", shown.names()));
    }
    caller.requireUser();
    if (rule.sessionOnly() && caller.session() == null) {
      throw new NotAllowed(
          "this call is for users who have signed in, not for API tokens and client certificates");
    }
    return caller;
  }

  private Caller identify(Shown shown) {
    var authorization = shown.authorization();
    if (authorization == null) {
      var service = certificates.accounts().userOf(shown.names());
      return service == null
          ? Caller.ANONYMOUS
          : Call.current().uncounted(() -> authenticator.authenticateService(service));
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

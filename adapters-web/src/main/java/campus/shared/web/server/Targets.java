package campus.shared.web.server;

import campus.shared.grpc.edge.InProcessEdge;
import campus.shared.web.call.HttpStatuses;
import campus.shared.web.call.Method;
import campus.shared.web.call.Methods;
import campus.shared.web.call.Outcome;
import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.MediaTypes;
import campus.shared.web.json.JsonAnswers;
import campus.shared.web.json.JsonCalls;
import campus.shared.web.json.Routes;
import campus.shared.web.rpc.ConnectCalls;
import campus.shared.web.rpc.GrpcWebCalls;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds what a request goes to: a page, or a call by one of the protocols. */
final class Targets {

  private final Methods methods;
  private final Routes routes;
  private final JsonCalls json;
  private final GrpcWebCalls grpcWeb;
  private final ConnectCalls connect;
  private final Pages pages;

  Targets(InProcessEdge edge, Executor canceller, String version, int grpcPort) {
    this.methods = new Methods(edge.services());
    this.routes = new Routes(methods.all());
    this.json = new JsonCalls(edge.channel(), canceller);
    this.grpcWeb = new GrpcWebCalls(edge.channel(), canceller);
    this.connect = new ConnectCalls(edge.channel(), canceller);
    this.pages = new Pages(routes, version, grpcPort);
  }

  /**
   * @param path still percent-encoded
   * @param contentType null without one
   * @throws HttpFailure if there is nothing; its answer is JSON
   */
  Target find(String httpMethod, String path, @Nullable String contentType) {
    var page = pages.find(path);
    if (page != null) {
      return page;
    }
    int slash = path.indexOf('/', 1);
    // Services have dots in their names, and paths of JSON begin with a version, which has none.
    if (slash > 0 && path.lastIndexOf('.', slash) > 0) {
      return rpc(httpMethod, path, contentType == null ? "" : MediaTypes.bare(contentType));
    }
    var match = routes.find(httpMethod, path);
    return new Handled(
        exchange -> json.handle(exchange, match),
        Targets::refuseJson,
        match.route().method().streamsRequests());
  }

  private Target rpc(String httpMethod, String path, String contentType) {
    boolean isGrpcWeb = contentType.startsWith(GrpcWebCalls.TYPE);
    var method = methods.find(path.substring(1));
    BiConsumer<Exchange, HttpFailure> refusal =
        isGrpcWeb ? Targets::refuseGrpcWeb : Targets::refuseConnect;
    if (method == null) {
      return refusing(new HttpFailure(404, "there is no method " + path.substring(1)), refusal);
    }
    if (!httpMethod.equals("POST") && (isGrpcWeb || !httpMethod.equals("GET"))) {
      return refusing(
          new HttpFailure(
              405,
              httpMethod + " is not possible here, only POST",
              java.util.Map.of("allow", "POST")),
          refusal);
    }
    if (contentType.startsWith("application/grpc") && !isGrpcWeb) {
      return refusing(
          new HttpFailure(415, "gRPC has a port of its own; here are gRPC-Web, Connect and JSON"),
          refusal);
    }
    return new Handled(exchange -> call(exchange, method, isGrpcWeb), refusal, false);
  }

  private void call(Exchange exchange, Method method, boolean isGrpcWeb) {
    if (!isGrpcWeb) {
      connect.handle(exchange, method);
    } else if (method.streamsRequests()) {
      throw new HttpFailure(
          501, "over gRPC-Web, requests are not streamed: send them as JSON lines");
    } else {
      grpcWeb.handle(exchange, method);
    }
  }

  private static Target refusing(HttpFailure failure, BiConsumer<Exchange, HttpFailure> refusal) {
    return new Handled(
        _ -> {
          throw failure;
        },
        refusal,
        false);
  }

  /** Answers a refused request as JSON. */
  static void refuseJson(Exchange exchange, HttpFailure failure) {
    JsonAnswers.error(exchange, failure.status(), outcome(failure), failure.headers());
  }

  private static void refuseConnect(Exchange exchange, HttpFailure failure) {
    ConnectCalls.refuse(exchange, failure.status(), outcome(failure), failure.headers());
  }

  private static void refuseGrpcWeb(Exchange exchange, HttpFailure failure) {
    GrpcWebCalls.refuse(exchange, outcome(failure));
  }

  private static Outcome outcome(HttpFailure failure) {
    return Outcome.refused(HttpStatuses.codeOf(failure.status()), failure.message());
  }

  private record Handled(
      java.util.function.Consumer<Exchange> handler,
      BiConsumer<Exchange, HttpFailure> refusal,
      boolean readsStream)
      implements Target {

    @Override
    public void handle(Exchange exchange) {
      handler.accept(exchange);
    }

    @Override
    public void refuse(Exchange exchange, HttpFailure failure) {
      refusal.accept(exchange, failure);
    }
  }
}

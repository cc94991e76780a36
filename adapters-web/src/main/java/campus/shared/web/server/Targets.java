package campus.shared.web.server;

import campus.shared.grpc.edge.InProcessEdge;
import campus.shared.web.call.EdgeCalls;
import campus.shared.web.call.Method;
import campus.shared.web.call.Methods;
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
import java.util.function.Consumer;
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
    var calls = new EdgeCalls(edge.channel(), canceller);
    this.json = new JsonCalls(calls);
    this.grpcWeb = new GrpcWebCalls(calls);
    this.connect = new ConnectCalls(calls);
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
      return rpc(contentType == null ? "" : MediaTypes.bare(contentType));
    }
    var match = routes.find(httpMethod, path);
    return new Handled(
        exchange -> json.handle(exchange, match),
        JsonAnswers::refuse,
        match.route().method().streamsRequests());
  }

  private Target rpc(String contentType) {
    return contentType.startsWith(GrpcWebCalls.TYPE)
        ? new Handled(
            exchange -> grpcWeb.handle(exchange, method(exchange)), GrpcWebCalls::refuse, false)
        : new Handled(
            exchange -> connect.handle(exchange, method(exchange)), ConnectCalls::refuse, false);
  }

  private Method method(Exchange exchange) {
    var name = exchange.path().substring(1);
    var method = methods.find(name);
    if (method == null) {
      throw new HttpFailure(404, "there is no method " + name);
    }
    return method;
  }

  private record Handled(
      Consumer<Exchange> handler, BiConsumer<Exchange, HttpFailure> refusal, boolean readsStream)
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

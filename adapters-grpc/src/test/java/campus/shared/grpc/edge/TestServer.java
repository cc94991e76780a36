package campus.shared.grpc.edge;

import campus.shared.application.call.Authenticator;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server with the edge as it is, and channels to it. */
public final class TestServer implements AutoCloseable {

  private final Server server;
  private final ManagedChannel channel;

  private TestServer(Server server, ManagedChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  /** A server inside this process. */
  public static TestServer inProcess(Authenticator authenticator, BindableService... services) {
    var name = InProcessServerBuilder.generateName();
    var builder = InProcessServerBuilder.forName(name);
    new CallPipeline(
            List.of(services),
            authenticator,
            TestServer::unknown,
            new SimpleMeterRegistry(),
            TrustedProxies.NONE,
            ClientCertificates.NONE)
        .applyTo(builder);
    try {
      return new TestServer(builder.build().start(), InProcessChannelBuilder.forName(name).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server on a port of its own. */
  public static TestServer onNetwork(Authenticator authenticator, BindableService... services) {
    var builder = NettyServerBuilder.forPort(0);
    new CallPipeline(
            List.of(services),
            authenticator,
            TestServer::unknown,
            new SimpleMeterRegistry(),
            TrustedProxies.NONE,
            ClientCertificates.NONE)
        .applyTo(builder);
    try {
      var server = builder.build().start();
      var channel =
          NettyChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext().build();
      return new TestServer(server, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResourceName unknown(Caller caller, NaturalName name) {
    throw new NotFound(name.toString());
  }

  public Channel channel() {
    return channel;
  }

  Server server() {
    return server;
  }

  /** A channel whose calls bear an access token. */
  public Channel channel(String token) {
    return withHeader(AccessInterceptor.AUTHORIZATION, "Bearer " + token);
  }

  Channel withHeader(Metadata.Key<String> key, String value) {
    var headers = new Metadata();
    headers.put(key, value);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** The reason that an error carries, empty for none. */
  public static String reasonOf(StatusRuntimeException error) {
    var info = detail(error, ErrorInfo.class);
    return info == null ? "" : info.getReason();
  }

  /** The fields that an error says something of. */
  public static List<String> fieldsOf(StatusRuntimeException error) {
    var badRequest = detail(error, BadRequest.class);
    return badRequest == null
        ? List.of()
        : badRequest.getFieldViolationsList().stream()
            .map(BadRequest.FieldViolation::getField)
            .toList();
  }

  static <D extends Message> @Nullable D detail(StatusRuntimeException error, Class<D> type) {
    var status = StatusProto.fromThrowable(error);
    try {
      for (var detail : status == null ? List.<Any>of() : status.getDetailsList()) {
        if (detail.is(type)) {
          return detail.unpack(type);
        }
      }
      return null;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package campus.server.endtoend;

import com.google.api.ResourceProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A client that has no contracts: it asks the server for them, as grpcurl and buf curl do. */
final class Reflection {

  /** Those that tests ask for; all others stay what they are to a client that lacks them. */
  private static final ExtensionRegistry EXTENSIONS = ExtensionRegistry.newInstance();

  static {
    ResourceProto.registerAllExtensions(EXTENSIONS);
  }

  private final Channel channel;
  private final Map<String, FileDescriptorProto> protos = new HashMap<>();
  private final Map<String, FileDescriptor> files = new HashMap<>();

  Reflection(Channel channel) {
    this.channel = channel;
  }

  /** The names of all services. */
  List<String> services() {
    return ask(ServerReflectionRequest.newBuilder().setListServices(""))
        .getListServicesResponse()
        .getServiceList()
        .stream()
        .map(ServiceResponse::getName)
        .toList();
  }

  /** The names of all services, as a client learns them that is older than {@code v1}. */
  List<String> olderServices() {
    var question =
        io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder().setListServices("").build();
    return first(
            question,
            io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel)::serverReflectionInfo)
        .getListServicesResponse()
        .getServiceList()
        .stream()
        .map(io.grpc.reflection.v1alpha.ServiceResponse::getName)
        .toList();
  }

  /** The files that define something, and what they import; empty when nobody knows it. */
  List<ByteString> filesWith(String symbol) {
    return ask(ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol))
        .getFileDescriptorResponse()
        .getFileDescriptorProtoList();
  }

  /** What the server says of a service. */
  ServiceDescriptor service(String name) {
    for (var bytes : filesWith(name)) {
      try {
        var proto = FileDescriptorProto.parseFrom(bytes, EXTENSIONS);
        protos.put(proto.getName(), proto);
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    var simpleName = name.substring(name.lastIndexOf('.') + 1);
    return protos.keySet().stream()
        .map(this::file)
        .filter(file -> name.startsWith(file.getPackage() + "."))
        .map(file -> file.findServiceByName(simpleName))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** The files behind all services that were asked for. */
  Collection<FileDescriptor> files() {
    return files.values();
  }

  private FileDescriptor file(String name) {
    var known = files.get(name);
    if (known != null) {
      return known;
    }
    var proto = Objects.requireNonNull(protos.get(name), name);
    var dependencies =
        proto.getDependencyList().stream().map(this::file).toArray(FileDescriptor[]::new);
    try {
      var file = FileDescriptor.buildFrom(proto, dependencies);
      files.put(name, file);
      return file;
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Makes a call.
   *
   * @param method {@code campus.identity.v1.UserService/GetUser}
   * @param as a channel with the caller's token
   */
  DynamicMessage call(Channel as, String method, String json) {
    var descriptor = method(method);
    return ClientCalls.blockingUnaryCall(
        as, callable(method, descriptor), deadline(), request(descriptor, json));
  }

  /** Makes a call that answers a stream. */
  List<DynamicMessage> stream(Channel as, String method, String json) {
    var descriptor = method(method);
    var all = new ArrayList<DynamicMessage>();
    ClientCalls.blockingServerStreamingCall(
            as, callable(method, descriptor), deadline(), request(descriptor, json))
        .forEachRemaining(all::add);
    return all;
  }

  private static CallOptions deadline() {
    return CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private MethodDescriptor method(String method) {
    var slash = method.indexOf('/');
    return Objects.requireNonNull(
        service(method.substring(0, slash)).findMethodByName(method.substring(slash + 1)));
  }

  private static DynamicMessage request(MethodDescriptor method, String json) {
    var request = DynamicMessage.newBuilder(method.getInputType());
    try {
      JsonFormat.parser().merge(json, request);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    return request.build();
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> callable(
      String name, MethodDescriptor method) {
    return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
        .build();
  }

  private ServerReflectionResponse ask(ServerReflectionRequest.Builder question) {
    return first(question.build(), ServerReflectionGrpc.newStub(channel)::serverReflectionInfo);
  }

  /** The answer to one question. */
  private static <Q, A> A first(Q question, Function<StreamObserver<A>, StreamObserver<Q>> call) {
    var answer = new CompletableFuture<A>();
    var questions =
        call.apply(
            new StreamObserver<>() {
              @Override
              public void onNext(A value) {
                answer.complete(value);
              }

              @Override
              public void onError(Throwable error) {
                answer.completeExceptionally(error);
              }

              @Override
              public void onCompleted() {}
            });
    questions.onNext(question);
    questions.onCompleted();
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }
}

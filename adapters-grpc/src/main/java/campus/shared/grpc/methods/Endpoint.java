package campus.shared.grpc.methods;

import campus.shared.application.query.ReadMask;
import campus.shared.application.query.Subset;
import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.Imports.Import;
import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service of the contracts, on its way from request to answer.
 *
 * <p>Standard methods (AIP-130) are served by their names: reads of every resource, writes of those
 * that {@link #entities} gives. A subclass registers the other methods, and standard ones that
 * differ, in its constructor. A method that nobody serves fails the start of the server.
 *
 * <p>A handler takes the request apart first, outside of any transaction. What a handler of a write
 * returns then runs in one, perhaps more than once. What handlers throw becomes the call's status.
 */
public class Endpoint implements BindableService {

  /** A write that was asked for; answers the name of the resource to answer. */
  @FunctionalInterface
  public interface Write extends Supplier<ResourceName> {

    /** A write to a resource whose name is known before. */
    static Write to(ResourceId resource, Runnable useCase) {
      return to(resource.name(), useCase);
    }

    /** A write to a resource whose name is known before. */
    static Write to(ResourceName resource, Runnable useCase) {
      return () -> {
        useCase.run();
        return resource;
      };
    }

    /**
     * A write of a part of the request.
     *
     * @param path where that part is, see {@link Violations#within}
     */
    static Write within(String path, Write write) {
      return () -> Violations.within(path, write);
    }
  }

  private final ServiceDescriptor contract;
  private final StandardMethods standard;
  private final Map<MethodDescriptor<?, ?>, ServerCallHandler<?, ?>> handlers = new HashMap<>();
  private final List<EntityMethods<?, ?>> entities = new ArrayList<>();

  public Endpoint(ServiceDescriptor contract, StandardMethods standard) {
    this.contract = contract;
    this.standard = standard;
  }

  /** Serves the standard methods that write resources of one kind. */
  public final <E extends Identified<Id<E>>, M extends Message> Endpoint entities(
      M prototype, EntityUseCases<E> useCases, EntityMapping<E, M> mapping) {
    entities.add(new EntityMethods<>(standard, prototype, useCases, mapping));
    return this;
  }

  /** Serves a method that answers what its handler returns. */
  protected final <Q, A> void serve(MethodDescriptor<Q, A> method, Function<Q, A> handler) {
    handlers.put(method, unary(handler));
  }

  /** Serves a method that writes, and answers the resource that it wrote in its default form. */
  protected final <Q extends Message, A extends Message> void write(
      MethodDescriptor<Q, A> method, Function<Q, Write> handler) {
    write(method, ReadMask.DEFAULT, handler);
  }

  /**
   * Serves a method that writes, and answers the resource that it wrote.
   *
   * @param mask what to answer of it
   */
  protected final <Q extends Message, A extends Message> void write(
      MethodDescriptor<Q, A> method, ReadMask mask, Function<Q, Write> handler) {
    write(method, _ -> mask, handler);
  }

  /** As {@link #write(MethodDescriptor, ReadMask, Function)}, with a mask for each request. */
  protected final <Q extends Message, A extends Message> void write(
      MethodDescriptor<Q, A> method, Function<Q, ReadMask> mask, Function<Q, Write> handler) {
    var prototype = prototype(method);
    serve(
        method, request -> standard.write(request, prototype, mask.apply(request), handler::apply));
  }

  /** Serves a method that writes several resources, and answers them in order. */
  protected final <Q extends Message, A extends Message> void batch(
      MethodDescriptor<Q, A> method, Function<Q, Supplier<List<ResourceName>>> handler) {
    var prototype = prototype(method);
    serve(method, request -> standard.batch(request, prototype, handler));
  }

  /** Serves a method that writes, and answers nothing. */
  protected final <Q extends Message> void delete(
      MethodDescriptor<Q, Empty> method, Function<Q, Runnable> handler) {
    serve(method, request -> standard.delete(request, handler));
  }

  /**
   * Serves a method that lists a part of a collection.
   *
   * @param otherwise the mask of requests without one
   */
  protected final <Q extends Message, A extends Message> void list(
      MethodDescriptor<Q, A> method, ReadMask otherwise, Function<Q, Subset> subset) {
    var prototype = prototype(method);
    serve(
        method,
        request ->
            standard.list(subset.apply(standard.resolved(request)), otherwise, request, prototype));
  }

  /**
   * Serves a method that lists a collection of the resource that it names.
   *
   * @param relation the relation to many of that resource
   */
  protected final <Q extends Message, A extends Message> void collection(
      MethodDescriptor<Q, A> method, ResourceType owner, String relation) {
    var prototype = prototype(method);
    serve(method, request -> standard.collection(owner, relation, request, prototype));
  }

  /**
   * Serves a method that imports a stream of rows, see {@link RowImport}.
   *
   * @param row what a request says
   * @param begin begins the import of a stream
   */
  protected final <Q extends Message, A extends Message, R> void imports(
      MethodDescriptor<Q, A> method, Function<Q, R> row, Supplier<Import<R>> begin) {
    var prototype = prototype(method);
    handlers.put(
        method,
        ServerCalls.<Q, A>asyncClientStreamingCall(answer ->
            new RowImport<>(
                Callers.current(),
                request -> row.apply(standard.resolved(request)),
                begin.get(),
                prototype,
                answer)));
  }

  /**
   * Serves a method that imports a stream of entities, whose requests have the resource and its
   * {@code create_time}.
   */
  public final <
          E extends Identified<Id<E>>, Q extends Message, A extends Message, M extends Message>
      Endpoint imports(
          MethodDescriptor<Q, A> method,
          EntityUseCases<E> useCases,
          EntityMapping<E, M> mapping,
          Import<E> rows) {
    imports(
        method,
        request -> {
          var createTime = givenTime(request, "create_time");
          var field = request.getDescriptorForType().getFields().getFirst();
          @SuppressWarnings("unchecked") // the contract's first field is the resource
          var resource = (M) request.getField(field);
          return Violations.within(
              field.getName(), () -> useCases.prepare(mapping.creation(resource), createTime));
        },
        () -> rows);
    return this;
  }

  /**
   * The time that a row of an import gives, which is for ADMIN only; null for none.
   *
   * @throws NotAllowed if the caller is not ADMIN
   */
  protected static @Nullable Instant givenTime(Message request, String field) {
    var descriptor =
        Objects.requireNonNull(request.getDescriptorForType().findFieldByName(field), field);
    if (!request.hasField(descriptor)) {
      return null;
    }
    if (!Callers.current().has(Role.ADMIN)) {
      throw new NotAllowed(field + ": only ADMIN may give times");
    }
    return SharedProtos.instant(field, (Timestamp) request.getField(descriptor));
  }

  /**
   * @throws IllegalStateException if nobody serves one of the methods
   */
  @Override
  public final ServerServiceDefinition bindService() {
    var service = ServerServiceDefinition.builder(contract);
    contract.getMethods().forEach(method -> service.addMethod(served(method)));
    return service.build();
  }

  @SuppressWarnings("unchecked") // a handler was registered with its method
  private <Q, A> ServerMethodDefinition<Q, A> served(MethodDescriptor<Q, A> method) {
    var registered = (ServerCallHandler<Q, A>) handlers.get(method);
    if (registered != null) {
      return ServerMethodDefinition.create(method, registered);
    }
    return ServerMethodDefinition.create(
        method,
        method.getType() == MethodType.SERVER_STREAMING
            ? streaming(method)
            : unary(standardHandler(method)));
  }

  @SuppressWarnings("unchecked") // an export streams messages of the type of the prototype
  private <Q, A> ServerCallHandler<Q, A> streaming(MethodDescriptor<Q, A> method) {
    var handler =
        standard.exporting(
            Objects.requireNonNull(method.getBareMethodName()), (Message) prototype(method));
    if (handler == null) {
      throw new IllegalStateException("nobody serves " + method.getFullMethodName());
    }
    return ServerCalls.asyncServerStreamingCall((request, client) -> {
      handler.accept((Message) request, (ServerCallStreamObserver<Message>) client);
      client.onCompleted();
    });
  }

  @SuppressWarnings("unchecked") // standard methods answer messages of the type of the prototype
  private <Q, A> Function<Q, A> standardHandler(MethodDescriptor<Q, A> method) {
    var name = Objects.requireNonNull(method.getBareMethodName());
    var prototype = (Message) prototype(method);
    Function<Message, Message> handler = standard.reading(name, prototype);
    for (int i = 0; i < entities.size() && handler == null; i++) {
      handler = entities.get(i).writing(name, prototype);
    }
    if (handler == null) {
      throw new IllegalStateException("nobody serves " + method.getFullMethodName());
    }
    return (Function<Q, A>) handler;
  }

  private static <Q, A> ServerCallHandler<Q, A> unary(Function<Q, A> handler) {
    return ServerCalls.asyncUnaryCall((request, observer) -> {
      observer.onNext(handler.apply(request));
      observer.onCompleted();
    });
  }

  private static <A> A prototype(MethodDescriptor<?, A> method) {
    return Objects.requireNonNull(
        ((PrototypeMarshaller<A>) method.getResponseMarshaller()).getMessagePrototype());
  }
}

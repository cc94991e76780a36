package campus.shared.grpc.methods;

import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.Subset;
import campus.shared.application.write.Writes;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.RecordMapper;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.SharedProtos;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.stub.ServerCallStreamObserver;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the methods of all endpoints share: reading resources, and writing with an answer. */
@Singleton
public final class StandardMethods {

  private static final String AGGREGATE = "Aggregate";

  private final ResourceQueries queries;
  private final AnsweredWrites answers;
  private final Parents parents;
  private final NaturalNames naturalNames;

  public StandardMethods(ResourceQueries queries, Writes writes) {
    this.queries = queries;
    this.answers = new AnsweredWrites(queries, writes);
    this.parents = new Parents(queries);
    this.naturalNames = new NaturalNames(queries);
  }

  /**
   * The handler of a Get, a BatchGet or a List (AIP-131, 231, 132), or of an Aggregate, by the
   * method's name.
   *
   * @param answer any message of the kind that the method answers
   * @return null if it is none of these
   */
  @Nullable Function<Message, Message> reading(String method, Message answer) {
    var type = answer.getDescriptorForType();
    if (ResourceTypes.isResource(type)) {
      return method.equals("Get" + type.getName()) ? request -> get(request, answer) : null;
    }
    if (method.startsWith(AGGREGATE)) {
      // The response has figures, and is next to that of the List.
      var plural = method.substring(AGGREGATE.length());
      var list = type.getFile().findMessageTypeByName("List" + plural + "Response");
      var aggregated =
          ResourceTypes.of(Objects.requireNonNull(Fields.elements(list)).getMessageType());
      return request -> aggregate(aggregated, request, answer);
    }
    var elements = Fields.elements(type);
    if (elements == null || !ResourceTypes.isResource(elements.getMessageType())) {
      return null;
    }
    var plural = ResourceTypes.pluralOf(elements.getMessageType());
    if (method.equals("BatchGet" + plural)) {
      return request -> batchGet(request, answer);
    }
    return method.equals("List" + plural) ? request -> list(request, answer) : null;
  }

  private Message aggregate(ResourceType type, Message request, Message answer) {
    var query = AggregateRequests.query(type, parent(type, request), request);
    return AggregateRequests.answer(queries.aggregate(Callers.current(), query), answer);
  }

  /**
   * The handler of an Export, by the method's name.
   *
   * @param prototype any message of the kind that the method streams
   * @return null if it is none
   */
  @Nullable BiConsumer<Message, ServerCallStreamObserver<Message>> exporting(
      String method, Message prototype) {
    var resource = prototype.getDescriptorForType();
    return ResourceTypes.isResource(resource)
            && method.equals("Export" + ResourceTypes.pluralOf(resource))
        ? (request, client) -> export(request, client, prototype)
        : null;
  }

  private void export(
      Message request, ServerCallStreamObserver<Message> client, Message prototype) {
    var type = ResourceTypes.of(prototype.getDescriptorForType());
    var after = Fields.text(resolved(request), "after");
    queries.export(
        Callers.current(),
        query(type, request),
        after.isEmpty() ? null : Names.parse(type, "after", after),
        new Exports<>(client, prototype));
  }

  /**
   * Answers a Get.
   *
   * @param answer any message of the resource
   */
  public <M extends Message> M get(Message request, M answer) {
    var type = ResourceTypes.of(answer.getDescriptorForType());
    var text = Fields.text(request, "name");
    var natural = Names.parseNatural(type, text, Callers.current());
    if (natural != null) {
      var found = queries.get(Callers.current(), natural, SharedProtos.readMask(request));
      return RecordMapper.toMessage(found, answer);
    }
    var name = Names.parse(type, "name", text);
    return RecordMapper.toMessage(
        queries.get(Callers.current(), name, SharedProtos.readMask(request)), answer);
  }

  private Message batchGet(Message request, Message answer) {
    var elements = elements(answer);
    var type = ResourceTypes.of(elements.getMessageType());
    var texts = Fields.value(resolved(request), "names", List.<String>of());
    var names = Names.parseAll(type, "names[%d]", texts);
    return filled(
        answer, queries.batchGet(Callers.current(), names, SharedProtos.readMask(request)));
  }

  /**
   * Answers a List. Fields that the request does not have count as empty.
   *
   * @param answer any message of the kind to answer
   */
  public <A extends Message> A list(Message request, A answer) {
    var type = ResourceTypes.of(elements(answer).getMessageType());
    return ListRequests.answer(queries.list(Callers.current(), query(type, request)), answer);
  }

  /**
   * What a List request asks for.
   *
   * @throws NotFound if the caller does not see the parent
   */
  ListQuery query(ResourceType type, Message request) {
    return ListRequests.query(type, parent(type, request), request);
  }

  private @Nullable Parent parent(ResourceType type, Message request) {
    var parent = parents.parse(type, Fields.text(request, "parent"), Callers.current());
    if (parent != null) {
      require(parent.owner());
    }
    return parent;
  }

  /**
   * Answers a method that lists a part of a collection, as {@link #list(Message, Message)} does.
   *
   * @param otherwise the mask of requests without one
   */
  public <A extends Message> A list(Subset subset, ReadMask otherwise, Message request, A answer) {
    var type = ResourceTypes.of(elements(answer).getMessageType());
    var asked = ListRequests.query(type, null, request).withSubset(subset);
    var query = asked.withMask(asked.mask().orElse(otherwise));
    return ListRequests.answer(queries.list(Callers.current(), query), answer);
  }

  /**
   * Answers a method that lists a collection of the resource that it names, in the collection's own
   * order by default.
   *
   * @param relation the relation to many of that resource
   * @throws NotFound if the caller does not see it
   */
  <A extends Message> A collection(ResourceType owner, String relation, Message request, A answer) {
    var name = Names.parse(owner, "name", Fields.text(resolved(request), "name"));
    require(name);
    var type = ResourceTypes.of(elements(answer).getMessageType());
    var query = ListRequests.query(type, new Parent(name, relation, true), request);
    return ListRequests.answer(queries.list(Callers.current(), query), answer);
  }

  /**
   * A request with ids in all names.
   *
   * @throws NotFound if a key in a name is that of no resource that the caller sees
   */
  <Q extends Message> Q resolved(Q request) {
    return naturalNames.resolve(request);
  }

  /**
   * What a request asks for. A handler takes the request apart at once, outside of any transaction;
   * if names have keys, in the transaction that it then runs in.
   */
  private <Q extends Message, T> Supplier<T> prepared(Q request, Function<Q, Supplier<T>> handler) {
    return naturalNames.areIn(request)
        ? () -> handler.apply(naturalNames.resolve(request)).get()
        : handler.apply(request);
  }

  /**
   * Refuses a call about a resource that the caller does not see.
   *
   * @throws campus.shared.domain.error.NotFound if it does not exist for them
   */
  public void require(ResourceName name) {
    queries.get(Callers.current(), name, ReadMask.of("name"));
  }

  /**
   * Runs a use case and answers the resource that it wrote, as the transaction left it.
   *
   * @param answer any message of the resource
   * @param otherwise the mask of requests without one
   * @param handler prepares the use case, which answers the name of the resource and may run more
   *     than once
   */
  <Q extends Message, M extends Message> M write(
      Q request, M answer, ReadMask otherwise, Function<Q, Supplier<ResourceName>> handler) {
    var useCase = prepared(request, handler);
    var mask = SharedProtos.readMask(request).orElse(otherwise);
    Function<ResourceName, M> read =
        name -> RecordMapper.toMessage(queries.get(Callers.current(), name, mask), answer);
    return answers.run(
        request,
        answer,
        () -> read.apply(useCase.get()),
        stored -> read.apply(AnsweredWrites.nameOf(stored)));
  }

  /**
   * Runs a use case that answers nothing, such as a Delete or a BatchDelete.
   *
   * @param handler prepares the use case, which may run more than once
   */
  <Q extends Message> Empty delete(Q request, Function<Q, Runnable> handler) {
    return answers.run(
        request,
        Empty.getDefaultInstance(),
        prepared(
            request,
            asked -> {
              var useCase = handler.apply(asked);
              return () -> {
                useCase.run();
                return Empty.getDefaultInstance();
              };
            }),
        stored -> stored);
  }

  /**
   * Runs a use case that writes several resources, and answers all of them.
   *
   * @param answer any message of the kind to answer, with one repeated field of resources
   * @param handler prepares the use case, which answers the names of the resources in order and may
   *     run more than once
   */
  <Q extends Message, A extends Message> A batch(
      Q request, A answer, Function<Q, Supplier<List<ResourceName>>> handler) {
    var useCase = prepared(request, handler);
    var mask = SharedProtos.readMask(request);
    Function<List<ResourceName>, A> read =
        names ->
            filled(
                answer,
                names.isEmpty() ? List.of() : queries.batchGet(Callers.current(), names, mask));
    return answers.run(
        request,
        answer,
        () -> read.apply(useCase.get()),
        stored ->
            read.apply(
                ResourceTypes.elementsOf(stored).stream().map(AnsweredWrites::nameOf).toList()));
  }

  /**
   * The resources of a batch whose request has {@code names}, or a {@code filter}: those named, or
   * those that are {@link #locked} then.
   *
   * @param own as there
   * @throws campus.shared.domain.error.InvalidRequest if a name is invalid or comes twice
   */
  public Supplier<List<ResourceName>> chosen(ResourceType type, Message request, String... own) {
    var names =
        Names.parseDistinct(type, "names[%d]", Fields.value(request, "names", List.<String>of()));
    return names.isEmpty() ? () -> locked(type, request, own) : () -> names;
  }

  /**
   * Finds and locks the resources of a batch whose request has a {@code filter} and an {@code
   * expected_count}. Runs inside a use case, so that no more can be changed than was counted.
   *
   * @param own filters of the method's own, which hold for the resources too
   * @throws RuleBroken if they are not as many as expected
   * @throws campus.shared.domain.error.InvalidRequest if the filter is invalid
   */
  public List<ResourceName> locked(ResourceType type, Message request, String... own) {
    int expected = Fields.number(request, "expected_count");
    var filters = new ArrayList<>(List.of(own));
    filters.addFirst(Fields.text(request, "filter"));
    var found = queries.lock(Callers.current(), type, filters, expected + 1);
    if (found.size() != expected) {
      var number = found.size() > expected ? "more than that" : String.valueOf(found.size());
      throw new RuleBroken(
          Reason.COUNT_DIFFERS,
          type.any(),
          "expected_count: is " + expected + ", but the filter holds for " + number);
    }
    return found;
  }

  private static FieldDescriptor elements(Message answer) {
    return Objects.requireNonNull(Fields.elements(answer.getDescriptorForType()));
  }

  @SuppressWarnings("unchecked") // what a builder of a message builds is a message of its kind
  private static <A extends Message> A filled(A answer, List<ResourceRecord> records) {
    var builder = answer.newBuilderForType();
    var elements = elements(answer);
    var prototype = builder.newBuilderForField(elements).getDefaultInstanceForType();
    return (A) builder.setField(elements, RecordMapper.toMessages(records, prototype)).build();
  }
}

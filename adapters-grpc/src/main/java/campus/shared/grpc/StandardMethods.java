package campus.shared.grpc;

import campus.shared.application.ReadMask;
import campus.shared.application.Requests.RequestKey;
import campus.shared.application.ResourceName;
import campus.shared.application.ResourceQueries;
import campus.shared.application.ResourceRecord;
import campus.shared.application.ResourceType;
import campus.shared.application.Subset;
import campus.shared.application.Writes;
import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The standard methods (AIP-130), for resources of any type, in the name of the caller: what an
 * endpoint would otherwise say again for each resource.
 */
@Singleton
public final class StandardMethods {

  private final ResourceQueries queries;
  private final Writes writes;

  public StandardMethods(ResourceQueries queries, Writes writes) {
    this.queries = queries;
    this.writes = writes;
  }

  /** Answers a Get (AIP-131), whose request has the resource's {@code name}. */
  public <M extends Message> M get(
      ResourceType type, M prototype, String name, FieldMask readMask) {
    var parsed = Names.parse(type, "name", name);
    var mask = SharedProtos.readMask(readMask);
    return RecordMapper.toMessage(queries.get(Callers.current(), parsed, mask), prototype);
  }

  /** Answers a BatchGet (AIP-231), whose request has the resources' {@code names}. */
  public <M extends Message> List<M> batchGet(
      ResourceType type, M prototype, List<String> names, FieldMask readMask) {
    var parsed =
        IntStream.range(0, names.size())
            .mapToObj(i -> Names.parse(type, "names[" + i + "]", names.get(i)))
            .toList();
    var mask = SharedProtos.readMask(readMask);
    return RecordMapper.toMessages(queries.batchGet(Callers.current(), parsed, mask), prototype);
  }

  /**
   * Answers a List (AIP-132). Request and response have the fields that the AIPs say, or some of
   * them: {@code parent}, {@code filter}, {@code order_by}, {@code page_size}, {@code page_token},
   * {@code skip}, {@code total_size}, {@code read_mask}; the resources first, {@code
   * next_page_token}, {@code total_size}.
   *
   * @param response of the type to answer
   */
  public <R extends Message> R list(ResourceType type, Message request, R response) {
    return ListRequests.answer(
        queries.list(Callers.current(), ListRequests.query(type, request)), response);
  }

  /**
   * Answers a method that lists a part of a collection, as {@link #list(ResourceType, Message,
   * Message)} does.
   *
   * @param otherwise what to answer of each where the request has no mask
   */
  public <R extends Message> R list(
      ResourceType type, Subset subset, ReadMask otherwise, Message request, R response) {
    var asked = ListRequests.query(type, request).withSubset(subset);
    var query = asked.mask().paths().isEmpty() ? asked.withMask(otherwise) : asked;
    return ListRequests.answer(queries.list(Callers.current(), query), response);
  }

  /**
   * Makes sure that a resource is there for the caller, whose collections he asks for.
   *
   * @throws campus.shared.domain.NotFound if it is not
   */
  public void require(ResourceName name) {
    queries.get(Callers.current(), name, ReadMask.of("name"));
  }

  /**
   * Answers a method that makes a resource, with the resource.
   *
   * @param useCase answers the name of what it made; may run more than once
   */
  public <M extends Message> M create(
      Message request, M prototype, Supplier<ResourceName> useCase) {
    return create(request, prototype, ReadMask.DEFAULT, useCase);
  }

  /**
   * Answers a method that makes a resource, with what the mask says of the resource.
   *
   * @param useCase answers the name of what it made; may run more than once
   */
  public <M extends Message> M create(
      Message request, M prototype, ReadMask mask, Supplier<ResourceName> useCase) {
    return write(
        request,
        prototype,
        () ->
            RecordMapper.toMessage(queries.get(Callers.current(), useCase.get(), mask), prototype));
  }

  /**
   * Answers a method that changes a resource, with the resource as it is then.
   *
   * @param name of the resource to answer
   * @param useCase may run more than once
   */
  public <M extends Message> M change(
      Message request, M prototype, ResourceName name, Runnable useCase) {
    return change(request, prototype, ReadMask.DEFAULT, name, useCase);
  }

  /**
   * Answers a method that changes a resource, with the resource as it is then.
   *
   * @param mask what to answer of it
   * @param name of the resource to answer
   * @param useCase may run more than once
   */
  public <M extends Message> M change(
      Message request, M prototype, ReadMask mask, ResourceName name, Runnable useCase) {
    return create(
        request,
        prototype,
        mask,
        () -> {
          useCase.run();
          return name;
        });
  }

  /**
   * Answers a Delete (AIP-135), or a BatchDelete (AIP-235).
   *
   * @param useCase may run more than once
   */
  public Empty delete(Message request, Runnable useCase) {
    return write(
        request,
        Empty.getDefaultInstance(),
        () -> {
          useCase.run();
          return Empty.getDefaultInstance();
        });
  }

  /**
   * Answers a BatchCreate or a BatchUpdate (AIP-233, 234), with all the resources.
   *
   * @param response any message of the kind to answer, which has one repeated field of resources
   * @param useCase answers the names of what it made or changed, in order; may run more than once
   */
  @SuppressWarnings("unchecked") // what a builder of a message builds is a message of its kind
  public <A extends Message> A batch(
      Message request, A response, Supplier<List<ResourceName>> useCase) {
    var field = resources(response);
    var prototype = response.newBuilderForType().newBuilderForField(field);
    return write(
        request,
        response,
        () -> {
          var names = useCase.get();
          List<ResourceRecord> records =
              names.isEmpty()
                  ? List.of()
                  : queries.batchGet(Callers.current(), names, ReadMask.DEFAULT);
          var messages =
              RecordMapper.<Message>toMessages(records, prototype.getDefaultInstanceForType());
          return (A) response.newBuilderForType().setField(field, messages).build();
        });
  }

  /**
   * Finds what a batch by filter is about, and locks it. For use inside of a use case, so that
   * nothing more can be changed than was counted.
   *
   * @throws RuleBroken if it is not as many as expected
   * @throws campus.shared.domain.InvalidRequest if the filter does not fit
   */
  public List<ResourceName> locked(ResourceType type, String filter, int expectedCount) {
    var found = queries.lock(Callers.current(), type, filter, expectedCount + 1);
    if (found.size() != expectedCount) {
      var number = found.size() > expectedCount ? "more than that" : String.valueOf(found.size());
      throw new RuleBroken(
          Reason.COUNT_DIFFERS,
          type.pattern().replaceAll("\\{[^}]*}", "-"),
          "expected_count: is " + expectedCount + ", but the filter holds for " + number);
    }
    return found;
  }

  private static FieldDescriptor resources(Message response) {
    return response.getDescriptorForType().getFields().stream()
        .filter(field -> field.isRepeated() && field.getJavaType() == JavaType.MESSAGE)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no resources in " + response.getClass()));
  }

  /**
   * Runs a use case with its answer in one transaction: once for each {@code request_id}, or for
   * nothing but the answer where {@code validate_only} is set.
   */
  private <A extends Message> A write(Message request, A prototype, Supplier<A> useCase) {
    var method = WriteMethod.of(request);
    if (method.isRehearsal(request)) {
      return writes.rehearse(useCase);
    }
    var id = method.idOf(request);
    if (id == null) {
      return writes.run(useCase);
    }
    var key = new RequestKey(Callers.current().requireUser(), id);
    return writes.once(key, method.asked(request), new AnswerCodec<>(prototype), useCase);
  }

  /**
   * Makes sure that the caller may read all that an answer is about, as it is now: what was kept
   * for them is not told to them when it has become somebody else's business.
   *
   * @throws campus.shared.domain.NotFound if they may not, or it is no longer there
   */
  private void requireReadable(Message answer) {
    if (isResource(answer)) {
      require(nameOf(answer));
      return;
    }
    var names = new LinkedHashSet<ResourceName>();
    answer
        .getAllFields()
        .forEach((field, value) -> {
          if (field.isRepeated() && field.getJavaType() == JavaType.MESSAGE) {
            ((List<?>) value).forEach(element -> names.add(nameOf((Message) element)));
          }
        });
    if (!names.isEmpty()) {
      var _ = queries.batchGet(Callers.current(), List.copyOf(names), ReadMask.of("name"));
    }
  }

  private static boolean isResource(Message message) {
    return message.getDescriptorForType().getOptions().hasExtension(ResourceProto.resource);
  }

  private static ResourceName nameOf(Message resource) {
    var type = ResourceTypes.of(resource.getDescriptorForType());
    var name = resource.getDescriptorForType().findFieldByName("name");
    return Names.parse(type, "name", (String) resource.getField(name));
  }

  /** Answers as they go over the wire. */
  private final class AnswerCodec<A extends Message> implements Writes.Codec<A> {

    private final A prototype;

    AnswerCodec(A prototype) {
      this.prototype = prototype;
    }

    @Override
    public byte[] encode(A answer) {
      return answer.toByteArray();
    }

    @Override
    @SuppressWarnings("unchecked") // the parser of a message makes messages of its kind
    public A decode(byte[] encoded) {
      try {
        var answer = (A) prototype.getParserForType().parseFrom(encoded);
        requireReadable(answer);
        return answer;
      } catch (InvalidProtocolBufferException e) {
        throw new UncheckedIOException("an answer that was kept cannot be read", e);
      }
    }
  }
}

package campus.shared.grpc;

import campus.shared.application.ResourceName;
import campus.shared.application.ResourceQueries;
import campus.shared.application.ResourceType;
import campus.shared.application.Writes;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import jakarta.inject.Singleton;
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
    var page = queries.list(Callers.current(), ListRequests.query(type, request));
    return ListRequests.answer(page, response);
  }

  /**
   * Answers a method that makes a resource, with the resource.
   *
   * @param useCase answers the name of what it made; may run more than once
   */
  public <M extends Message> M create(M prototype, Supplier<ResourceName> useCase) {
    return RecordMapper.toMessage(writes.answering(Callers.current(), useCase), prototype);
  }

  /**
   * Answers a method that changes a resource, with the resource as it is then.
   *
   * @param name of the resource to answer
   * @param useCase may run more than once
   */
  public <M extends Message> M change(M prototype, ResourceName name, Runnable useCase) {
    return create(
        prototype,
        () -> {
          useCase.run();
          return name;
        });
  }

  /**
   * Answers a Delete (AIP-135).
   *
   * @param useCase may run more than once
   */
  public Empty delete(Runnable useCase) {
    writes.run(useCase);
    return Empty.getDefaultInstance();
  }
}

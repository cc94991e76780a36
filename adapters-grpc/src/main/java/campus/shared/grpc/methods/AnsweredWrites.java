package campus.shared.grpc.methods;

import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.write.Requests.RequestKey;
import campus.shared.application.write.Writes;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Fields;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.WriteMethod;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes with answers, which are stored under the {@code request_id} and answered again. */
final class AnsweredWrites {

  private final ResourceQueries queries;
  private final Writes writes;

  AnsweredWrites(ResourceQueries queries, Writes writes) {
    this.queries = queries;
    this.writes = writes;
  }

  /**
   * Runs a use case and reads its answer in one transaction: once for each {@code request_id}, or
   * for the answer alone where {@code validate_only} is set.
   *
   * @param anew reads a stored answer again
   */
  <A extends Message> A run(
      Message request, A prototype, Supplier<A> useCase, UnaryOperator<A> anew) {
    var method = WriteMethod.of(request);
    if (method.isDryRun(request)) {
      return writes.dryRun(useCase);
    }
    var id = method.idOf(request);
    if (id == null) {
      return writes.run(useCase);
    }
    var key = new RequestKey(Callers.current().requireUser(), id);
    return writes.once(key, method.asked(request), new AnswerCodec<>(prototype, anew), useCase);
  }

  /**
   * Refuses a stored answer about something that the caller may not read any more.
   *
   * @throws campus.shared.domain.error.NotFound if they may not, or it no longer exists
   */
  private void requireReadable(Collection<Message> resources) {
    resources.stream()
        .map(AnsweredWrites::nameOf)
        .distinct()
        .collect(Collectors.groupingBy(ResourceName::type))
        .values()
        .forEach(names -> {
          var _ = queries.batchGet(Callers.current(), names, ReadMask.of("name"));
        });
  }

  /** The name of a resource in an answer. */
  static ResourceName nameOf(Message resource) {
    var type = ResourceTypes.of(resource.getDescriptorForType());
    return Names.parse(type, "name", Fields.text(resource, "name"));
  }

  /** Stores answers as they go over the wire. */
  private final class AnswerCodec<A extends Message> implements Writes.Codec<A> {

    private final A prototype;
    private final UnaryOperator<A> anew;

    AnswerCodec(A prototype, UnaryOperator<A> anew) {
      this.prototype = prototype;
      this.anew = anew;
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
        requireReadable(ResourceTypes.elementsOf(answer));
        return isShownStill(answer) ? answer : anew.apply(answer);
      } catch (InvalidProtocolBufferException e) {
        throw new UncheckedIOException("a stored answer cannot be read", e);
      }
    }

    /** Whether the caller may still read all that the resources in the answer relate to. */
    private boolean isShownStill(A answer) {
      try {
        requireReadable(ResourceTypes.relatedIn(answer));
        return true;
      } catch (NotFound _) {
        return false;
      }
    }
  }
}

package campus.shared.grpc.methods;

import campus.shared.application.call.Caller;
import campus.shared.application.write.Imports.Import;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotAllowed;
import campus.shared.grpc.wire.StreamedMessage;
import campus.shared.v1.ErrorReason;
import campus.shared.v1.RowError;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Imports a stream of rows in chunks. The response has the fields {@code created_count}, {@code
 * failed_count} and {@code errors}; the first field of a request is the resource.
 *
 * <p>A full chunk is stored before grpc-java asks the client for the next row, so that the client
 * is never read faster than rows are stored, and only one chunk is in memory. No connection is held
 * while it waits for rows.
 *
 * @param <Q> the request with a row
 * @param <A> the response
 * @param <R> the row for the use case
 */
final class RowImport<Q extends Message, A extends Message, R> implements StreamObserver<Q> {

  static final int MAX_ROWS = 1_000_000;

  private static final int CHUNK = 100;
  private static final int MAX_ERRORS = 1000;

  private final Caller caller;
  private final Function<Q, R> parse;
  private final Import<R> rows;
  private final Message.Builder response;
  private final StreamObserver<A> answer;
  private int row;
  private int created;
  private int failed;
  private int reported;

  /** The valid rows of the chunk, and the errors of the others by their numbers. */
  private final List<Row<R>> chunk = new ArrayList<>(CHUNK);

  private final SortedMap<Integer, DomainError> refused = new TreeMap<>();

  /** The field with the resource, once it is known. */
  private String resource = "";

  /**
   * @param parse what a request says; may refuse it
   * @param response any message of the kind to answer
   */
  RowImport(
      Caller caller, Function<Q, R> parse, Import<R> rows, A response, StreamObserver<A> answer) {
    this.caller = caller;
    this.parse = parse;
    this.rows = rows;
    this.response = response.newBuilderForType();
    this.answer = answer;
  }

  @Override
  public void onNext(Q request) {
    if (row == MAX_ROWS) {
      throw new InvalidRequest(
          "",
          "at most "
              + MAX_ROWS
              + " rows at a time; those are kept, send the others by another call");
    }
    row++;
    resource = request.getDescriptorForType().getFields().getFirst().getName();
    try {
      var violations = StreamedMessage.violations();
      if (!violations.isEmpty()) {
        throw new InvalidRequest(violations);
      }
      chunk.add(new Row<>(row, parse.apply(request)));
    } catch (InvalidRequest | NotAllowed e) {
      refused.put(row, e);
    }
    if (row % CHUNK == 0) {
      keep();
    }
  }

  private void keep() {
    if (!chunk.isEmpty()) {
      var imported = rows.save(caller, List.copyOf(chunk));
      refused.putAll(imported.refusals());
      created += imported.created();
    }
    failed += refused.size();
    refused.forEach((number, error) -> {
      if (reported < MAX_ERRORS) {
        reported++;
        response.addRepeatedField(field("errors"), rowError(number, error));
      }
    });
    chunk.clear();
    refused.clear();
  }

  private RowError rowError(int number, DomainError error) {
    var within = error instanceof AlreadyExists taken ? taken.within(resource) : error;
    return RowError.newBuilder()
        .setRow(number)
        .setReason(ErrorReason.valueOf(within.reason().name()))
        .setMessage(within.getMessage())
        .build();
  }

  private FieldDescriptor field(String name) {
    return Objects.requireNonNull(response.getDescriptorForType().findFieldByName(name), name);
  }

  @Override
  @SuppressWarnings("unchecked") // a builder builds what it was made by
  public void onCompleted() {
    keep();
    response.setField(field("created_count"), created);
    response.setField(field("failed_count"), failed);
    answer.onNext((A) response.build());
    answer.onCompleted();
  }

  /** The client is gone; stored chunks stay. */
  @Override
  public void onError(Throwable error) {}
}

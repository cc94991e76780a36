package campus.identity.grpc;

import campus.identity.application.UserUseCases;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.v1.ImportUsersRequest;
import campus.identity.v1.ImportUsersResponse;
import campus.identity.v1.ImportUsersResponse.RowError;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.grpc.validation.StreamedMessage;
import campus.shared.v1.ErrorReason;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Imports a stream of users in chunks.
 *
 * <p>A full chunk is stored before grpc-java asks the client for the next row, so that the client
 * is never read faster than rows are stored, and only one chunk is in memory. No connection is held
 * while it waits for rows.
 */
final class UserImport implements StreamObserver<ImportUsersRequest> {

  private static final int CHUNK = 100;
  private static final int MAX_ROWS = 100_000;
  private static final int MAX_ERRORS = 1000;

  private final UserUseCases users;
  private final Caller caller;
  private final StreamObserver<ImportUsersResponse> answer;
  private final ImportUsersResponse.Builder response = ImportUsersResponse.newBuilder();
  private int row;

  /** The valid rows of the chunk with their numbers, and the errors of the others. */
  private final List<NewUser> chunk = new ArrayList<>(CHUNK);

  private final List<Integer> numbers = new ArrayList<>(CHUNK);
  private final SortedMap<Integer, DomainError> refused = new TreeMap<>();

  UserImport(UserUseCases users, Caller caller, StreamObserver<ImportUsersResponse> answer) {
    this.users = users;
    this.caller = caller;
    this.answer = answer;
  }

  @Override
  public void onNext(ImportUsersRequest request) {
    if (row == MAX_ROWS) {
      throw new InvalidRequest(
          "",
          "at most "
              + MAX_ROWS
              + " rows at a time; those are kept, send the others by another call");
    }
    row++;
    try {
      var violations = StreamedMessage.violations();
      if (!violations.isEmpty()) {
        throw new InvalidRequest(violations);
      }
      chunk.add(IdentityProtos.newUser(request.getUser(), users));
      numbers.add(row);
    } catch (InvalidRequest e) {
      refused.put(row, e);
    }
    if (row % CHUNK == 0) {
      keep();
    }
  }

  private void keep() {
    if (!chunk.isEmpty()) {
      var imported = users.importRows(caller, chunk);
      imported.refusals().forEach((index, error) -> refused.put(numbers.get(index), within(error)));
      response.setCreatedCount(response.getCreatedCount() + imported.created());
    }
    response.setFailedCount(response.getFailedCount() + refused.size());
    refused.forEach((number, error) -> {
      if (response.getErrorsCount() < MAX_ERRORS) {
        response.addErrors(
            RowError.newBuilder()
                .setRow(number)
                .setReason(ErrorReason.valueOf(error.reason().name()))
                .setMessage(error.getMessage()));
      }
    });
    chunk.clear();
    numbers.clear();
    refused.clear();
  }

  private static DomainError within(DomainError error) {
    return error instanceof AlreadyExists taken ? taken.within("user") : error;
  }

  @Override
  public void onCompleted() {
    keep();
    answer.onNext(response.build());
    answer.onCompleted();
  }

  /** The client is gone; stored chunks stay. */
  @Override
  public void onError(Throwable error) {}
}

package campus.shared.grpc.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.v1.ImportUsersRequest;
import campus.identity.v1.ImportUsersResponse;
import campus.identity.v1.User;
import campus.shared.application.call.Caller;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.grpc.wire.StreamedMessage;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowImportTest {

  private final List<Integer> chunks = new ArrayList<>();
  private @Nullable ImportUsersResponse answered;
  private final RowImport<ImportUsersRequest, ImportUsersResponse, String> rows =
      new RowImport<>(
          Caller.ANONYMOUS,
          request -> request.getUser().getUsername(),
          (_, chunk) -> save(chunk),
          ImportUsersResponse.getDefaultInstance(),
          new StreamObserver<>() {
            @Override
            public void onNext(ImportUsersResponse response) {
              answered = response;
            }

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {}
          });

  private Imported save(List<Row<String>> chunk) {
    chunks.add(chunk.size());
    var refusals = new TreeMap<Integer, DomainError>();
    for (var row : chunk) {
      switch (row.value()) {
        case "taken" ->
            refusals.put(
                row.number(),
                new AlreadyExists(Reason.USERNAME_TAKEN, "username", "username: is taken"));
        case "away" -> throw new Overloaded("come back later", Duration.ofSeconds(1));
        default -> {}
      }
    }
    return new Imported(chunk.size() - refusals.size(), refusals);
  }

  private void send(String username) {
    send(username, List.of());
  }

  private void send(String username, List<Violation> violations) {
    var request =
        ImportUsersRequest.newBuilder().setUser(User.newBuilder().setUsername(username)).build();
    StreamedMessage.handle(violations, () -> rows.onNext(request));
  }

  private ImportUsersResponse answer() {
    rows.onCompleted();
    return Objects.requireNonNull(answered);
  }

  @Test
  void aMillionRowsComeInChunksAndNoMore() {
    for (int i = 0; i < RowImport.MAX_ROWS; i++) {
      send(i % 10 == 0 ? "taken" : "free");
      // What is not saved yet is never more than a chunk.
      assertThat(chunks.size()).isEqualTo((i + 1) / 100);
    }

    assertThatThrownBy(() -> send("free"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("at most 1000000 rows");
    assertThat(chunks).hasSize(10_000).containsOnly(100);
    var answer = answer();
    assertThat(answer.getCreatedCount()).isEqualTo(900_000);
    assertThat(answer.getFailedCount()).isEqualTo(100_000);
    assertThat(answer.getErrorsList()).hasSize(1000);
    assertThat(answer.getErrors(999).getRow()).isEqualTo(9991);
  }

  @Test
  void refusedRowsKeepTheirNumbers() {
    send("free");
    send("", List.of(new Violation("user.username", "is required")));
    send("taken");

    var answer = answer();
    assertThat(answer.getCreatedCount()).isEqualTo(1);
    assertThat(answer.getErrorsList())
        .extracting(error -> error.getRow() + " " + error.getMessage())
        .containsExactly("2 user.username: is required", "3 user.username: is taken");
    assertThat(chunks).containsExactly(2);
  }

  @Test
  void whatFailsAChunkEndsTheStream() {
    send("away");

    assertThatThrownBy(rows::onCompleted).isInstanceOf(Overloaded.class);
    assertThat(answered).isNull();
  }
}

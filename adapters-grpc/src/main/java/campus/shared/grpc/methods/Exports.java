package campus.shared.grpc.methods;

import campus.shared.application.call.Call;
import campus.shared.application.query.ResourceRecord;
import campus.shared.domain.error.Overloaded;
import campus.shared.grpc.wire.RecordMapper;
import com.google.protobuf.Message;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends resources to a client no faster than it reads them, so that few are in memory.
 *
 * @param prototype any message of the resource
 */
record Exports<A extends Message>(ServerCallStreamObserver<A> client, A prototype)
    implements Consumer<List<ResourceRecord>> {

  /** How long a client may read nothing, while a connection is held for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(2);

  @Override
  public void accept(List<ResourceRecord> records) {
    for (var message : RecordMapper.toMessages(records, prototype)) {
      awaitReady();
      client.onNext(message);
    }
  }

  /** Polls, since the call's own listener waits for this method to return. */
  private void awaitReady() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!client.isReady()) {
      if (System.nanoTime() > end) {
        throw new Overloaded(
            "the client has read nothing for "
                + PATIENCE.toSeconds()
                + " seconds; go on after the last name that it has",
            Duration.ZERO);
      }
      Call.current().pause(PAUSE);
    }
  }
}

package campus.shared.persistence.read;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.ResourceName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads whole collections, portion by portion in one snapshot. */
final class ExportReads {

  /** Resources of large masks come fewer at a time. */
  private static final int RESOURCES_AT_A_TIME = 500;

  /** Each keeps a connection and a snapshot for as long as its client reads. */
  private static final int EXPORTS_AT_A_TIME = 2;

  private static final Duration BUSY = Duration.ofSeconds(10);

  private final Semaphore places = new Semaphore(EXPORTS_AT_A_TIME);
  private final Transactions transactions;
  private final ListReads lists;
  private final Runs runs;

  ExportReads(Transactions transactions, ListReads lists, Runs runs) {
    this.transactions = transactions;
    this.lists = lists;
    this.runs = runs;
  }

  void export(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client) {
    if (!places.tryAcquire()) {
      throw new Overloaded("as many exports run already as may at a time; try again later", BUSY);
    }
    try {
      var portion = query.withOrder("").withSkip(0).withTotalSize(false);
      var begun = new AtomicBoolean();
      transactions.read(() -> {
        if (!begun.compareAndSet(false, true)) {
          throw new Conflict(
              Reason.CONFLICT, "the export was interrupted; go on after the last name received");
        }
        send(caller, portion, after, client);
        return null;
      });
    } finally {
      places.release();
    }
  }

  private void send(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client) {
    var token = after == null ? "" : lists.tokenAfter(query, after.id());
    do {
      var asked = lists.asked(caller, query.withPage(RESOURCES_AT_A_TIME, token));
      var list = lists.compiled().list(asked.shape());
      var page =
          lists.page(asked, list, runs.run(list.fetch(), asked.arguments(), asked.nested()), null);
      client.accept(page.records());
      token = page.nextToken();
    } while (!token.isEmpty());
  }
}

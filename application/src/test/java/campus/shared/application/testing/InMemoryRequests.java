package campus.shared.application.testing;

import campus.shared.application.write.Requests;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Requests in memory. */
public final class InMemoryRequests implements Requests {

  private record Row(Asked asked, Instant time, Done done) {}

  private final Map<RequestKey, Row> rows;

  public InMemoryRequests(InMemoryTransactions transactions) {
    this.rows = transactions.table();
  }

  @Override
  public @Nullable Done claim(RequestKey key, Asked asked, Instant now, Instant forgetBefore) {
    var row = rows.get(key);
    if (row != null && row.time().isAfter(forgetBefore)) {
      return row.done();
    }
    rows.put(key, new Row(asked, now, new Done(asked, new byte[0])));
    return null;
  }

  @Override
  public void answerAndCommit(RequestKey key, byte[] answer) {
    var row = Objects.requireNonNull(rows.get(key));
    rows.put(key, new Row(row.asked(), row.time(), new Done(row.asked(), answer)));
  }
}

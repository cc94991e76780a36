package campus.shared.web.call;

import campus.shared.web.http.Exchange;
import io.grpc.Metadata;
import java.util.LinkedHashMap;

/** An answer in parts. It begins with the first of them, when the headers of the call are known. */
public final class StreamedAnswer {

  private final Exchange exchange;
  private final String contentType;
  private boolean begun;

  public StreamedAnswer(Exchange exchange, String contentType) {
    this.exchange = exchange;
    this.contentType = contentType;
  }

  public boolean hasBegun() {
    return begun;
  }

  /**
   * Sends a part. Waits while the client reads slower than this is called.
   *
   * @param told by the server so far; only used for the first part
   */
  public void write(Metadata told, byte[] part) {
    if (!begun) {
      begun = true;
      var headers = new LinkedHashMap<>(CallHeaders.headers(told));
      headers.put("content-type", contentType);
      exchange.begin(200, headers);
    }
    exchange.write(part);
  }

  /** Sends the last part. */
  public void end(Metadata told, byte[] part) {
    write(told, part);
    exchange.finish();
  }
}

package campus.shared.web.server;

import campus.shared.web.http.Exchange;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.json.JsonAnswers;

/** What a request goes to. */
interface Target {

  /** Handles a request on a virtual thread of its own. */
  void handle(Exchange exchange);

  /** Answers a request that was refused, in the manner of its protocol. */
  default void refuse(Exchange exchange, HttpFailure failure) {
    JsonAnswers.refuse(exchange, failure);
  }

  /** Whether the body is read while it arrives. */
  default boolean readsStream() {
    return false;
  }
}

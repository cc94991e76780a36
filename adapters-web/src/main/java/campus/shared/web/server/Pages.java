package campus.shared.web.server;

import org.jspecify.annotations.Nullable;

/** What is not a call: the description of the interface, and the page to try it. */
final class Pages {

  @Nullable Target find(String path) {
    return null;
  }
}

package campus.server.runtime;

import campus.server.settings.Failure;
import campus.server.settings.Settings;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps passwords and tokens from crossing the network in plain text by mistake. */
record PublicAddresses(Settings settings) {

  private static final Logger LOG = LoggerFactory.getLogger(PublicAddresses.class);

  /**
   * Warns of addresses that other machines reach without TLS.
   *
   * @throws Failure if calls are served on one, and the settings do not allow that
   */
  void check(ListenAddress grpc, @Nullable ListenAddress web, ListenAddress http) {
    var open = new ArrayList<String>();
    if (settings.tls() == null && grpc.isPublic()) {
      open.add("gRPC on " + grpc.hostAndSetting());
    }
    if (settings.tls() == null && web != null && web.isPublic()) {
      open.add("HTTP/JSON, gRPC-Web and Connect on " + web.hostAndSetting());
    }
    if (!open.isEmpty() && !settings.plaintextAllowed()) {
      throw Failure.misuse(
          "Other machines would reach "
              + String.join(" and ", open)
              + " without TLS, and passwords and tokens could be read on the way: set"
              + " CAMPUS_TLS_CERTIFICATE and CAMPUS_TLS_KEY, or CAMPUS_PLAINTEXT=allow where a"
              + " proxy with TLS is in front.");
    }
    boolean bare = !open.isEmpty();
    if (http.isPublic()) {
      open.add("health and metrics on " + http.hostAndSetting());
    }
    if (bare) {
      LOG.warn(
          "Other machines reach {} without TLS: passwords and tokens can be read on the way, so put"
              + " a proxy with TLS in front",
          String.join(", ", open));
    } else if (http.isPublic()) {
      LOG.warn(
          "Other machines reach {}, without TLS and without credentials: let only your own network"
              + " reach it",
          open.getFirst());
    }
  }
}

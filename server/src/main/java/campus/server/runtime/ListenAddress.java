package campus.server.runtime;

import campus.server.settings.Failure;
import campus.server.settings.Setting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A listening address: a port on all addresses of a host. The port stays reserved until {@link
 * #listen}, when the real listener binds it.
 */
final class ListenAddress implements AutoCloseable {

  private static final String LOCALHOST = "localhost";
  private static final int ATTEMPTS = 20;

  private final Setting hostSetting;
  private final Setting portSetting;
  private final String host;
  private final List<InetAddress> addresses;
  private final int port;
  private final List<SocketChannel> reserved = new ArrayList<>();

  /**
   * Reserves a port.
   *
   * @param host a name or an address; {@code localhost} is the IPv4 loopback and, if the machine
   *     has it, the IPv6 one, since clients may try either
   * @param port 0 for any free one
   * @throws Failure if the host or port is unavailable, naming the setting
   */
  ListenAddress(String host, int port, Setting hostSetting, Setting portSetting) {
    this.hostSetting = hostSetting;
    this.portSetting = portSetting;
    this.host = host;
    this.addresses = resolve();
    this.port = reserve(port);
  }

  int port() {
    return port;
  }

  /** The address for this machine: {@code localhost:50051}. */
  String shown() {
    var name = isOnEveryAddress() ? LOCALHOST : host;
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  /** Whether other machines can reach it. */
  boolean isPublic() {
    return !addresses.stream().allMatch(InetAddress::isLoopbackAddress);
  }

  /** For operators: {@code 0.0.0.0 (CAMPUS_GRPC_HOST)}. */
  String hostAndSetting() {
    return host + " (" + hostSetting + ")";
  }

  List<InetAddress> addresses() {
    return addresses;
  }

  /** Starts a listener on all addresses. */
  @FunctionalInterface
  interface Listener<T> {
    T listen(List<InetSocketAddress> addresses) throws IOException;
  }

  /**
   * Releases the port, and starts the listener on it.
   *
   * @throws Failure if the port has become unavailable
   */
  <T> T listen(Listener<T> listener) {
    close();
    try {
      return listener.listen(
          addresses.stream().map(address -> new InetSocketAddress(address, port)).toList());
    } catch (IOException e) {
      throw failure(port, e);
    }
  }

  @Override
  public void close() {
    for (var channel : reserved) {
      try {
        channel.close();
      } catch (IOException e) {
        // The port then stays taken, and its next user reports that.
      }
    }
    reserved.clear();
  }

  private boolean isOnEveryAddress() {
    return addresses.stream().anyMatch(InetAddress::isAnyLocalAddress);
  }

  private List<InetAddress> resolve() {
    try {
      if (!host.equals(LOCALHOST)) {
        return List.of(InetAddress.getAllByName(host));
      }
      var found = new ArrayList<>(List.of(InetAddress.ofLiteral("127.0.0.1")));
      var v6 = InetAddress.ofLiteral("::1");
      if (NetworkInterface.getByInetAddress(v6) != null) {
        found.add(v6);
      }
      return List.copyOf(found);
    } catch (UnknownHostException | SocketException e) {
      throw Failure.because(
          "There is no host %s: choose another with %s.".formatted(host, hostSetting.named()), e);
    }
  }

  private int reserve(int wanted) {
    for (int attempt = 1; ; attempt++) {
      int candidate = wanted;
      try {
        for (var address : addresses) {
          candidate = bind(address, candidate);
        }
        return candidate;
      } catch (IOException e) {
        close();
        // A port that is free on the first address may be taken on others.
        if (wanted != 0 || attempt == ATTEMPTS) {
          throw failure(candidate, e);
        }
      }
    }
  }

  /** Binds without listening, so that no client takes the server for ready. */
  private int bind(InetAddress address, int candidate) throws IOException {
    var channel = SocketChannel.open();
    reserved.add(channel);
    // As listeners do, since connections of an earlier server may still be closing.
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(address, candidate));
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private Failure failure(int candidate, IOException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    var why = String.valueOf(cause.getMessage());
    if (why.contains("assign requested address")) {
      return Failure.because(
          "This machine has no address %s: choose another with %s."
              .formatted(host, hostSetting.named()),
          e);
    }
    var inUse = cause instanceof BindException && !why.contains("denied");
    return Failure.because(
        "Port %s %s: choose another with %s, or 0 for any that is free."
            .formatted(
                candidate,
                inUse ? "is in use" : "cannot be used (" + why + ")",
                portSetting.named()),
        e);
  }
}

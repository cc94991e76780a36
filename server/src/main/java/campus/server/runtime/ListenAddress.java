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
 * Where a part of the server listens: a port on every address of a host. The port is kept from
 * others until {@link #release}, right before the part listens itself.
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

  private ListenAddress(String host, int port, Setting hostSetting, Setting portSetting) {
    this.hostSetting = hostSetting;
    this.portSetting = portSetting;
    this.host = host;
    this.addresses = resolve();
    this.port = reserve(port);
  }

  /**
   * Reserves a port.
   *
   * @param host a name or an address; {@code localhost} is the loopback address of IPv4, and that
   *     of IPv6 where the machine has it, since clients may try either
   * @param port 0 for any that is free
   * @throws Failure if the host or the port cannot be had; it names the setting
   */
  static ListenAddress reserve(String host, int port, Setting hostSetting, Setting portSetting) {
    return new ListenAddress(host, port, hostSetting, portSetting);
  }

  int port() {
    return port;
  }

  /** How to call it from this machine: {@code localhost:50051}. */
  String shown() {
    var name = isOnEveryAddress() ? LOCALHOST : host;
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  /** Whether other machines may reach it. */
  boolean isPublic() {
    return !addresses.stream().allMatch(InetAddress::isLoopbackAddress);
  }

  /** How to name it to an operator: {@code 0.0.0.0 (CAMPUS_GRPC_HOST)}. */
  String hostAndSetting() {
    return host + " (" + hostSetting + ")";
  }

  List<InetAddress> addresses() {
    return addresses;
  }

  /** Lets go of the port. */
  List<InetSocketAddress> release() {
    close();
    return addresses.stream().map(address -> new InetSocketAddress(address, port)).toList();
  }

  /** Why the part cannot listen there. */
  Failure failure(IOException e) {
    return failure(port, e);
  }

  @Override
  public void close() {
    for (var channel : reserved) {
      try {
        channel.close();
      } catch (IOException e) {
        // Then the port stays taken, which whoever wants it is told.
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
          "There is no host " + host + ": choose another with " + named(hostSetting) + ".", e);
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
        // One that is free on the first address need not be so on the others.
        if (wanted != 0 || attempt == ATTEMPTS) {
          throw failure(candidate, e);
        }
      }
    }
  }

  /** Without listening, so that no client takes the server for ready. */
  private int bind(InetAddress address, int candidate) throws IOException {
    var channel = SocketChannel.open();
    reserved.add(channel);
    // As those do who listen: connections of an earlier server may still be on their way out.
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(address, candidate));
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  private Failure failure(int candidate, IOException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    var why = String.valueOf(cause.getMessage());
    if (why.contains("assign requested address")) {
      return Failure.because(
          "This machine has no address "
              + host
              + ": choose another with "
              + named(hostSetting)
              + ".",
          e);
    }
    var inUse = cause instanceof BindException && !why.contains("denied");
    return Failure.because(
        "Port "
            + candidate
            + (inUse ? " is in use" : " cannot be used (" + why + ")")
            + ": choose another with "
            + named(portSetting)
            + ", or 0 for any that is free.",
        e);
  }

  private static String named(Setting setting) {
    return setting + " (" + setting.option() + ")";
  }
}

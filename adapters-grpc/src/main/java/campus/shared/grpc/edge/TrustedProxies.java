package campus.shared.grpc.edge;

import campus.shared.application.call.Call;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which proxies are believed when they say, by {@code x-forwarded-for}, where a call comes from.
 */
public final class TrustedProxies {

  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final int NETWORK_BYTES = 8;

  private final List<IpSubnetFilterRule> rules;

  private TrustedProxies(List<IpSubnetFilterRule> rules) {
    this.rules = rules;
  }

  /**
   * Reads a list.
   *
   * @param text addresses and networks ({@code 10.0.0.0/8}), separated by commas; empty for none
   * @throws IllegalArgumentException if it is no such list
   */
  public static TrustedProxies parse(String text) {
    return text.isBlank()
        ? NONE
        : new TrustedProxies(
            Stream.of(text.split(",", -1)).map(part -> rule(part.strip())).toList());
  }

  private static IpSubnetFilterRule rule(String text) {
    int slash = text.indexOf('/');
    var host = slash < 0 ? text : text.substring(0, slash);
    // No names: they would have to be looked up.
    var address = NetUtil.createInetAddressFromIpAddressString(host);
    if (address == null) {
      throw new IllegalArgumentException("no address: " + text);
    }
    int bits =
        slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
    return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
  }

  /**
   * The origin of a call, see {@link Call#origin}.
   *
   * @param peer the other end of the connection
   * @param forwardedFor the values of {@code x-forwarded-for}, each a list. A proxy appends the
   *     address of its client; what stands before may be invented.
   */
  String originOf(@Nullable SocketAddress peer, Iterable<String> forwardedFor) {
    if (!(peer instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return Call.LOCAL;
    }
    var address = socket.getAddress();
    var hops = String.join(",", forwardedFor).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && trusts(address); i--) {
      var hop = NetUtil.createInetAddressFromIpAddressString(hops[i].strip());
      if (hop == null) {
        break;
      }
      address = hop;
    }
    return text(address);
  }

  private boolean trusts(InetAddress address) {
    return rules.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(address, 0)));
  }

  private static String text(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return Call.LOCAL;
    }
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    try {
      var network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 16);
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

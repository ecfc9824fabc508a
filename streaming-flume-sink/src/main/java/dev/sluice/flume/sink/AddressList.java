package dev.sluice.flume.sink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses and networks that may connect; all if none are listed. Immutable. */
final class AddressList {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private final List<Network> networks;

  private AddressList(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Reads a list with commas, such as {@code 127.0.0.1, 10.1.0.0/16, ::1}.
   *
   * @throws IllegalArgumentException if an entry is neither an address nor a network
   */
  static AddressList of(String text) {
    List<Network> networks = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      if (!entry.trim().isEmpty()) {
        networks.add(Network.of(entry.trim()));
      }
    }
    return new AddressList(networks);
  }

  boolean allows(InetAddress address) {
    return networks.isEmpty()
        || networks.stream().anyMatch(network -> network.has(address.getAddress()));
  }

  /** The addresses that begin with the same bits. Immutable. */
  private static final class Network {
    private final byte[] address;
    private final int bits;

    Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    static Network of(String entry) {
      int slash = entry.indexOf('/');
      String literal = slash < 0 ? entry : entry.substring(0, slash);
      try {
        if (LITERAL.matcher(literal).matches()) {
          byte[] address = InetAddress.getByName(literal).getAddress();
          int all = Byte.SIZE * address.length;
          int bits = slash < 0 ? all : Integer.parseInt(entry.substring(slash + 1));
          if (bits >= 0 && bits <= all) {
            return new Network(address, bits);
          }
        }
      } catch (UnknownHostException | NumberFormatException e) {
        throw refused(entry, e);
      }
      throw refused(entry, null);
    }

    private static IllegalArgumentException refused(String entry, @Nullable Exception cause) {
      return new IllegalArgumentException(
          "found " + entry + ", expected an address as 10.1.2.3 or a network as 10.1.0.0/16",
          cause);
    }

    boolean has(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

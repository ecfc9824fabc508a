package dev.sluice.flume;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and networks that may connect; all if none are listed. Immutable.
 *
 * @param entries each an address, or one with the number of bits that count
 */
record AddressList(List<String> entries) implements Serializable {
  private static final Pattern ENTRY =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

  /** All may connect. */
  static final AddressList ALL = new AddressList(List.of());

  AddressList {
    entries = List.copyOf(entries);
    for (String entry : entries) {
      var unused = Network.of(entry);
    }
  }

  boolean allows(InetAddress address) {
    return entries.isEmpty()
        || entries.stream().anyMatch(entry -> Network.of(entry).has(address.getAddress()));
  }

  /** The addresses that begin with the same bits. */
  private record Network(InetAddress first, int bits) {

    static Network of(String entry) {
      var parts = ENTRY.matcher(entry);
      if (!parts.matches()) {
        throw refused(entry, null);
      }
      try {
        InetAddress first = InetAddress.getByName(parts.group(1));
        int all = Byte.SIZE * first.getAddress().length;
        int bits = parts.group(2) == null ? all : Integer.parseInt(parts.group(2));
        if (bits <= all) {
          return new Network(first, bits);
        }
      } catch (UnknownHostException e) {
        throw refused(entry, e);
      }
      throw refused(entry, null);
    }

    private static IllegalArgumentException refused(String entry, @Nullable Exception cause) {
      return new IllegalArgumentException(
          ("Cannot allow addresses: found %s, expected an address as 10.1.2.3 or a network as"
                  + " 10.1.0.0/16")
              .formatted(entry),
          cause);
    }

    boolean has(byte[] other) {
      byte[] own = first.getAddress();
      if (other.length != own.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

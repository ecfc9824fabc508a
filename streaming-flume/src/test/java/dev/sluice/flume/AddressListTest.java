package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 8.8.8.8 | true",
        "127.0.0.1 | 127.0.0.1 | true",
        "127.0.0.1 | 127.0.0.2 | false",
        "10.1.0.0/16, 192.168.7.0/24 | 10.1.255.3 | true",
        "10.1.0.0/16, 192.168.7.0/24 | 192.168.7.200 | true",
        "10.1.0.0/16, 192.168.7.0/24 | 10.2.0.1 | false",
        "10.128.0.0/9 | 10.127.0.1 | false",
        "0.0.0.0/0 | 9.9.9.9 | true",
        "0.0.0.0/0 | ::1 | false",
        "fe80::/10 | febf::1 | true",
        "::1 | ::1 | true"
      })
  void an_address_is_allowed_if_it_is_listed_or_in_a_network_that_is(
      String list, String address, boolean expected) throws UnknownHostException {
    assertThat(
            new AddressList(list.isEmpty() ? List.of() : List.of(list.split(", ")))
                .allows(InetAddress.getByName(address)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "10.1.2", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129"})
  void anything_else_is_refused(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddressList(List.of(entry)))
        .withMessageContaining("found " + entry)
        .withMessageContaining("expected an address");
  }
}

package dev.sluice.kafka.client;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The headers of records. */
public final class Headers {
  private Headers() {}

  /** Looks at them: those that were not looked at hold on to buffers, which nothing can write. */
  public static void decode(ConsumerRecord<?, ?> record) {
    for (Header header : record.headers()) {
      Object unused = header.key();
      unused = header.value();
    }
  }
}

package dev.sluice.kinesis.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

/** The two forms in which clients ask. Immutable. */
enum Wire implements Calls.TimeFormat {
  /** Texts; binary values are in Base64, times in seconds. */
  JSON(new ObjectMapper()) {
    @Override
    public JsonNode of(long epochMs) {
      return DoubleNode.valueOf(epochMs / 1_000.0);
    }

    @Override
    public long epochMs(JsonNode time) {
      return Math.round(time.asDouble() * 1_000);
    }
  },

  /** Bytes; times are in milliseconds. */
  CBOR(new ObjectMapper(new CBORFactory())) {
    @Override
    public JsonNode of(long epochMs) {
      return LongNode.valueOf(epochMs);
    }

    @Override
    public long epochMs(JsonNode time) {
      return time.asLong();
    }
  };

  private final ObjectMapper mapper;

  Wire(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  static Wire of(String contentType) {
    return contentType.contains("cbor") ? CBOR : JSON;
  }

  ObjectMapper mapper() {
    return mapper;
  }
}

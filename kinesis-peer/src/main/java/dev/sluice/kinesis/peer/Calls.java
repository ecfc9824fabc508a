package dev.sluice.kinesis.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/**
 * The calls of Kinesis, as its reference describes them: what is asked and answered are trees, in
 * which binary values may be texts. Thread-safe: its parts are.
 */
final class Calls {
  private static final int MOST_RECORDS = 10_000;

  private final Streams streams;

  Calls(Streams streams) {
    this.streams = streams;
  }

  /** How an answer tells a time. */
  interface TimeFormat {
    JsonNode of(long epochMs);

    long epochMs(JsonNode time);
  }

  /** Answers a call. */
  ObjectNode answer(String name, JsonNode ask, TimeFormat times) throws IOException {
    return switch (name) {
      case "CreateStream" -> create(ask);
      case "DescribeStreamSummary" -> describe(ask, times);
      case "ListShards" -> list(ask, times);
      case "GetShardIterator" -> iterator(ask, times);
      case "GetRecords" -> records(ask, times);
      case "PutRecord" -> put(streams.get(text(ask, "StreamName")), ask);
      case "PutRecords" -> putAll(ask);
      case "SplitShard" -> split(ask);
      case "MergeShards" -> merge(ask);
      default -> throw new RefusedCall("UnknownOperationException", "No operation " + name);
    };
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String text(JsonNode ask, String field) {
    JsonNode found = ask.path(field);
    if (found.isMissingNode() || found.isNull()) {
      throw new RefusedCall("ValidationException", "Found no " + field);
    }
    return found.asText();
  }

  private ObjectNode create(JsonNode ask) {
    streams.create(text(ask, "StreamName"), ask.path("ShardCount").asInt(1));
    return object();
  }

  private ObjectNode describe(JsonNode ask, TimeFormat times) {
    DataStream stream = streams.get(text(ask, "StreamName"));
    ObjectNode answer = object();
    answer
        .putObject("StreamDescriptionSummary")
        .put("StreamName", stream.name())
        .put("StreamARN", arn(stream))
        .put("StreamStatus", "ACTIVE")
        .put("RetentionPeriodHours", 24)
        .put("ConsumerCount", 0)
        .put("OpenShardCount", stream.shards().stream().filter(Shard::isOpen).count())
        .<ObjectNode>set("StreamCreationTimestamp", times.of(stream.createdMs()))
        .putArray("EnhancedMonitoring");
    return answer;
  }

  private static String arn(DataStream stream) {
    return "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream.name();
  }

  private ObjectNode list(JsonNode ask, TimeFormat times) {
    DataStream stream = streams.get(text(ask, "StreamName"));
    JsonNode filter = ask.path("ShardFilter");
    ObjectNode answer = object();
    ArrayNode shards = answer.putArray("Shards");
    for (Shard shard : stream.shards()) {
      if (isListed(shard, filter, times)) {
        shards.add(described(shard));
      }
    }
    return answer;
  }

  private static boolean isListed(Shard shard, JsonNode filter, TimeFormat times) {
    return switch (filter.path("Type").asText()) {
      case "AT_LATEST" -> shard.isOpen();
      case "AT_TRIM_HORIZON" -> shard.parents().isEmpty();
      case "AT_TIMESTAMP" -> shard.wasOpenAt(times.epochMs(filter.path("Timestamp")));
      case "AFTER_SHARD_ID" -> shard.id().compareTo(text(filter, "ShardId")) > 0;
      default -> true;
    };
  }

  private static ObjectNode described(Shard shard) {
    ObjectNode answer = object().put("ShardId", shard.id());
    List<String> parents = shard.parents();
    if (!parents.isEmpty()) {
      answer.put("ParentShardId", parents.get(0));
    }
    if (parents.size() > 1) {
      answer.put("AdjacentParentShardId", parents.get(1));
    }
    answer.set("HashKeyRange", described(shard.range()));
    ObjectNode numbers =
        answer
            .putObject("SequenceNumberRange")
            .put("StartingSequenceNumber", shard.firstNumber().toString());
    BigInteger last = shard.lastNumber();
    if (last != null) {
      numbers.put("EndingSequenceNumber", last.toString());
    }
    return answer;
  }

  private static ObjectNode described(HashRange range) {
    return object()
        .put("StartingHashKey", range.first().toString())
        .put("EndingHashKey", range.last().toString());
  }

  private ObjectNode iterator(JsonNode ask, TimeFormat times) {
    String stream = text(ask, "StreamName");
    Shard shard = streams.get(stream).shard(text(ask, "ShardId"));
    int index =
        switch (text(ask, "ShardIteratorType")) {
          case "TRIM_HORIZON" -> 0;
          case "LATEST" -> shard.size();
          case "AT_SEQUENCE_NUMBER" -> shard.indexOf(number(ask));
          case "AFTER_SEQUENCE_NUMBER" -> shard.indexOf(number(ask).add(BigInteger.ONE));
          case "AT_TIMESTAMP" -> shard.indexSince(times.epochMs(ask.path("Timestamp")));
          default -> throw new RefusedCall("InvalidArgumentException", "No such ShardIteratorType");
        };
    return object().put("ShardIterator", Iterator.at(stream, shard, index).text());
  }

  private static BigInteger number(JsonNode ask) {
    String text = text(ask, "StartingSequenceNumber");
    if (!text.matches("[0-9]{1,128}")) {
      throw new RefusedCall(
          "InvalidArgumentException", "StartingSequenceNumber %s is invalid".formatted(text));
    }
    return new BigInteger(text);
  }

  private ObjectNode records(JsonNode ask, TimeFormat times) {
    Iterator at = Iterator.parse(text(ask, "ShardIterator"));
    Shard shard = streams.get(at.stream()).shard(at.shard());
    streams.admitRead(shard);
    List<StoredRecord> found = shard.read(at.index(), ask.path("Limit").asInt(MOST_RECORDS));
    ObjectNode answer = object();
    ArrayNode records = answer.putArray("Records");
    for (StoredRecord record : found) {
      records
          .addObject()
          .put("SequenceNumber", record.number().toString())
          .put("PartitionKey", record.partitionKey())
          .put("Data", record.data().array())
          .set("ApproximateArrivalTimestamp", times.of(record.arrivedMs()));
    }
    int next = at.index() + found.size();
    answer.put("MillisBehindLatest", next < shard.size() ? 1_000L : 0L);
    if (shard.endsAt(next)) {
      addChildren(answer.putArray("ChildShards"), shard);
    } else {
      answer.put("NextShardIterator", Iterator.at(at.stream(), shard, next).text());
    }
    streams.countSent(found.size());
    return answer;
  }

  private static void addChildren(ArrayNode answer, Shard shard) {
    for (Shard child : shard.children()) {
      ObjectNode described = answer.addObject().put("ShardId", child.id());
      ArrayNode parents = described.putArray("ParentShards");
      child.parents().forEach(parents::add);
      described.set("HashKeyRange", described(child.range()));
    }
  }

  private static ObjectNode put(DataStream stream, JsonNode record) throws IOException {
    String key = text(record, "PartitionKey");
    BigInteger hash =
        record.hasNonNull("ExplicitHashKey")
            ? new BigInteger(text(record, "ExplicitHashKey"))
            : HashRange.hash(key);
    DataStream.Put put = stream.put(key, hash, record.path("Data").binaryValue());
    return object()
        .put("ShardId", put.shard())
        .put("SequenceNumber", put.record().number().toString());
  }

  private ObjectNode putAll(JsonNode ask) throws IOException {
    DataStream stream = streams.get(text(ask, "StreamName"));
    ObjectNode answer = object().put("FailedRecordCount", 0);
    ArrayNode results = answer.putArray("Records");
    for (JsonNode record : ask.path("Records")) {
      results.add(put(stream, record));
    }
    return answer;
  }

  private ObjectNode split(JsonNode ask) {
    streams
        .get(text(ask, "StreamName"))
        .split(text(ask, "ShardToSplit"), new BigInteger(text(ask, "NewStartingHashKey")));
    return object();
  }

  private ObjectNode merge(JsonNode ask) {
    streams
        .get(text(ask, "StreamName"))
        .merge(text(ask, "ShardToMerge"), text(ask, "AdjacentShardToMerge"));
    return object();
  }
}

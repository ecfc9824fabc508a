package dev.sluice.kinesis.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of leases of the Kinesis client library, in DynamoDB. A new application makes its
 * table by itself, and waits for up to a minute with that; tests make it before. Thread-safe: its
 * parts are.
 */
final class LeaseTable {
  private static final int OK = 200;
  private static final String KEY = "leaseKey";
  private static final String OWNER = "leaseOwner";
  private static final String CHECKPOINT = "checkpoint";
  private static final String SUB_SEQUENCE_NUMBER = "checkpointSubSequenceNumber";
  private static final String TABLE =
      """
      {"BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [
         {"AttributeName": "leaseKey", "AttributeType": "S"},
         {"AttributeName": "leaseOwner", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "leaseKey", "KeyType": "HASH"}],
       "GlobalSecondaryIndexes": [{
         "IndexName": "LeaseOwnerToLeaseKeyIndex",
         "KeySchema": [
           {"AttributeName": "leaseOwner", "KeyType": "HASH"},
           {"AttributeName": "leaseKey", "KeyType": "RANGE"}],
         "Projection": {"ProjectionType": "KEYS_ONLY"}}]}
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI database;

  LeaseTable(int port) {
    this.database = URI.create("http://127.0.0.1:" + port);
  }

  /** Makes an application's table, with a free lease for each shard, read from its beginning. */
  void prepare(String application, DataStream stream) throws IOException, InterruptedException {
    ObjectNode table = (ObjectNode) json.readTree(TABLE);
    JsonNode made = call("CreateTable", table.put("TableName", application));
    if (made.isEmpty()) {
      throw new IllegalArgumentException("The application has a table");
    }
    for (Shard shard : stream.shards()) {
      ObjectNode ask = json.createObjectNode().put("TableName", application);
      addLease(ask.putObject("Item"), shard);
      JsonNode unused = call("PutItem", ask);
    }
  }

  private static void addLease(ObjectNode item, Shard shard) {
    item.putObject(KEY).put("S", shard.id());
    item.putObject(CHECKPOINT).put("S", "TRIM_HORIZON");
    item.putObject(SUB_SEQUENCE_NUMBER).put("N", "0");
    item.putObject("leaseCounter").put("N", "0");
    item.putObject("ownerSwitchesSinceCheckpoint").put("N", "0");
    item.putObject("startingHashKey").put("S", shard.range().first().toString());
    item.putObject("endingHashKey").put("S", shard.range().last().toString());
  }

  /** A line for each lease: shard, checkpoint, its sub-sequence number, owner; tabs between. */
  String list(String application) throws IOException, InterruptedException {
    ObjectNode ask =
        json.createObjectNode().put("TableName", application).put("ConsistentRead", true);
    List<String> lines = new ArrayList<>();
    for (JsonNode row : call("Scan", ask).path("Items")) {
      if (row.has(CHECKPOINT)) {
        lines.add(line(row));
      }
    }
    Collections.sort(lines);
    return String.join("\n", lines);
  }

  private static String line(JsonNode row) {
    return Stream.of(KEY, CHECKPOINT, SUB_SEQUENCE_NUMBER, OWNER)
        .map(name -> row.path(name).path("S").asText(row.path(name).path("N").asText()))
        .collect(Collectors.joining("\t"));
  }

  /** The answer; an empty one if there is no such table, or if it exists and is to be made. */
  private JsonNode call(String name, JsonNode ask) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(database)
            .header("X-Amz-Target", "DynamoDB_20120810." + name)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/dynamodb/aws4_request,"
                        .formatted(Access.KEY)
                    + " SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(ask)))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return answer.statusCode() == OK ? json.readTree(answer.body()) : json.createObjectNode();
  }
}

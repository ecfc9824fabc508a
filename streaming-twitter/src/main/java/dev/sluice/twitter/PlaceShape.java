package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives a place of version 2 the shape of version 1.1. */
final class PlaceShape {
  private static final int WEST = 0;
  private static final int SOUTH = 1;
  private static final int EAST = 2;
  private static final int NORTH = 3;

  private PlaceShape() {}

  /** The place. */
  static ObjectNode of(JsonNode known) {
    ObjectNode place = Message.MAPPER.createObjectNode();
    String fullName = known.path("full_name").asText();
    place.put("id", known.path("id").asText());
    place.put("full_name", fullName);
    place.put("name", known.path("name").asText(fullName));
    for (String name : new String[] {"country", "country_code", "place_type"}) {
      StatusShape.copy(known, place, name);
    }
    JsonNode box = known.path("geo").path("bbox");
    if (box.has(NORTH)) {
      place.set("bounding_box", polygon(box));
    }
    return place;
  }

  private static ObjectNode polygon(JsonNode box) {
    ObjectNode polygon = Message.MAPPER.createObjectNode().put("type", "Polygon");
    ArrayNode ring = polygon.putArray("coordinates").addArray();
    addCorner(ring, box.path(WEST), box.path(SOUTH));
    addCorner(ring, box.path(EAST), box.path(SOUTH));
    addCorner(ring, box.path(EAST), box.path(NORTH));
    addCorner(ring, box.path(WEST), box.path(NORTH));
    return polygon;
  }

  private static void addCorner(ArrayNode ring, JsonNode longitude, JsonNode latitude) {
    ring.addArray().add(longitude).add(latitude);
  }
}

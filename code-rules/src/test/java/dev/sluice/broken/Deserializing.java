package dev.sluice.broken;

import java.io.ObjectInputStream;

/** Breaks the rule on deserialization. */
interface Deserializing {
  Object read(ObjectInputStream in);
}

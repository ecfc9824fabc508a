package dev.sluice.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.mllib.clustering.StreamingKMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;

/** Two clouds of points in the plane that move to the right. Confined to one thread. */
final class Clouds {
  /** How far clouds move from one batch to the next. */
  static final double STEP = 0.1;

  private static final int POINTS = 500;
  private static final double DISTANCE = 10;

  private final Random random = new Random(1);
  private int batches;

  Clouds() {}

  /** Centres that are somewhat off. */
  static StreamingKMeansModel firstGuess() {
    return new StreamingKMeansModel(
        new Vector[] {Vectors.dense(-1, 1), Vectors.dense(1, DISTANCE - 1)}, new double[] {0, 0});
  }

  /** Where the lower cloud is in a batch, from 0; the other is above it. */
  static double middle(int batch) {
    return STEP * batch;
  }

  /** The points of the next batch, half of them of each cloud. */
  List<double[]> next() {
    List<double[]> points = new ArrayList<>(2 * POINTS);
    for (int i = 0; i < POINTS; i++) {
      points.add(point(0));
      points.add(point(DISTANCE));
    }
    batches++;
    return points;
  }

  private double[] point(double height) {
    return new double[] {middle(batches) + random.nextGaussian(), height + random.nextGaussian()};
  }
}

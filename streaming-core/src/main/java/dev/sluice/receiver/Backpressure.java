package dev.sluice.receiver;

/** When receivers are limited to the rate at which batches process what they received. */
public enum Backpressure {
  /** While much is received that is not processed yet. */
  AUTO,
  /** Always. */
  TRUE,
  /** Never. */
  FALSE
}

package dev.sluice.receiver;

/** When the open block of a generator is closed, unless it is full or a batch ends. */
enum BlockPace {
  /** When the block interval ends. */
  INTERVAL,
  /** As soon as there is a record and the generator pushes nothing: many small blocks, no wait. */
  EAGER
}

package dev.sluice.engine;

/**
 * What an engine is and can do. Immutable.
 *
 * @param description for people, such as {@code embedded, 2 task threads}
 * @param embedded whether everything runs in this process
 * @param parallelism how many tasks run at once
 * @param replicas how many copies of a block the engine can make at most
 */
public record EngineTraits(String description, boolean embedded, int parallelism, int replicas) {}

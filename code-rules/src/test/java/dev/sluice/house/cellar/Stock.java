package dev.sluice.house.cellar;

/** Is known above. */
public interface Stock {}

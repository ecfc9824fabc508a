package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * These tests also run with other versions of Spark than the one that the archive is built with.
 */
class VersionTest {
  @Test
  void the_version_is_the_one_that_the_build_names() {
    assertThat(org.apache.spark.package$.MODULE$.SPARK_VERSION())
        .isEqualTo(System.getProperty("spark.version.expected"));
  }
}

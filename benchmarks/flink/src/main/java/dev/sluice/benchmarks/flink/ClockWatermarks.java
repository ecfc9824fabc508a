package dev.sluice.benchmarks.flink;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Makes watermarks follow the clock, so that windows end without records. */
final class ClockWatermarks implements WatermarkGenerator<String> {
  @Override
  public void onEvent(String event, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(new Watermark(System.currentTimeMillis() - 1));
  }
}

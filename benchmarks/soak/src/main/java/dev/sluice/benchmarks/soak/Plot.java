package dev.sluice.benchmarks.soak;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A timeline as a picture: panels one below the other. Immutable. */
record Plot(Timeline timeline, String title) {
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 220;
  private static final double ROOM_FOR_LEGEND = 1.4;
  private static final double SECONDS_IN_MINUTE = 60;

  void write(Path png) throws IOException {
    List<XYChart> panels =
        List.of(
            panel(title, "MB", Column.HEAP_MB, Column.RSS_MB),
            panel("", "ms", Column.DELAY_P50_MS, Column.DELAY_MAX_MS, Column.PROCESSING_P50_MS),
            panel("", "records/s", Column.RECORDS_PER_S),
            panel("", "files", Column.FILES, Column.THREADS),
            panel("", "MB on disk", Column.FILES_MB));
    try (OutputStream out = Files.newOutputStream(png)) {
      BitmapEncoder.saveBitmap(panels, panels.size(), 1, out, BitmapFormat.PNG);
    }
  }

  private XYChart panel(String heading, String unit, Column... columns) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(heading)
            .xAxisTitle("minutes")
            .yAxisTitle(unit)
            .build();
    double most = Arrays.stream(columns).mapToDouble(timeline::most).max().orElse(0);
    chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisMax(ROOM_FOR_LEGEND * Math.max(1, most));
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setChartTitleVisible(!heading.isEmpty());
    double[] minutes =
        Arrays.stream(timeline.of(Column.SECONDS)).map(s -> s / SECONDS_IN_MINUTE).toArray();
    for (Column column : columns) {
      chart.addSeries(column.key(), minutes, timeline.of(column)).setMarker(SeriesMarkers.NONE);
    }
    return chart;
  }
}

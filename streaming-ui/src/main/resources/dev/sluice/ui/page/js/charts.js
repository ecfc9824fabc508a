// Charts over time, drawn by Chart.js (the global `Chart`).

import { h } from "./dom.js";
import { clock, count, date, duration, iso } from "./format.js";
import { table } from "./table.js";

const MOST_SERIES = 8;
const LISTED = 20;
const drawn = new Map();

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The place of a chart: `draw` fills it once it is in the page. `spec` is {id, title, unit, latest, words, series, interval, failures, times}. */
export function chartCard(spec) {
  return h(
    "section",
    { class: "card chart", "aria-labelledby": `${spec.id}-title`, id: spec.id },
    h(
      "div",
      { class: "head" },
      h("h2", { id: `${spec.id}-title` }, spec.title),
      h("p", { class: "latest" }, spec.latest),
    ),
    h("p", { class: "quiet small" }, spec.words),
    h("div", { class: "plot", "data-keep": spec.id }, h("canvas", { role: "img" })),
    legend(spec),
    figures(spec),
  );
}

function legend({ series, interval, failures }) {
  const items =
    series.length > 1 ? series.map(({ name, index }) => [swatch({ "data-series": index }), words(name)]) : [];
  if (interval) {
    items.push([swatch({ class: "swatch dashed" }), `batch interval, ${duration(interval)}`]);
  }
  if (failures?.some(Boolean)) {
    items.push([swatch({ class: "swatch failed" }), "failed batch"]);
  }
  return h(
    "ul",
    { class: "legend" },
    items.map((item) => h("li", {}, item)),
  );
}

const swatch = (attributes) => h("span", { class: "swatch", "aria-hidden": "true", ...attributes });

const words = (name) => h("span", { class: "theirs", dir: "auto" }, name);

/** The same as a table: what a chart is to those who do not see it. */
function figures({ title, times, series, format }) {
  const from = Math.max(0, times.length - LISTED);
  const rows = times.slice(from).map((time, i) => ({ time, values: series.map(({ values }) => values[from + i]) }));
  return h(
    "details",
    {},
    h("summary", {}, "As a table"),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}, the newest batches` },
      table({
        caption: `${title} of the newest ${count(rows.length)} batches`,
        rows: rows.reverse(),
        key: ({ time }) => time,
        columns: [
          { label: "Batch", cell: ({ time }) => h("time", { datetime: iso(time), title: iso(time) }, clock(time)) },
          ...series.map(({ name }, i) => ({ label: name, numeric: true, cell: ({ values }) => format(values[i]) })),
        ],
      }),
    ),
  );
}

/** Draws a chart into its place, or what has changed of it. */
export function draw(spec) {
  const canvas = document.querySelector(`[data-keep="${spec.id}"] canvas`);
  canvas.setAttribute("aria-label", `${spec.title} over time. ${spec.words}`);
  let chart = drawn.get(spec.id);
  if (chart?.canvas !== canvas) {
    chart?.destroy();
    chart = new window.Chart(canvas, { type: "line", data: { datasets: [] }, options: options(spec) });
    drawn.set(spec.id, chart);
  }
  chart.spec = spec;
  chart.data.datasets = datasets(spec);
  // The interval is seen even if all is far below; far above, it is the line at the bottom.
  chart.options.scales.y.suggestedMax = spec.interval ?? spec.least;
  chart.update("none");
}

/** Draws again what is drawn, in the colours that hold now. */
export function recolour() {
  for (const [id, chart] of drawn) {
    if (chart.canvas?.isConnected) {
      const { spec } = chart;
      chart.destroy();
      drawn.delete(id);
      draw(spec);
    }
  }
}

function datasets({ times, series, interval, failures }) {
  const fill = series.length === 1 ? "origin" : false;
  const lines = series.map(({ name, index, values }) =>
    line(name, css(`--series-${index}`), times, values, failures, fill),
  );
  if (interval && times.length > 0) {
    const ends = times.length > 1 ? [times[0], times.at(-1)] : [times[0], times[0] + 1];
    lines.push({
      label: "Batch interval",
      data: ends.map((x) => ({ x, y: interval })),
      borderColor: css("--muted"),
      borderDash: [5, 4],
      borderWidth: 1.5,
      pointRadius: 0,
      pointHitRadius: 0,
    });
  }
  return lines;
}

function line(label, colour, times, values, failures, fill) {
  const failed =
    (on, off) =>
    ({ dataIndex }) =>
      failures?.[dataIndex] ? on : off;
  return {
    label: Array.from(label).slice(0, 40).join(""),
    data: times.map((x, i) => ({ x, y: values[i] })),
    borderColor: colour,
    backgroundColor: `${colour}22`,
    fill,
    borderWidth: 1.75,
    pointRadius: failed(5, times.length === 1 ? 3 : 0),
    pointStyle: failed("rectRot", "circle"),
    pointBackgroundColor: failed(css("--bad"), colour),
    pointBorderColor: failed(css("--bad"), colour),
  };
}

function options({ format, axis }) {
  const grid = { color: css("--line"), tickLength: 0 };
  const font = { family: css("--sans"), size: 11 };
  const ticks = { color: css("--muted"), font, padding: 6 };
  return {
    animation: false,
    parsing: false,
    normalized: true,
    maintainAspectRatio: false,
    interaction: { mode: "index", intersect: false },
    scales: {
      x: {
        type: "linear",
        bounds: "data",
        grid: { display: false },
        border: { color: css("--line") },
        ticks: {
          ...ticks,
          maxRotation: 0,
          maxTicksLimit: 5,
          autoSkipPadding: 24,
          callback: (value) => clock(Math.round(value)),
        },
      },
      y: {
        beginAtZero: true,
        grid,
        border: { display: false },
        ticks: { ...ticks, maxTicksLimit: 5, callback: (value) => axis(value) },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        filter: ({ dataset }) => dataset.label !== "Batch interval",
        callbacks: {
          title: ([item]) => (item ? `Batch ${clock(item.parsed.x)}, ${date(item.parsed.x)}` : ""),
          label: ({ dataset, parsed }) => `${dataset.label}: ${format(parsed.y)}`,
        },
      },
    },
  };
}

/** At most eight lines: the streams that bring most, and the sum of the others. */
export function fewSeries(series) {
  if (series.length <= MOST_SERIES) {
    return series.map((one, index) => ({ ...one, index }));
  }
  const sum = ({ values }) => values.reduce((all, value) => all + (value ?? 0), 0);
  const sorted = [...series].sort((a, b) => sum(b) - sum(a));
  const others = sorted.slice(MOST_SERIES - 1);
  const values = others[0].values.map((_, i) => others.reduce((all, one) => all + (one.values[i] ?? 0), 0));
  return [...sorted.slice(0, MOST_SERIES - 1), { name: `${others.length} other streams`, values }].map(
    (one, index) => ({ ...one, index }),
  );
}

/** "Median 11 ms, 95 of 100 below 20 ms, most 40 ms." */
export function spread(values, format) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) {
    return "No batch has ended yet.";
  }
  const at = (share) => format(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return `Median ${at(0.5)}, 95 % at most ${at(0.95)}, maximum ${format(sorted.at(-1))}`;
}

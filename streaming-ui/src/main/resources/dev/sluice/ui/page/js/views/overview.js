// The program at a glance: does it keep up?

import { getOnce } from "../api.js";
import { chartCard, draw, fewSeries, spread } from "../charts.js";
import { h, theirs } from "../dom.js";
import { axisCount, count, duration, rate } from "../format.js";
import { card, dayAndMoment, facts, failure, figures, link, moment, tone, view } from "../parts.js";
import { said, table } from "../table.js";

const SIGNS = { good: "✓", warn: "↗", bad: "!", plain: "·" };

export const load = (route, live) => getOnce("guarantees", live.program);

export function render(promises, route, live) {
  const { summary } = live;
  if (!summary) {
    return view("Overview", null, h("p", { class: "quiet" }, "Waiting for the program to say how it does…"));
  }
  return view(
    "Overview",
    null,
    verdict(summary),
    summary.failure ? firstFailure(summary) : null,
    keyFigures(summary),
    summary.droppedEvents > 0
      ? h(
          "p",
          { class: "notice" },
          `${count(summary.droppedEvents)} events were dropped, as too many waited: figures may be off by as much.`,
        )
      : null,
    h("div", { class: "grid2" }, charts(live).map(chartCard)),
    h(
      "div",
      { class: "grid2" },
      promise("Inputs promise", promises.inputs),
      promise("Outputs promise", promises.outputs),
    ),
    about(summary),
  );
}

export function drawn(live) {
  if (live.summary) {
    charts(live).forEach(draw);
  }
}

function verdict({ verdict: { state, sentence }, lastBatch }) {
  const colours = tone(state);
  const last = lastBatch
    ? [
        "Newest batch: ",
        moment(lastBatch.timeMs),
        `, ${count(lastBatch.records)} records, done ${duration(lastBatch.totalDelayMs)} after it was due.`,
      ]
    : ["No batch has ended yet."];
  return h(
    "section",
    { class: `verdict ${colours}`, id: "verdict", "data-state": state, "aria-label": "Does it keep up?" },
    h("span", { class: `sign ${colours}`, "aria-hidden": "true" }, SIGNS[colours]),
    theirs(sentence, "p", { class: "sentence" }),
    h("p", {}, last),
  );
}

/** The verdict has the message already while it is that of the failure. */
function firstFailure({ failure: first, verdict: { state } }) {
  return h(
    "section",
    { class: "card", id: "failure" },
    h("h2", {}, "First failure", first.atMs === null ? null : [", ", moment(first.atMs)]),
    failure(state === "FAILED" ? { stack: first.stack } : first, false),
    h("p", { class: "small" }, h("a", { href: link("batches", { status: "FAILED" }) }, "All failed batches")),
  );
}

function keyFigures({ uptimeMs, batchIntervalMs, batches, records, receivers, averages }) {
  return figures([
    ["Running for", duration(uptimeMs), `batches every ${duration(batchIntervalMs)}`],
    ["Batches done", count(batches.completed), batches.failed ? `${count(batches.failed)} failed` : "none failed"],
    ["Batches waiting", count(batches.queued), `${count(batches.active)} being processed`],
    [
      "Records",
      count(records.received),
      records.leftOut ? `${count(records.leftOut)} left out` : `${count(records.processed)} processed`,
    ],
    ["Input rate", count(averages.recordsPerSecond), "records/s on average"],
    ["Processing time", duration(averages.processingTimeMs), "on average"],
    ["Receivers", `${count(receivers.active)} of ${count(receivers.total)}`, "active"],
  ]);
}

function charts({ summary, batches, streams }) {
  const interval = summary.batchIntervalMs;
  const common = { times: batches.map(({ time }) => time), failures: batches.map(({ failed }) => failed) };
  const delay = (id, title, field, more) => {
    const values = batches.map((batch) => batch[field]);
    const series = [{ name: title, index: 0, values }];
    const latest = duration(values.at(-1));
    return {
      ...common,
      id,
      title,
      series,
      latest,
      words: spread(values, duration),
      format: duration,
      axis: axisDuration,
      least: 10,
      ...more,
    };
  };
  return [
    inputRate(common, batches, streams),
    delay("processing-time", "Processing time", "processing", { interval }),
    delay("scheduling-delay", "Scheduling delay", "scheduling", {}),
    delay("total-delay", "Total delay", "total", {}),
  ];
}

function inputRate(common, batches, streams) {
  const each = streams.map(({ id, name }) => ({ name, values: batches.map(({ perStream }) => perStream[id] ?? null) }));
  const series = fewSeries(each);
  const sums = batches.map(({ perStream }) => Object.values(perStream).reduce((sum, value) => sum + (value ?? 0), 0));
  return {
    ...common,
    failures: null,
    id: "input-rate",
    title: "Input rate",
    series,
    latest: rate(sums.at(-1)),
    words: spread(sums, rate),
    format: rate,
    axis: axisCount,
    least: 1,
  };
}

const axisDuration = (ms) => (ms === 0 ? "0" : duration(ms));

function promise(title, lines) {
  return card(
    title,
    table({
      caption: title,
      rows: lines.map((line, i) => ({ ...line, i })),
      key: ({ i }) => i,
      empty: "None.",
      columns: [
        { label: "Name", cell: ({ name }) => said(name) },
        { label: "Promise", wide: true, cell: ({ promise: words }) => said(words) },
      ],
    }),
  );
}

function about({ application, version, engine, startedAtMs, batches }) {
  return card(
    "About",
    facts([
      ["Application", theirs(application)],
      ["Engine", theirs(engine)],
      ["Started", dayAndMoment(startedAtMs)],
      [
        "Shown",
        `the newest ${count(batches.retained)} batches of at most ${count(batches.retainedMax)} that are kept for this page`,
      ],
      ["Sluice", theirs(version)],
    ]),
  );
}

// One batch: what went in, what its output operations did, why one failed.

import { get } from "../api.js";
import { h, theirs } from "../dom.js";
import { count, counted, duration } from "../format.js";
import { card, dayAndMoment, failure, figures, link, moment, tag, view } from "../parts.js";
import { said, table } from "../table.js";

export async function load({ rest }) {
  if (!/^\d{1,16}$/.test(rest ?? "")) {
    return null;
  }
  try {
    return await get(`batches/${rest}`);
  } catch (refused) {
    if (refused.status === 404) {
      return null;
    }
    throw refused;
  }
}

export function render(batch) {
  const back = h("a", { href: link("batches") }, "All batches");
  if (!batch) {
    return view(
      "Batch",
      null,
      h("p", { class: "notice" }, "This batch is not retained: it is too old, or there was none at that time."),
      h("p", {}, back),
    );
  }
  const { timeMs, status, records, outputs, operations, inputs, leftOut } = batch;
  return view(
    ["Batch ", moment(timeMs)],
    [tag(status), neighbours(batch)],
    h("p", { class: "quiet" }, dayAndMoment(timeMs), " · ", back),
    figures([
      ["Records", count(records)],
      ["Scheduling delay", duration(batch.schedulingDelayMs)],
      ["Processing time", duration(batch.processingTimeMs), `of ${duration(batch.batchIntervalMs)}`],
      ["Total delay", duration(batch.totalDelayMs)],
      [
        "Outputs done",
        `${count(outputs.done)} of ${count(outputs.total)}`,
        outputs.failed ? `${count(outputs.failed)} failed` : null,
      ],
    ]),
    operations.map(operation),
    card("Inputs", inputTable(inputs)),
    leftOut.length > 0 ? card("Records left out", leftOutTable(leftOut)) : null,
  );
}

function neighbours({ previousTimeMs, nextTimeMs }) {
  const to = (time, words, rel) => (time === null ? null : h("a", { href: link(`batches/${time}`), rel }, words));
  return h(
    "nav",
    { class: "pager end", "aria-label": "Neighbours" },
    to(previousTimeMs, "← Earlier", "prev"),
    to(nextTimeMs, "Later →", "next"),
  );
}

function operation(one) {
  const { id, name, description, status, durationMs, startedAtMs, stages, stagesDropped, leftOut } = one;
  return h(
    "section",
    { class: "card operation", "data-key": `operation-${id}` },
    h("div", { class: "head" }, h("h2", {}, `Output ${id}: `, theirs(name)), tag(status)),
    h(
      "p",
      { class: "quiet small" },
      theirs(description),
      startedAtMs === null ? null : [" · began ", moment(startedAtMs)],
      durationMs === null ? null : ` · took ${duration(durationMs)}`,
      leftOut ? ` · left out ${counted(leftOut, "record")}` : null,
    ),
    one.failure ? h("div", { class: "failure" }, failure(one.failure, true)) : null,
    table({
      caption: `Stages of output ${id}`,
      rows: stages,
      key: (stage) => stage.id,
      empty: "No stage had to run.",
      columns: [
        { label: "Stage", cell: (stage) => theirs(`${stage.id}: ${stage.name}`) },
        { label: "Status", cell: (stage) => tag(stage.status) },
        {
          label: "Tasks done",
          numeric: true,
          cell: ({ tasks, tasksDone }) => `${count(tasksDone)} of ${count(tasks)}`,
        },
        { label: "Attempts failed", numeric: true, cell: ({ tasksFailed }) => count(tasksFailed) },
        { label: "Began", numeric: true, cell: (stage) => moment(stage.startedAtMs) },
        { label: "Duration", numeric: true, cell: (stage) => duration(stage.durationMs) },
      ],
    }),
    stagesDropped ? h("p", { class: "quiet small" }, `${counted(stagesDropped, "more stage")} not kept.`) : null,
  );
}

function inputTable(inputs) {
  const described = ({ metadata }) =>
    Object.entries(metadata).map(([key, value]) =>
      h("div", {}, theirs(key === "Description" ? value : `${key}: ${value}`)),
    );
  return table({
    caption: "Inputs of the batch",
    rows: inputs,
    key: ({ streamId }) => streamId,
    empty: "No input gave anything to this batch.",
    columns: [
      { label: "Stream", cell: ({ streamName }) => said(streamName) },
      ...(inputs.some(({ metadata }) => Object.keys(metadata).length > 0)
        ? [{ label: "What was read", wide: true, cell: described }]
        : []),
      { label: "Records", numeric: true, cell: ({ records }) => count(records) },
    ],
  });
}

function leftOutTable(leftOut) {
  return table({
    caption: "Records on which functions failed",
    rows: leftOut,
    key: ({ operator }) => operator,
    columns: [
      { label: "Operator", cell: ({ operator }) => said(operator) },
      { label: "Records", numeric: true, cell: ({ records }) => count(records) },
    ],
  });
}

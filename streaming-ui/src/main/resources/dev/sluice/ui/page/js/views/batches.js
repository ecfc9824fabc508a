// The batches that are retained.

import { get } from "../api.js";
import { h } from "../dom.js";
import { count, duration } from "../format.js";
import { link, moment, tag, view } from "../parts.js";
import { said, table } from "../table.js";

const PAGE = 25;
const CHOICES = [
  ["", "All"],
  ["QUEUED", "Queued"],
  ["ACTIVE", "Active"],
  ["COMPLETED", "Completed"],
  ["FAILED", "Failed"],
];

function wanted({ parameters }) {
  return {
    status: parameters.get("status") ?? "",
    sort: parameters.get("sort") ?? "timeMs",
    order: parameters.get("order") ?? "desc",
    offset: Number(parameters.get("offset") ?? 0) || 0,
  };
}

export function load(route) {
  const { status, ...others } = wanted(route);
  return get("batches", { ...others, limit: PAGE, ...(status ? { status } : {}) });
}

export function render({ batches, total, offset, counts }, route) {
  const now = wanted(route);
  return view(
    "Batches",
    null,
    h(
      "nav",
      { "aria-label": "Which batches" },
      h(
        "ul",
        { class: "chips" },
        CHOICES.map((choice) => chip(choice, now, counts)),
      ),
    ),
    h(
      "section",
      { class: "card", "aria-label": "Batches" },
      table({
        caption: `Batches ${offset + 1} to ${offset + batches.length} of ${total}`,
        rows: batches,
        key: ({ timeMs }) => timeMs,
        columns: columns(batches.some(({ failure }) => failure)),
        sorted: now,
        sortLink: (sort, order) => link("batches", { ...now, sort, order, offset: 0 }),
        empty: now.status ? "No such batch is retained." : "No batch yet.",
      }),
    ),
    pager(now, batches.length, total),
  );
}

function chip([status, label], now, counts) {
  const all = Object.values(counts).reduce((sum, some) => sum + some, 0);
  return h(
    "li",
    {},
    h(
      "a",
      { href: link("batches", { ...now, status, offset: 0 }), "aria-current": now.status === status ? "true" : null },
      `${label} `,
      h("span", { class: "n" }, count(status ? counts[status] : all)),
    ),
  );
}

function columns(failures) {
  const figure = (label, sort, format) => ({ label, sort, numeric: true, cell: (batch) => format(batch[sort]) });
  return [
    {
      label: "Batch",
      sort: "timeMs",
      cell: ({ timeMs }) => h("a", { href: link(`batches/${timeMs}`) }, moment(timeMs)),
    },
    { label: "Status", cell: ({ status }) => tag(status) },
    figure("Records", "records", count),
    figure("Scheduling delay", "schedulingDelayMs", duration),
    figure("Processing time", "processingTimeMs", duration),
    figure("Total delay", "totalDelayMs", duration),
    {
      label: "Outputs done",
      numeric: true,
      cell: ({ outputs: { done, total } }) => `${count(done)} of ${count(total)}`,
    },
    ...(failures ? [{ label: "Failure", wide: true, cell: ({ failure }) => said(failure) }] : []),
  ];
}

function pager(now, shown, total) {
  if (total <= PAGE && now.offset === 0) {
    return null;
  }
  const to = (offset) => link("batches", { ...now, offset });
  return h(
    "nav",
    { class: "pager", "aria-label": "Pages" },
    now.offset > 0 ? h("a", { href: to(Math.max(0, now.offset - PAGE)), rel: "prev" }, "← Previous") : null,
    h("span", {}, `${count(shown ? now.offset + 1 : 0)}–${count(now.offset + shown)} of ${count(total)}`),
    now.offset + shown < total ? h("a", { href: to(now.offset + PAGE), rel: "next" }, "Next →") : null,
  );
}

// What the program keeps: in memory, in its states, on disk.

import { get } from "../api.js";
import { h, theirs } from "../dom.js";
import { bytes, count, counted, duration } from "../format.js";
import { card, facts, figures, link, moment, since, view, tag } from "../parts.js";
import { said, table } from "../table.js";

const KINDS = {
  CHECKPOINT: "Checkpoints",
  LEDGER: "Ledger",
  STATE: "States",
  RECEIVED: "Log of received records",
  OTHER: "Other",
};

export const load = () => get("storage");

export function render(storage, route, { summary }) {
  const { blocks, unprocessed, heap, checkpoint, writeAheadLog, states } = storage;
  const now = summary?.nowMs ?? Date.now();
  return view(
    "Storage",
    null,
    figures([
      [
        "Blocks in memory",
        share("Memory for blocks", blocks.memoryBytes, blocks.memoryLimitBytes),
        `${counted(blocks.count, "block")}, ${bytes(blocks.pinnedBytes)} pinned`,
      ],
      waiting(unprocessed),
      ["Heap", share("Heap", heap.usedBytes, heap.maxBytes), "of this process"],
      ["Blocks on disk", bytes(blocks.diskBytes)],
    ]),
    card("Checkpoint", checkpoint ? kept(checkpoint, now) : nothing()),
    card(
      "Log of received records",
      h("p", {}, writeAheadLog.enabled ? "On: what is received is on disk before the source hears so." : "Off."),
    ),
    card("States", stateTable(states)),
  );
}

function waiting(unprocessed) {
  const title = "Not yet processed";
  return unprocessed === null
    ? [title, "–"]
    : [
        title,
        share(title, unprocessed.bytes, unprocessed.limitBytes),
        `${counted(unprocessed.waitingBlocks, "block")} for the next batch`,
      ];
}

function share(label, used, limit) {
  if (!limit || limit < 0) {
    return bytes(used);
  }
  return [
    bytes(used),
    h("progress", { value: Math.min(used, limit), max: limit, "aria-label": label }),
    h("small", {}, `of ${bytes(limit)}`),
  ];
}

const nothing = () => h("p", {}, "None: what this program knows is lost when its process ends.");

function kept(checkpoint, now) {
  const { place, intervalMs, lastBatchTimeMs, lastWrittenAtMs, lastDurationMs, failures, writing, files, sizedAtMs } =
    checkpoint;
  return [
    facts([
      ["Place", theirs(place)],
      ["Every", duration(intervalMs)],
      [
        "Newest",
        lastWrittenAtMs === null
          ? "none yet"
          : [
              since(lastWrittenAtMs, now),
              ", for batch ",
              moment(lastBatchTimeMs),
              `, took ${duration(lastDurationMs)}`,
            ],
      ],
      ["Now", writing ? tag("WRITING") : "not writing"],
      ["Failures", count(failures)],
    ]),
    files ? fileTable(files) : h("p", { class: "quiet" }, "Its size is not known yet."),
    sizedAtMs ? h("p", { class: "quiet small" }, "Sizes as of ", moment(sizedAtMs), ".") : null,
  ];
}

function fileTable(files) {
  return table({
    caption: "Files of the checkpoint directory",
    rows: files,
    key: ({ kind }) => kind,
    columns: [
      { label: "What", cell: ({ kind }) => KINDS[kind] ?? kind },
      { label: "Files", numeric: true, cell: ({ files: number }) => count(number) },
      { label: "Size", numeric: true, cell: ({ bytes: size }) => bytes(size) },
    ],
  });
}

function stateTable(states) {
  return table({
    caption: "States by operator",
    rows: states,
    key: ({ id }) => id,
    empty: "This program keeps no state.",
    columns: [
      {
        label: "Operator",
        cell: ({ id, nodeId }) => (nodeId ? h("a", { href: link("program", { node: nodeId }) }, said(id)) : said(id)),
      },
      { label: "Kind", cell: ({ kind }) => said(kind) },
      { label: "Keys", numeric: true, cell: ({ keys }) => count(keys) },
    ],
  });
}

// What the program promises of its records.

import { getOnce } from "../api.js";
import { h, theirs } from "../dom.js";
import { card, facts, view } from "../parts.js";
import { said, table } from "../table.js";

export const load = (route, live) => getOnce("guarantees", live.program);

export function render({ progress, inputs, outputs }) {
  return view(
    "Guarantees",
    null,
    h(
      "p",
      { class: "quiet" },
      "What becomes of records when something fails, as the program runs now. The same report is in its log.",
    ),
    card("Progress", facts([["Kept", theirs(progress)]])),
    card("Inputs", promises("Inputs", inputs, "This program has no inputs.")),
    card("Outputs", promises("Outputs", outputs, "This program has no outputs.")),
  );
}

function promises(caption, lines, empty) {
  return table({
    caption,
    rows: lines.map((line, i) => ({ ...line, i })),
    key: ({ i }) => i,
    empty,
    columns: [
      { label: caption.slice(0, -1), cell: ({ name }) => said(name) },
      { label: "Promise", wide: true, cell: ({ promise }) => said(promise) },
    ],
  });
}

// The program as a picture: what flows from where to where.

import { get } from "../api.js";
import { h, svg, theirs } from "../dom.js";
import { count, counted, duration } from "../format.js";
import { layout } from "../layout.js";
import { card, facts, link, moment, view } from "../parts.js";
import { said, table } from "../table.js";

const ROLES = { INPUT: "Input", OPERATOR: "Operator", WINDOW: "Window", STATE: "State", OUTPUT: "Output" };
const WIDE = { width: 208, height: 74, across: 28, down: 38 };
const NARROW = { width: 142, height: 92, across: 14, down: 30 };

export async function load() {
  const { nodes, edges } = await get("graph");
  const counted = newest(nodes.filter(({ role }) => role !== "INPUT")) ?? newest(nodes);
  return { nodes: await ofOneBatch(nodes, counted), edges, counted };
}

const newest = (nodes) =>
  nodes.reduce((time, { recordsBatchTimeMs }) => Math.max(time ?? 0, recordsBatchTimeMs ?? 0) || null, null);

/** Operators are counted now and then only, inputs in each batch: gives inputs the records that they had when operators were counted. */
async function ofOneBatch(nodes, counted) {
  const other = ({ role, recordsBatchTimeMs: time }) => role === "INPUT" && time !== null && time !== counted;
  if (!nodes.some(other)) {
    return nodes;
  }
  const inputs = await get(`batches/${counted}`).then(
    (batch) => new Map(batch.inputs.map(({ streamId, records }) => [streamId, records])),
    () => new Map(),
  );
  return nodes.map((node) =>
    other(node) ? { ...node, records: inputs.get(node.streamId) ?? null, recordsBatchTimeMs: counted } : node,
  );
}

export function render({ nodes, edges, counted }, { parameters }) {
  if (nodes.length === 0) {
    return view("Program", null, h("p", { class: "quiet" }, "The program has no output yet, so nothing of it runs."));
  }
  const chosen = nodes.find(({ id }) => id === parameters.get("node"));
  const records = counted === null ? "" : ["Records are those of batch ", moment(counted), "."];
  return view(
    "Program",
    null,
    h("p", { class: "quiet" }, "What flows from where to where; choose a part to see more of it. ", records),
    h(
      "div",
      { class: chosen ? "parts chosen" : "parts" },
      picture(nodes, edges, chosen),
      chosen ? details(chosen, nodes, edges) : null,
    ),
    card("As a table", asTable(nodes, edges)),
  );
}

function picture(nodes, edges, chosen) {
  const size = window.matchMedia("(max-width: 640px)").matches ? NARROW : WIDE;
  const placed = layout(nodes, edges, size);
  const box = { width: `${placed.width}px`, height: `${placed.height}px` };
  return h(
    "div",
    { class: "card picture", tabindex: "0", role: "region", "aria-label": "The program's graph" },
    h(
      "div",
      { class: "canvas", style: box },
      lines(placed),
      nodes.map((node) => nodeAt(node, placed.nodes.get(node.id), size, node === chosen)),
    ),
  );
}

function lines({ width, height, edges }) {
  const paths = edges.map(({ points }) => svg("path", { d: curve(points), "marker-end": "url(#arrow)" }));
  const tip = svg("path", { d: "M0 0L8 4L0 8z" });
  const arrow = svg(
    "marker",
    {
      id: "arrow",
      viewBox: "0 0 8 8",
      refX: 7,
      refY: 4,
      markerWidth: 8,
      markerHeight: 8,
      orient: "auto",
      markerUnits: "userSpaceOnUse",
    },
    tip,
  );
  return svg(
    "svg",
    { class: "lines", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
    svg("defs", {}, arrow),
    paths,
  );
}

/** Straight down along a layer, bent between layers. */
function curve([start, ...points]) {
  let last = start;
  return points.reduce((path, point, i) => {
    const bend = i % 2 === 0;
    const middle = (last.y + point.y) / 2;
    const piece = bend ? `C${last.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}` : `L${point.x} ${point.y}`;
    last = point;
    return path + piece;
  }, `M${start.x} ${start.y}`);
}

function nodeAt(node, { x, y }, { width, height }, chosen) {
  const { id, role, kind, name } = node;
  return h(
    "a",
    {
      class: "node",
      href: link("program", { node: id }),
      "data-key": id,
      "data-role": role,
      "aria-current": chosen ? "true" : null,
      style: { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` },
    },
    h("span", { class: "kind" }, name === null ? (ROLES[role] ?? role) : h("bdi", {}, kind)),
    h("span", { class: "name", dir: "auto" }, name ?? kind),
    h("span", { class: "amounts" }, amounts(node).join(" · ")),
  );
}

function amounts({ records, stateKeys, role, slideMs }) {
  return [
    records === null ? null : counted(records, "record"),
    stateKeys === null ? null : counted(stateKeys, "key"),
    role === "WINDOW" ? `every ${duration(slideMs)}` : null,
  ].filter((amount) => amount !== null);
}

const called = ({ name, kind }) => name ?? kind;

function related(id, nodes, edges, here, there) {
  const found = edges.filter((edge) => edge[here] === id).map((edge) => nodes.find((node) => node.id === edge[there]));
  const names = found
    .filter(Boolean)
    .map((node) => h("li", {}, h("a", { href: link("program", { node: node.id }) }, said(called(node)))));
  return names.length > 0 ? h("ul", {}, names) : "nothing";
}

function details(node, nodes, edges) {
  const { id, role, kind, place, slideMs, storage, stateKeys, records, recordsBatchTimeMs } = node;
  return h(
    "section",
    { class: "card details", "aria-label": "The chosen part" },
    h(
      "div",
      { class: "head" },
      theirs(called(node), "h2"),
      h("a", { class: "end small", href: link("program") }, "Close"),
    ),
    facts([
      ["What", ROLES[role] ?? role],
      ["Kind", said(kind)],
      ["Stands at", said(place)],
      ["Every", duration(slideMs)],
      ["Kept as", said(storage)],
      ["Records", records === null ? "–" : [`${count(records)} in batch `, moment(recordsBatchTimeMs)]],
      ["Keys in state", count(stateKeys)],
      ["Takes from", related(id, nodes, edges, "to", "from")],
      ["Gives to", related(id, nodes, edges, "from", "to")],
    ]),
  );
}

function asTable(nodes, edges) {
  const parents = ({ id }) =>
    edges
      .filter(({ to }) => to === id)
      .map(({ from }) => nodes.find((node) => node.id === from))
      .filter(Boolean);
  return table({
    caption: "The parts of the program",
    rows: nodes,
    key: ({ id }) => id,
    columns: [
      { label: "Name", cell: (node) => said(called(node)) },
      { label: "What", cell: ({ role }) => ROLES[role] ?? role },
      {
        label: "Takes from",
        wide: true,
        cell: (node) => parents(node).map((parent) => h("div", {}, said(called(parent)))),
      },
      { label: "Stands at", wide: true, cell: ({ place }) => said(place) },
      { label: "Records", numeric: true, cell: ({ records }) => count(records) },
      { label: "Keys in state", numeric: true, cell: ({ stateKeys }) => count(stateKeys) },
    ],
  });
}

// What several views show alike.

import { h, theirs } from "./dom.js";
import { ago, clock, date, iso, word } from "./format.js";

const TONES = {
  good: ["KEEPING_UP", "ACTIVE", "RUNNING"],
  warn: ["CATCHING_UP", "RESTARTING", "STOPPING", "CANCELLED"],
  bad: ["FALLING_BEHIND", "STALLED", "FAILED"],
};

/** The class of a state's colours. */
export function tone(state) {
  return Object.keys(TONES).find((name) => TONES[name].includes(state)) ?? "plain";
}

/** A state as a coloured word. */
export const tag = (state) => h("span", { class: `tag ${tone(state)}` }, word(state));

/** A point in time, exact in its title. */
export function moment(ms) {
  return ms === null ? "–" : h("time", { datetime: iso(ms), title: iso(ms) }, clock(ms));
}

/** A point in time with its day. */
export function dayAndMoment(ms) {
  return ms === null ? "–" : h("time", { datetime: iso(ms), title: iso(ms) }, `${date(ms)}, ${clock(ms)}`);
}

/** How long ago, exact in its title. */
export function since(ms, now) {
  return ms === null ? "–" : h("time", { datetime: iso(ms), title: iso(ms) }, ago(ms, now));
}

/** Figures in a row: [label, figure, note]. */
export function figures(entries) {
  return h(
    "dl",
    { class: "figures" },
    entries.map(([label, figure, note]) =>
      h("div", {}, h("dt", {}, label), h("dd", {}, figure, note ? h("small", {}, note) : null)),
    ),
  );
}

/** Pairs of a word and what it stands for. */
export function facts(entries) {
  return h(
    "dl",
    { class: "facts" },
    entries.map(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]),
  );
}

/** A part of a view with a heading. */
export function card(title, ...children) {
  return h("section", { class: "card" }, h("h2", {}, title), children);
}

/** The frame of a view. */
export function view(title, beside, ...children) {
  return h("div", { class: "view" }, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, title), beside), children);
}

/** A stack trace that scrolls within itself. */
export function stack(text, label) {
  return h("pre", { class: "stack", tabindex: "0", role: "region", "aria-label": label }, text);
}

/** A failure: its message, and the stack behind a switch. */
export function failure({ message, stack: trace }, open) {
  return [
    message ? theirs(message, "p") : null,
    trace ? h("details", { open }, h("summary", {}, "Stack"), stack(trace, "Stack of the failure")) : null,
  ];
}

/** An address within the page: link("batches", {status: "FAILED"}). */
export function link(path, parameters = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
  const text = query.toString();
  return `#/${path}${text && `?${text}`}`;
}

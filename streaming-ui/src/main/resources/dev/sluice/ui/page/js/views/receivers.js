// What receives, and how it does.

import { get } from "../api.js";
import { h, theirs } from "../dom.js";
import { bytes, count, counted, rate } from "../format.js";
import { facts, figures, since, stack, tag, view } from "../parts.js";

const ACKNOWLEDGES = {
  NEVER: "never: the source does not wait for it",
  STORED: "once the record is stored",
  PROCESSED: "once the batch is processed",
};

export const load = () => get("receivers");

export function render({ receivers, nowMs }) {
  if (receivers.length === 0) {
    return view(
      "Receivers",
      null,
      h("p", { class: "quiet" }, "This program has no receivers: its inputs are read batch by batch."),
    );
  }
  const active = receivers.filter(({ state }) => state === "ACTIVE").length;
  return view(
    "Receivers",
    h("p", { class: "quiet" }, `${count(active)} of ${count(receivers.length)} active`),
    receivers.map((receiver) => one(receiver, nowMs)),
  );
}

function one(receiver, now) {
  const limit = receiver.rateLimitPerSecond === null ? "no limit" : `at most ${rate(receiver.rateLimitPerSecond)}`;
  return h(
    "section",
    { class: "card receiver", "data-key": receiver.streamId },
    h(
      "div",
      { class: "head" },
      theirs(receiver.streamName, "h2"),
      tag(receiver.state),
      receiver.slowed ? h("span", { class: "tag warn", title: "Too much is unprocessed" }, "Slowed") : null,
      h("p", { class: "quiet small" }, theirs(`${receiver.name} on ${receiver.location}`)),
    ),
    figures([
      ["Records", count(receiver.records)],
      ["Rate", rate(receiver.recordsPerSecond), limit],
      ["Waiting", bytes(receiver.waitingBytes), counted(receiver.waitingBlocks, "block")],
      ["Restarts", count(receiver.restarts)],
      ["Oldest unacknowledged", oldest(receiver, now)],
    ]),
    facts([
      ["Acknowledges", ACKNOWLEDGES[receiver.acknowledges] ?? receiver.acknowledges],
      ["Last error", lastError(receiver, now)],
    ]),
  );
}

function oldest({ acknowledges, oldestUnacknowledgedAtMs }, now) {
  return acknowledges === "PROCESSED" && oldestUnacknowledgedAtMs === null
    ? "none"
    : since(oldestUnacknowledgedAtMs, now);
}

function lastError({ lastErrorAtMs, lastErrorMessage, lastError: trace }, now) {
  if (lastErrorAtMs === null) {
    return "none";
  }
  return [
    since(lastErrorAtMs, now),
    ": ",
    theirs(lastErrorMessage ?? "no message"),
    trace ? h("details", {}, h("summary", {}, "Stack"), stack(trace, "Stack of the last error")) : null,
  ];
}

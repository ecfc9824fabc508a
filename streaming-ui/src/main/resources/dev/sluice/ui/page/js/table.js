// Tables with headers, that may be sorted by links; on a phone each row is a block whose cells say what they are.

import { h, theirs } from "./dom.js";

/**
 * A table. A column is {label, cell: row => text or element, numeric, wide, theirs, sort}; the first one heads its row. `sort` of a column is
 * its name, `sorted` {sort, order} what holds now and `sortLink` makes the address that sorts otherwise.
 */
export function table({ caption, showCaption, rows, key, columns, sorted, sortLink, empty }) {
  if (rows.length === 0 && empty) {
    return h("p", { class: "quiet" }, empty);
  }
  return h(
    "table",
    { class: "rows", role: "table" },
    h("caption", { class: showCaption ? null : "hidden" }, caption),
    h(
      "thead",
      { role: "rowgroup", class: sortLink ? "sorts" : null },
      h(
        "tr",
        { role: "row" },
        columns.map((column) => heading(column, sorted, sortLink)),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows.map((row) => line(row, key(row), columns)),
    ),
  );
}

function heading({ label, numeric, sort }, sorted, sortLink) {
  const attributes = { scope: "col", role: "columnheader", class: numeric ? "num" : null };
  if (!sort || !sortLink) {
    return h("th", attributes, h("span", { class: "theirs", dir: "auto" }, short(label)));
  }
  const current = sorted.sort === sort;
  const descending = sorted.order === "desc";
  const order = current && descending ? "asc" : "desc";
  const arrow = current ? (descending ? " ↓" : " ↑") : "";
  return h(
    "th",
    { ...attributes, "aria-sort": current ? (descending ? "descending" : "ascending") : null },
    h("a", { href: sortLink(sort, order) }, label, h("span", { "aria-hidden": "true" }, arrow)),
  );
}

function line(row, key, columns) {
  return h(
    "tr",
    { role: "row", "data-key": key },
    columns.map(({ label, cell, numeric, wide }, i) => {
      const content = cell(row);
      if (i === 0) {
        return h("th", { scope: "row", role: "rowheader" }, content);
      }
      const classes = [numeric && "num", wide && "wide"].filter(Boolean).join(" ");
      return h("td", { role: "cell", class: classes || null, "data-label": short(label) }, content);
    }),
  );
}

const short = (label) => (label.length > 60 ? `${Array.from(label).slice(0, 60).join("")}…` : label);

/** A cell of the program's words. */
export const said = (text) => (text ? theirs(text) : "–");

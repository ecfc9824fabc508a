// Shows the view that the address names and keeps it up to date.

import { authorized } from "./api.js";
import { recolour } from "./charts.js";
import { h, morph } from "./dom.js";
import { count } from "./format.js";
import { Live } from "./live.js";
import { loginForm } from "./login.js";
import { card } from "./parts.js";
import * as batch from "./views/batch.js";
import * as batches from "./views/batches.js";
import * as guarantees from "./views/guarantees.js";
import * as overview from "./views/overview.js";
import * as program from "./views/program.js";
import * as receivers from "./views/receivers.js";
import * as storage from "./views/storage.js";

const VIEWS = new Map([
  ["overview", { title: "Overview", view: overview }],
  ["receivers", { title: "Receivers", view: receivers }],
  ["batches", { title: "Batches", view: batches, one: batch }],
  ["program", { title: "Program", view: program }],
  ["storage", { title: "Storage", view: storage }],
  ["guarantees", { title: "Guarantees", view: guarantees }],
]);
const LEAST_MS = 1000;
const SOON_MS = 50;
const REMEMBERED = 40;
const STATES = { CONNECTING: "Connecting…", LIVE: "Live", LOST: "Connection lost, trying again", ENDED: "Ended" };

const main = document.getElementById("main");
const live = new Live(() => wake());
/** What was shown last of each address, for when the program does not answer any more. */
const remembered = new Map();
let shown = null;
let turn = 0;
let loading = false;
let again = false;
let waking = null;
let loadedAt = 0;
let announced = null;

/** The address: #/batches/1767225660000?status=FAILED */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, rest] = path.split("/");
  const known = VIEWS.has(name) ? name : "overview";
  const entry = VIEWS.get(known);
  return {
    name: known,
    rest,
    path: `${known}/${rest ?? ""}`,
    entry,
    view: rest && entry.one ? entry.one : entry.view,
    parameters: new URLSearchParams(query),
  };
}

/** Shows the address's view, anew or with what has changed. */
async function show() {
  const mine = ++turn;
  const address = location.hash;
  const at = route();
  loading = true;
  loadedAt = Date.now();
  let data = null;
  let problem = null;
  try {
    data = await at.view.load(at, live);
    remember(address, data);
  } catch (refused) {
    if (refused.status === 401) {
      await login();
      return;
    }
    problem = refused;
    data = remembered.get(address) ?? null;
  }
  if (mine !== turn) {
    return;
  }
  loading = false;
  paint(at, data, problem);
  if (again) {
    again = false;
    wake();
  }
}

function remember(address, data) {
  remembered.delete(address);
  remembered.set(address, data);
  if (remembered.size > REMEMBERED) {
    remembered.delete(remembered.keys().next().value);
  }
}

function paint(at, data, problem) {
  const tree = data === null && problem ? missing(at, problem) : at.view.render(data, at, live);
  if (shown === at.path) {
    morph(main, h("main", { id: "main", tabindex: "-1" }, tree));
  } else {
    main.replaceChildren(tree);
    if (shown !== null) {
      main.querySelector("h1")?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shown = at.path;
  }
  if (data !== null) {
    at.view.drawn?.(live);
  }
  if (!live.summary) {
    loadedAt = 0;
  }
  frame(at);
}

function missing({ entry }, problem) {
  const words = live.state === "ENDED" ? "The program has ended, and this was not looked at before." : problem.message;
  return h("div", { class: "view" }, h("h1", { tabindex: "-1" }, entry.title), h("p", { class: "notice" }, words));
}

/** What is around the view. */
function frame(at) {
  const { summary, state } = live;
  const application = summary?.application ?? "";
  document.title = `${at.entry.title} · ${Array.from(application).slice(0, 80).join("")} · Sluice`;
  document.getElementById("program").textContent = application;
  const pill = document.getElementById("live");
  if (pill.dataset.state !== state) {
    pill.dataset.state = state;
    pill.textContent = STATES[state];
  }
  const verdict = summary?.verdict;
  if (verdict && announced !== verdict.state) {
    announced = verdict.state;
    document.getElementById("announcer").textContent = verdict.sentence;
  }
  morph(document.getElementById("views"), navigation(at, summary));
}

function navigation(at, summary) {
  const failed = summary?.batches.failed ?? 0;
  const badge = () => h("span", { class: "badge" }, count(failed), h("span", { class: "hidden" }, " failed"));
  const items = [...VIEWS].map(([name, { title }]) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: `#/${name}`, "aria-current": name === at.name ? "page" : null },
        title,
        name === "batches" && failed > 0 ? badge() : null,
      ),
    ),
  );
  return h("nav", { class: "views", id: "views", "aria-label": "Views" }, h("ul", {}, items));
}

/** Something has changed: shows it soon, at most once a second, and not while nobody looks. */
function wake() {
  if (waking !== null || document.hidden) {
    return;
  }
  if (loading) {
    again = true;
    return;
  }
  const wait = Math.max(SOON_MS, loadedAt + LEAST_MS - Date.now());
  waking = setTimeout(() => {
    waking = null;
    show();
  }, wait);
}

async function login() {
  await loginForm((form) =>
    main.replaceChildren(h("div", { class: "view" }, h("h1", { tabindex: "-1" }, "Sluice"), card("Token", form))),
  );
  shown = null;
  start();
}

async function start() {
  frame(route());
  try {
    if (!(await authorized())) {
      await login();
      return;
    }
  } catch {
    // The live connection below says that nothing answers, and tries again.
  }
  live.start();
  show();
}

document.getElementById("skip").onclick = (event) => {
  event.preventDefault();
  main.focus();
};
window.addEventListener("hashchange", show);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    live.pause();
  } else {
    live.resume();
    wake();
  }
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
window.matchMedia("(max-width: 640px)").addEventListener("change", wake);
start();

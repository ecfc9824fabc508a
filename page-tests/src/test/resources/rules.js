// Returns what of the page breaks a rule of WCAG 2.2 AA that can be computed, a line each.
const broken = [];
const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true }) && element.getClientRects().length > 0;
const all = (selector) => [...document.querySelectorAll(selector)];
const brief = (element) =>
  `${element.nodeName.toLowerCase()}.${element.className?.baseVal ?? element.className}: ${element.textContent.trim().slice(0, 40)}`;
const rule = (selector, sentence, holds) =>
  all(selector)
    .filter((element) => !holds(element))
    .forEach((element) => broken.push(`${sentence}: ${brief(element)}`));

// Nothing is wider than the screen.
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) {
  broken.push(`The page is ${root.scrollWidth} wide, the screen ${root.clientWidth}`);
}

rule("table", "A table has a caption", (table) => table.caption?.textContent.trim());
rule("th", "A header has a scope and words", (th) => th.scope && th.textContent.trim());
rule("a, button, summary", "What can be clicked has words", (one) =>
  (one.getAttribute("aria-label") ?? one.textContent).trim(),
);
rule("input", "A field has a label", (input) => input.labels.length > 0);
rule("canvas, [role=region]", "What is drawn or scrolls has a name", (one) => one.getAttribute("aria-label"));
rule("progress", "A measure has a name", (one) => one.getAttribute("aria-label"));
rule(
  "svg",
  "A picture is described or hidden",
  (one) => one.getAttribute("aria-hidden") === "true" || one.getAttribute("aria-label"),
);
rule("[id]", "An id is there once", (one) => all(`[id="${CSS.escape(one.id)}"]`).length === 1);
rule("[tabindex]", "Nothing jumps the queue of keys", (one) => Number(one.getAttribute("tabindex")) <= 0);
rule("time", "A time is exact in its title", (one) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(one.title));

// What scrolls can be reached by keys.
for (const element of all("main *")) {
  const { overflowX, overflowY } = getComputedStyle(element);
  const scrolls =
    (["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth) ||
    (["auto", "scroll"].includes(overflowY) && element.scrollHeight > element.clientHeight);
  if (scrolls && shown(element) && element.tabIndex < 0 && !element.querySelector("a")) {
    broken.push(`What scrolls has the focus: ${brief(element)}`);
  }
}

// Words stand out from what is behind them: 4.5 to 1, large ones 3 to 1.
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const parsed = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
};
const luminance = ([r, g, b]) => {
  const [lr, lg, lb] = [r, g, b].map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
};
const behind = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = parsed(getComputedStyle(at).backgroundColor);
    if (colour[3] === 255) {
      return colour;
    }
  }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.nodeValue.trim() || !shown(element) || element.closest(".hidden, script, noscript")) {
    continue;
  }
  const style = getComputedStyle(element);
  const [one, other] = [luminance(parsed(style.color)), luminance(behind(element))].sort((a, b) => b - a);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const ratio = (one + 0.05) / (other + 0.05);
  if (ratio < (large ? 3 : 4.5)) {
    broken.push(`Words stand out ${ratio.toFixed(2)} to 1: ${brief(element)}`);
  }
}
return broken;

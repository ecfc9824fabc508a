// Elements out of data. Text becomes text nodes, never markup; what the program calls things cannot become part of the page.

const SVG = "http://www.w3.org/2000/svg";
const HANDLERS = ["onclick", "onsubmit"];

/** An element: h("td", {class: "num"}, "12 ms"). Attributes that are null or false are left out. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a picture's parts. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (HANDLERS.includes(name)) {
      element[name] = value;
    } else if (name === "style") {
      // Through the object model: a policy that forbids style attributes allows this.
      Object.entries(value).forEach(([property, text]) => element.style.setProperty(property, text));
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Words of the program's: isolated in their direction; long ones are cut to two lines and have their beginning as the title. */
export function theirs(text, tag = "span", attributes = {}) {
  const long = text.length > 80;
  const classes = ["theirs", long && "cut", attributes.class].filter(Boolean).join(" ");
  const title = long ? Array.from(text).slice(0, 300).join("") : null;
  return h(tag, { dir: "auto", title, ...attributes, class: classes }, text);
}

/**
 * Makes `from` look like `to` with as few changes as it takes, so that focus, selection and scrolling stay where they are. Children are
 * matched by `data-key`, else by their order. What bears `data-keep` is left to whoever drew it, `open` of details to the person.
 */
export function morph(from, to) {
  attributesOf(from, to);
  let place = from.firstChild;
  const keyed = new Map();
  for (const child of from.children) {
    if (child.dataset.key !== undefined) {
      keyed.set(child.dataset.key, child);
    }
  }
  const wantedKeys = new Set([...to.children].map((child) => child.dataset.key));
  for (const wanted of [...to.childNodes]) {
    while (place?.dataset?.key !== undefined && !wantedKeys.has(place.dataset.key)) {
      place = without(place);
    }
    const key = wanted.dataset?.key;
    const match = key === undefined ? alike(place, wanted) : keyed.get(key);
    if (!match || match.nodeName !== wanted.nodeName) {
      from.insertBefore(wanted, place);
      continue;
    }
    if (match === place) {
      place = place.nextSibling;
    } else {
      from.insertBefore(match, place);
    }
    keyed.delete(key);
    same(match, wanted);
  }
  while (place) {
    place = without(place);
  }
}

function without(place) {
  const next = place.nextSibling;
  place.remove();
  return next;
}

function alike(place, wanted) {
  const free = place && place.dataset?.key === undefined;
  return free && place.nodeName === wanted.nodeName ? place : null;
}

function same(match, wanted) {
  if (match.nodeType !== Node.ELEMENT_NODE) {
    if (match.nodeValue !== wanted.nodeValue) {
      match.nodeValue = wanted.nodeValue;
    }
  } else if (match.dataset.keep === undefined || match.dataset.keep !== wanted.dataset.keep) {
    morph(match, wanted);
  }
}

function attributesOf(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!theirOwn(from, name) && !to.hasAttribute(name)) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    if (!theirOwn(from, name) && from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
  if (from.style.cssText !== to.style.cssText) {
    from.style.cssText = to.style.cssText;
  }
  HANDLERS.forEach((name) => {
    from[name] = to[name];
  });
}

const theirOwn = ({ nodeName }, name) => name === "style" || (name === "open" && nodeName === "DETAILS");

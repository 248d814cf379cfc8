// The preview's page: it sends what is wished for, shows what comes, and asks again whenever a file is saved.

const $ = (id) => document.getElementById(id);
const { token } = document.body.dataset;
const words = JSON.parse(document.body.dataset.words);
const address = new URL(location.href);
const choices = $("choices");
const CSS_PIXELS = 96 / 72; // to the pt
const GAP = 24, EDGE = 36; // px between pages, and around them
let shown = null, asked = 0, zoom = localStorage.getItem("zoom") ?? "fit";

const withToken = (path, more = {}) => {
  const query = new URLSearchParams({ token, ...more });
  if (address.searchParams.has("lang")) query.set("lang", address.searchParams.get("lang"));
  return `${path}?${query}`;
};
const word = (name, gaps = {}) =>
  Object.entries(gaps).reduce((text, [gap, value]) => text.replace(`{${gap}}`, value), words[name]);
const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};
const say = (text, busy = false) => { $("status").textContent = text; $("status").classList.toggle("busy", busy); };
const wish = () => Object.fromEntries(new FormData(choices));
const send = (path, body, signal) => fetch(withToken(path), { method: "POST", body: JSON.stringify(body), signal });

// The pages

async function render() {
  const turn = ++asked, wished = wish();
  say(word(wished.view === "word" ? "converting" : "rendering"), true);
  if (!shown) $("sheets").replaceChildren(element("p", "waiting", word("first")));
  let made;
  try {
    made = await (await send("/render", wished)).json();
  } catch {
    if (turn === asked) say(word("gone"));
    return;
  }
  if (turn !== asked) return;
  if (made.failed) return tellTrouble(made.findings);
  const mended = !$("trouble").hidden, before = shown;
  shown = { ...made, comparison: wished.comparison };
  if (!(await lay(turn))) { shown = before; return; }
  $("trouble").hidden = true;
  $("sheets").classList.remove("kept");
  remarks = made.findings;
  listFindings();
  const told = made.pages ? word("shown", { pages: made.pages.sizes.length, seconds: made.seconds }) : word("shownText");
  say(mended ? `${word("mended")} ${told}` : told);
}

function tellTrouble(findings, problem = word(shown ? "kept" : "nothing")) {
  const list = element("ul");
  list.append(...findings.filter((one) => one.severity === "error").map(finding));
  $("trouble").replaceChildren(element("p", "", problem), list);
  $("trouble").hidden = false;
  if (shown) $("sheets").classList.add("kept");
  else $("sheets").replaceChildren();
  say(problem);
}

// The check tells where a mistake was made; the renderer, only where it came to light.
function tellCloser() {
  const errors = checked.filter((one) => one.severity === "error").slice(0, 4);
  const list = $("trouble").querySelector("ul");
  if (!$("trouble").hidden && list && errors.length) list.replaceChildren(...errors.map(finding));
}

// A zoom is a number, or “fit” for the width of the desk, or “whole” for a page that is seen whole.
function scaleNow() {
  if (Number(zoom) || !shown?.pages) return Number(zoom) || 1;
  const sides = shown.comparison === "side" ? 2 : 1;
  const sizes = [...shown.pages.sizes, ...(shown.builtIn?.sizes ?? [])];
  const largest = (side) => Math.max(...sizes.map((size) => size[side])) * CSS_PIXELS;
  const across = ($("pages").clientWidth - 2 * EDGE - GAP * (sides - 1)) / sides / largest("width");
  const down = ($("pages").clientHeight - 2 * EDGE - 40) / largest("height");
  return Math.max(0.2, zoom === "whole" ? Math.min(3, across, down) : Math.min(1.6, across));
}

function picture(path, size, alternative, soon) {
  const image = new Image(), scale = scaleNow() * CSS_PIXELS;
  image.loading = soon ? "eager" : "lazy";
  image.src = withToken(path, { scale: Math.ceil(scale * (devicePixelRatio || 1) * 4) / 4 });
  image.alt = alternative;
  image.style.width = `${size.width * scale}px`;
  image.style.height = `${size.height * scale}px`;
  return image;
}

function figure(caption, image) {
  const made = element("figure");
  made.append(element("figcaption", "", caption), image);
  return made;
}

function sheet(number, count, soon) {
  const row = element("div", "sheet"), { pages, builtIn, comparison } = shown;
  const name = word("page", { number: number + 1, count });
  const size = pages.sizes[number] ?? builtIn.sizes[number];
  if (builtIn && comparison === "difference") {
    row.append(figure(name, picture(`/difference/${pages.key}/${builtIn.key}/${number}.png`, size, name, soon)));
    return row;
  }
  const sides = [[pages, "mine"], ...(builtIn ? [[builtIn, "builtIn"]] : [])];
  for (const [side, whose] of sides) {
    const caption = builtIn ? `${word(whose)} · ${name}` : name;
    const own = side.sizes[number];
    row.append(own ? figure(caption, picture(`/page/${side.key}/${number}.png`, own, caption, soon)) : blank(size));
  }
  return row;
}

// The place of a page that one of the packs doesn't have.
function blank(size) {
  const made = element("div", "blank");
  made.style.width = `${size.width * CSS_PIXELS * scaleNow()}px`;
  return made;
}

// The lines of a Word file; compared, each is a pair of mine and the built-in pack's.
function textOf({ text, comparison }) {
  const paired = Array.isArray(text[0]);
  const made = element("div", paired && comparison === "side" ? "pairs" : "");
  made.id = "text";
  if (paired && comparison === "side") made.append(element("h3", "", word("mine")), element("h3", "", word("builtIn")));
  for (const line of text) {
    const [mine, builtIn] = paired ? line : [line, line];
    if (mine === builtIn && !made.classList.contains("pairs")) made.append(element("p", "", mine));
    else if (comparison === "side") {
      made.append(element("p", mine === builtIn ? "" : "only-mine", mine ?? ""));
      made.append(element("p", mine === builtIn ? "" : "only-built-in", builtIn ?? ""));
    } else {
      if (builtIn !== null) made.append(element("p", "only-built-in", builtIn));
      if (mine !== null) made.append(element("p", "only-mine", mine));
    }
  }
  return made;
}

// The numbers of the pages that are looked at; the first two at the beginning.
function inView() {
  const { top, bottom } = $("pages").getBoundingClientRect();
  const rows = [...$("sheets").querySelectorAll(".sheet")];
  const seen = rows.flatMap((row, number) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top && box.top < bottom ? [number] : [];
  });
  return seen.length ? seen : [0, 1];
}

// New pages take the place of the old ones all at once, when the pictures of those that are looked at are there.
async function lay(turn) {
  const compared = shown.builtIn || Array.isArray(shown.text[0]);
  $("legend").hidden = !(compared && shown.comparison === "difference");
  $("legend").classList.toggle("of-text", !shown.pages);
  document.body.classList.toggle("has-text", !shown.pages);
  if (!shown.pages) {
    $("sheets").replaceChildren(textOf(shown));
    return true;
  }
  const count = Math.max(shown.pages.sizes.length, shown.builtIn?.sizes.length ?? 0);
  const seen = inView();
  const rows = Array.from({ length: count }, (_, number) => sheet(number, count, seen.includes(number)));
  const images = rows.flatMap((row) => [...row.querySelectorAll("img[loading=eager]")]);
  await Promise.allSettled(images.map((image) => image.decode()));
  if (turn !== undefined && turn !== asked) return false;
  const { scrollTop, scrollLeft } = $("pages");
  $("sheets").replaceChildren(...rows);
  $("pages").scrollTo(scrollLeft, scrollTop);
  $("zoom").textContent = `${Math.round(scaleNow() * 100)} %`;
  for (const name of ["fit", "whole"]) $(name).setAttribute("aria-pressed", String(zoom === name));
  return true;
}

function setZoom(value) {
  zoom = Number(value) ? Math.max(0.25, Math.min(4, value)) : value;
  localStorage.setItem("zoom", zoom);
  if (shown?.pages) lay();
}

async function download(event) {
  event.preventDefault();
  const link = event.currentTarget;
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(withToken(`/download/document.${link.dataset.format}`, wish()));
    if (!answer.ok) return tellTrouble((await answer.json()).findings, word("noFile"));
    const saved = element("a");
    saved.href = URL.createObjectURL(await answer.blob());
    saved.download = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
    saved.click();
    setTimeout(() => URL.revokeObjectURL(saved.href), 60000);
  } catch {
    say(word("gone"));
  } finally {
    link.removeAttribute("aria-busy");
  }
}

// The findings: the templates' at once, then how many documents are read back, then all

let remarks = [], checked = [], checking = null, unchecked = true;

function finding(one) {
  const item = element("li", `finding ${one.severity}`);
  if (one.place) item.append(element("p", "place", one.place));
  const line = element("p");
  line.append(element("span", "severity", one.said), ` ${one.message}`);
  item.append(line);
  if (one.hint) item.append(element("p", "hint", one.hint));
  if (one.clause) item.append(element("p", "clause", one.clause));
  return item;
}

function listFindings() {
  const key = (one) => one.place + one.message;
  const all = [...new Map([...checked, ...remarks].map((one) => [key(one), one])).values()];
  const weight = { error: 0, warning: 1, note: 2 };
  all.sort((one, other) => weight[one.severity] - weight[other.severity]);
  $("found").replaceChildren(...all.map(finding));
  if (!all.length && !unchecked) $("found").append(element("li", "plain good", word("noFindings")));
  const count = (severity) => all.filter((one) => one.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  $("count").replaceChildren(...Object.entries(counts).filter(([, number]) => number).map(([name, number]) =>
    element("span", `chip ${name}`, number)));
  $("count").setAttribute("aria-label", word("counts", counts));
  $("count").title = word("counts", counts);
}

function tellReading(text, done, count) {
  $("reading").hidden = !text;
  $("reading").querySelector("p").textContent = text;
  const bar = $("reading").querySelector("progress");
  bar.hidden = count === undefined;
  if (count) bar.value = done / count;
  else bar.removeAttribute("value");
}

async function* steps(answer) {
  let waiting = "";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (waiting + read.value).split("\n");
    waiting = lines.pop();
    yield* lines.map((line) => JSON.parse(line));
  }
}

// A check under way is given up: what it reads is no longer so.
async function check() {
  checking?.abort();
  const mine = checking = new AbortController();
  unchecked = true;
  tellReading(word("checking"), 0, 0);
  let ended = false;
  try {
    for await (const step of steps(await send("/check", wish(), mine.signal))) {
      if (mine !== checking) return;
      ended = step.ended;
      if (step.count) tellReading(word("reading", { done: step.done + 1, count: step.count }), step.done, step.count);
      if (!step.findings) continue;
      checked = step.findings;
      tellCloser();
      listFindings();
    }
  } catch {
    if (mine !== checking) return;
  }
  checking = null;
  unchecked = !ended;
  tellReading(ended ? "" : word("unchecked"));
  listFindings();
}

// The fields

function seek() {
  const sought = $("search").value.trim().toLowerCase();
  let found = 0;
  for (const field of document.querySelectorAll(".field")) {
    field.hidden = !field.textContent.toLowerCase().includes(sought);
    found += !field.hidden;
  }
  $("fields").classList.toggle("sought", sought !== "");
  $("no-fields").hidden = found > 0;
}

async function copy(event) {
  const button = event.target.closest(".field button");
  if (!button) return;
  const name = button.textContent.replaceAll("[]", "[0]");
  await navigator.clipboard.writeText(`{{ ${name} }}`);
  say(word("copied", { field: `{{ ${name} }}` }));
}

// The beginning

const again = () => { render(); check(); };

function recall() {
  const kept = JSON.parse(sessionStorage.getItem("wish") ?? "{}");
  for (const [name, value] of Object.entries(kept)) {
    const control = choices.elements[name];
    if (control && [...control.options].some((option) => option.value === value)) control.value = value;
  }
}

const KEYS = {
  "+": () => setZoom(scaleNow() * 1.2), "=": () => setZoom(scaleNow() * 1.2), "-": () => setZoom(scaleNow() / 1.2),
  "0": () => setZoom("fit"), "1": () => setZoom("whole"),
};

function listenToPeople() {
  choices.addEventListener("change", (event) => {
    sessionStorage.setItem("wish", JSON.stringify(wish()));
    if (event.target.name === "issuer") again();
    else render();
  });
  choices.addEventListener("submit", (event) => event.preventDefault());
  $("in").addEventListener("click", KEYS["+"]);
  $("out").addEventListener("click", KEYS["-"]);
  $("fit").addEventListener("click", KEYS["0"]);
  $("whole").addEventListener("click", KEYS["1"]);
  $("pages").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  $("pages").addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    setZoom(scaleNow() * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
  }, { passive: false });
  $("search").addEventListener("input", seek);
  $("fields").addEventListener("click", copy);
  for (const link of document.querySelectorAll("[data-format]")) link.addEventListener("click", download);
  let resizing;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => shown?.pages && lay(), 150); });
}

function listenToSaves(saved) {
  const events = new EventSource(withToken("/events"));
  let lost = false;
  events.addEventListener("saved", saved);
  events.addEventListener("error", () => { lost = true; say(word("gone")); });
  events.addEventListener("open", () => { if (lost) { lost = false; saved(); } });
}

if (choices) {
  recall();
  listenToPeople();
  listenToSaves(again);
  tellReading(word("checking"), 0, 0);
  render().then(check); // the pages come first
} else {
  listenToSaves(() => location.reload());
}

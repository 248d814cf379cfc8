"use strict";
// The preview's page: it sends what is wished for, shows what comes, and asks again whenever a file is saved.

const $ = (id) => document.getElementById(id);
const token = document.body.dataset.token;
const address = new URL(location.href);
const choices = $("choices");
let setup, words, shown = null, asked = 0, checks = 0, zoom = localStorage.getItem("zoom") ?? "fit";

const withToken = (path, more = {}) => {
  const query = new URLSearchParams({ token, ...more });
  if (address.searchParams.has("lang")) query.set("lang", address.searchParams.get("lang"));
  return `${path}?${query}`;
};
const word = (name, gaps = {}) =>
  Object.entries(gaps).reduce((text, [gap, value]) => text.replace(`{${gap}}`, value), words[name] ?? name);
const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};
const say = (text, busy = false) => { $("status").textContent = text; $("status").classList.toggle("busy", busy); };

async function send(path, body) {
  const answer = await fetch(withToken(path), { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function wish() {
  const data = new FormData(choices);
  return {
    data: data.get("data"), locale: data.get("locale"), issuer: data.get("issuer"), view: data.get("view"),
    comparison: data.get("comparison"), draft: data.has("draft"), longest: data.has("longest"),
  };
}

// The pages

async function render() {
  const turn = ++asked, wished = wish();
  say(word("rendering"), true);
  offerDownloads(wished);
  let made;
  try {
    made = await send("/render", wished);
  } catch {
    if (turn === asked) say(word("gone"));
    return;
  }
  if (turn !== asked) return;
  if (made.failed) return tellTrouble(made.findings);
  const mended = !$("trouble").hidden;
  const before = shown;
  shown = { ...made, comparison: wished.comparison };
  if (!(await lay(turn))) { shown = before; return; }
  $("trouble").hidden = true;
  $("sheets").classList.remove("kept");
  remarks = made.findings;
  listFindings();
  const told = made.pages ? word("shown", { pages: made.pages.sizes.length, seconds: made.seconds }) : word("shownText");
  say(mended ? `${word("mended")} ${told}` : told);
}

function tellTrouble(findings) {
  const trouble = $("trouble");
  const list = element("ul");
  list.append(...findings.filter((one) => one.severity === "error").map(finding));
  trouble.replaceChildren(element("p", "", word(shown ? "kept" : "nothing")), list);
  trouble.hidden = false;
  $("sheets").classList.add("kept");
  say(word(shown ? "kept" : "nothing"));
}

// The check tells where a mistake was made; the renderer, only where it came to light.
function tellCloser() {
  const errors = checked.filter((one) => one.severity === "error").slice(0, 4);
  if (!$("trouble").hidden && errors.length) $("trouble").querySelector("ul").replaceChildren(...errors.map(finding));
}

const pixels = (points) => points * (96 / 72) * scaleNow();

// A zoom is a number, or “fit” for the width of the desk, or “whole” for a page that is seen whole.
function scaleNow() {
  if (Number(zoom) || !shown?.pages) return Number(zoom) || 1;
  const sides = shown.comparison === "side" ? 2 : 1;
  const largest = (side) => Math.max(...shown.pages.sizes.map((size) => size[side])) * (96 / 72);
  const across = ($("pages").clientWidth - 40 - 20 * (sides - 1)) / sides / largest("width");
  const down = zoom === "whole" ? ($("pages").clientHeight - 66) / largest("height") : 3;
  return Math.max(0.2, Math.min(3, across, down));
}

function picture(path, size, alternative) {
  const image = new Image();
  const sharp = Math.ceil(scaleNow() * (96 / 72) * (devicePixelRatio || 1) * 4) / 4;
  image.src = withToken(path, { scale: sharp });
  image.alt = alternative;
  image.style.width = `${pixels(size.width)}px`;
  image.style.height = `${pixels(size.height)}px`;
  return image;
}

function figure(caption, image) {
  const made = element("figure");
  made.append(element("figcaption", "", caption), image);
  return made;
}

function sheet(number, count) {
  const row = element("div", "sheet"), { pages, builtIn, comparison } = shown;
  const name = word("page", { number: number + 1, count });
  const size = pages.sizes[number] ?? builtIn.sizes[number];
  if (builtIn && comparison === "difference") {
    row.append(figure(name, picture(`/difference/${pages.key}/${builtIn.key}/${number}.png`, size, name)));
    return row;
  }
  const sides = [[pages, "mine"], ...(builtIn ? [[builtIn, "builtIn"]] : [])];
  for (const [side, whose] of sides) {
    if (!side.sizes[number]) continue;
    const caption = builtIn ? `${word(whose)} · ${name}` : name;
    row.append(figure(caption, picture(`/page/${side.key}/${number}.png`, side.sizes[number], caption)));
  }
  return row;
}

// New pages take the place of the old ones all at once, when their pictures are there.
async function lay(turn) {
  $("legend").hidden = !(shown.builtIn && shown.comparison === "difference");
  if (!shown.pages) {
    const text = element("div");
    text.id = "text";
    text.append(...shown.text.map((line) => element("p", "", line)));
    $("sheets").replaceChildren(text);
    return true;
  }
  const count = Math.max(shown.pages.sizes.length, shown.builtIn?.sizes.length ?? 0);
  const rows = Array.from({ length: count }, (_, number) => sheet(number, count));
  const images = rows.flatMap((row) => [...row.querySelectorAll("img")]);
  await Promise.allSettled(images.slice(0, 4).map((image) => image.decode()));
  if (turn !== undefined && turn !== asked) return false;
  const { scrollTop, scrollLeft } = $("pages");
  $("sheets").replaceChildren(...rows);
  $("pages").scrollTo(scrollLeft, scrollTop);
  $("zoom").textContent = `${Math.round(scaleNow() * 100)} %`;
  return true;
}

function setZoom(value) {
  zoom = Number(value) ? Math.max(0.25, Math.min(3, value)) : value;
  localStorage.setItem("zoom", zoom);
  if (shown) lay();
}

// The findings

let remarks = [], checked = [];

function finding(one) {
  const item = element("li", `finding ${one.severity}`);
  if (one.place) item.append(element("p", "place", one.place));
  const line = element("p");
  line.append(element("span", "severity", `${word(one.severity)} `), one.message);
  if (one.clause) line.append(" ", element("span", "clause", `[${one.clause}]`));
  item.append(line);
  if (one.hint) item.append(element("p", "hint", one.hint));
  return item;
}

function listFindings(busy = false) {
  const key = (one) => one.place + one.message;
  const all = [...new Map([...checked, ...remarks].map((one) => [key(one), one])).values()];
  const weight = { error: 0, warning: 1, note: 2 };
  all.sort((one, other) => weight[one.severity] - weight[other.severity]);
  $("found").replaceChildren(...all.map(finding));
  if (busy) $("found").append(element("li", "plain", word("checking")));
  else if (!all.length) $("found").append(element("li", "plain", word("noFindings")));
  $("count").textContent = all.length || "";
}

// First what can be told at once, then what has to be rendered to be known.
async function check() {
  const turn = ++checks;
  listFindings(true);
  for (const thorough of [false, true]) {
    try {
      const found = (await send("/check", { ...wish(), thorough })).findings;
      if (turn !== checks) return;
      checked = found;
      tellCloser();
      listFindings(!thorough);
    } catch {
      return;
    }
  }
}

// The fields

function listFields() {
  const sought = $("search").value.trim().toLowerCase();
  const matching = setup.fields.filter((field) => `${field.path} ${field.meaning}`.toLowerCase().includes(sought));
  $("fields").replaceChildren(...matching.map((field) => {
    const item = element("li", "field");
    item.style.paddingLeft = sought ? 0 : `${field.depth * 14}px`;
    const name = element("button", "", field.path);
    name.type = "button";
    name.title = word("copyField", { field: field.path });
    name.addEventListener("click", () => copy(field.path));
    item.append(name, element("span", "type", field.type));
    if (field.clause) item.append(element("span", "clause", `[${field.clause}]`));
    item.append(element("p", "", field.meaning));
    if (field.example) item.append(element("p", "example", field.example));
    return item;
  }));
  if (!matching.length) $("fields").append(element("li", "plain", word("noFields")));
}

async function copy(path) {
  const name = path.replaceAll("[]", "[0]");
  await navigator.clipboard.writeText(`{{ ${name} }}`);
  say(word("copied", { field: name }));
}

// The beginning

function fill(name, options, chosen) {
  const select = choices.elements[name];
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, value === String(chosen))));
}

function fillData() {
  const select = choices.elements.data;
  const groups = [["samples", setup.samples, (name) => name], ["extremes", setup.extremes, (name) => word(`data-${name}`)]];
  select.replaceChildren(...groups.filter(([, names]) => names.length).map(([label, names, told]) => {
    const group = document.createElement("optgroup");
    group.label = word(label);
    group.append(...names.map((name) => new Option(told(name), name)));
    return group;
  }));
}

function offerDownloads(wished) {
  $("downloads").replaceChildren(...setup.formats.map((format) => {
    const link = element("a", "", format.toUpperCase());
    link.href = withToken(`/download/document.${format}`, wished);
    link.download = "";
    return link;
  }));
}

function remember() {
  sessionStorage.setItem("wish", JSON.stringify(wish()));
}

function recall() {
  const kept = JSON.parse(sessionStorage.getItem("wish") ?? "{}");
  for (const [name, value] of Object.entries(kept)) {
    const control = choices.elements[name];
    if (control?.type === "checkbox") control.checked = value;
    else if (control && [...control.options].some((option) => option.value === value)) control.value = value;
  }
}

function listen() {
  choices.addEventListener("change", () => { remember(); render(); });
  choices.addEventListener("submit", (event) => event.preventDefault());
  $("in").addEventListener("click", () => setZoom(scaleNow() * 1.2));
  $("out").addEventListener("click", () => setZoom(scaleNow() / 1.2));
  $("fit").addEventListener("click", () => setZoom("fit"));
  $("whole").addEventListener("click", () => setZoom("whole"));
  $("search").addEventListener("input", listFields);
  let resizing;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => shown && lay(), 150); });
  $("tongue").addEventListener("click", () => {
    address.searchParams.set("lang", setup.tongue === "en" ? "zh" : "en");
    location.href = address;
  });
  const events = new EventSource(withToken("/events"));
  let lost = false;
  events.addEventListener("saved", () => { render(); check(); });
  events.addEventListener("error", () => { lost = true; say(word("gone")); });
  events.addEventListener("open", () => { if (lost) { lost = false; render(); check(); } });
}

async function begin() {
  const answer = await fetch(withToken("/setup"));
  setup = await answer.json();
  words = setup.words ?? {};
  if (!answer.ok) return tellTrouble(setup.errors);
  document.documentElement.lang = setup.tongue;
  document.title = `${word("title")} · ${setup.pack}`;
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  for (const part of document.querySelectorAll("[data-label]")) {
    part.setAttribute("aria-label", word(part.dataset.label));
    part.title = part.tagName === "BUTTON" ? word(part.dataset.label) : "";
  }
  $("search").placeholder = word("search");
  $("pack").textContent = setup.pack;
  $("kind").textContent = `${setup.kind} · ${setup.folder}`;
  $("tongue").textContent = setup.tongue === "en" ? "中文" : "English";
  $("tongue").lang = setup.tongue === "en" ? "zh" : "en";
  $("draft-choice").hidden = !setup.drafts;
  fillData();
  fill("locale", setup.locales.map((name) => [name, { "zh-CN": "中文", en: "English", "zh-CN+en": "中文 + English" }[name]]), setup.locale);
  fill("issuer", setup.issuers.map((name, index) => [String(index), name]), 0);
  fill("view", setup.views.map((name) => [name, word(name)]), "pdf");
  fill("comparison", ["none", "side", "difference"].map((name) => [name, word(name)]), "none");
  recall();
  listFields();
  listen();
  await render();
  check();
}

begin();

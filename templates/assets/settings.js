// @ts-check
// What the reader has chosen: kept in the browser, told by the address (#r12&furigana=off), shown by attributes of <html>.
"use strict";

/**
 * What can be set, with its values; the first is what the page shows without a script.
 * @type {Record<string, string>}
 */
const SETTINGS = {
  furigana: "on level tap off",
  level: "2 1 3 4 5 6 8",
  romaji: "off on",
  english: "beside below blur off",
  gloss: "on off",
  names: "off on",
  spacing: "off on",
  size: "1 .9 1.15 1.3 1.5",
  leading: "2 1.9 2.3 2.7",
  font: "sans serif",
  theme: "auto light dark sepia",
  writing: "across down",
  print: "sheet worksheet cloze key",
  ui: navigator.language.startsWith("ja") ? "ja en" : "en ja",
};
const root = document.documentElement;

/** What to do when a setting has its new value. @type {((name: string) => void)[]} */
const changed = [];

/** @param {string} name @returns {string} the stored value, "" if there is none or storage is closed */
function stored(name) {
  try {
    return localStorage.getItem("taiyaku:" + name) || "";
  } catch {
    return "";
  }
}

/** @param {string} name @param {string} value */
function store(name, value) {
  try {
    localStorage.setItem("taiyaku:" + name, value);
  } catch {
    // Storage may be closed (private window): the setting then holds for this visit.
  }
}

/** @param {string} name @param {string} fallback @returns {string} the value if it is one that the setting can have */
const valid = (name, fallback, value = fallback) => SETTINGS[name].split(" ").includes(value) ? value : fallback;
/** @param {string} name */
const initial = (name) => SETTINGS[name].split(" ")[0];
/** The address behind its #: the row to show has no value, settings have one. */
const address = () => new URLSearchParams(location.hash.slice(1));
const target = () => [...address()].find(([, value]) => !value)?.[0] || "";

/** @param {string} name @param {string} value */
function apply(name, value) {
  root.dataset[name] = value;
  if (name === "size" || name === "leading") root.style.setProperty("--" + name, value);
  if (name === "ui") translate();
  for (const control of document.querySelectorAll(`[data-set=${name}]`)) {
    if (control instanceof HTMLInputElement) control.checked = value === "on";
    else if (control instanceof HTMLSelectElement) control.value = value;
  }
  for (const tell of changed) tell(name);
}

/** Texts that are not elements of their own: options, labels of controls. */
function translate() {
  for (const element of document.querySelectorAll("[data-ja]")) {
    const text = /** @type {HTMLElement} */ (element).dataset[root.dataset.ui || "en"] || "";
    if (element instanceof HTMLOptionElement) element.text = text;
    else element.setAttribute("aria-label", text);
    if (element instanceof HTMLInputElement) element.placeholder = text;
  }
}

/** What the address says goes before what is stored, and is not stored. */
function applyAll() {
  const said = address();
  for (const name in SETTINGS) {
    const value = valid(name, valid(name, initial(name), stored(name)), said.get(name) || undefined);
    if (root.dataset[name] !== value) apply(name, value);
  }
}

/** @param {string} row  the id to show, "" for none */
function writeAddress(row) {
  const parts = Object.keys(SETTINGS).filter((name) => root.dataset[name] !== initial(name));
  const said = [...(row ? [row] : []), ...parts.map((name) => `${name}=${root.dataset[name]}`)].join("&");
  history.replaceState(null, "", location.href.split("#")[0] + (said && "#" + said));
}

/** Change the page while the row at the top of the window stays where it is. @param {() => void} change */
function keepPlace(change) {
  const bar = document.querySelector(".bar")?.getBoundingClientRect();
  const top = bar && bar.top < 9 ? bar.bottom + 12 : 12;
  const row = scrollY ? document.elementFromPoint(innerWidth / 3, top)?.closest(".row") : null;
  const before = row ? row.getBoundingClientRect().top : 0;
  change();
  if (row) scrollBy(0, row.getBoundingClientRect().top - before);
}

function startSettings() {
  for (const control of document.querySelectorAll("[data-set]")) {
    control.addEventListener("change", () => {
      const { dataset, value, checked, type } = /** @type {HTMLInputElement} */ (control);
      const name = dataset.set || "";
      keepPlace(() => apply(name, type === "checkbox" ? (checked ? "on" : "off") : value));
      store(name, root.dataset[name] || "");
      writeAddress(target());
    });
  }
  document.getElementById("reset")?.addEventListener("click", () => {
    for (const name in SETTINGS) {
      store(name, "");
      apply(name, initial(name));
    }
    writeAddress(target());
  });
  document.addEventListener("click", (event) => closeSheets(/** @type {Node} */ (event.target)));
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeSheets(null));
  for (const name in SETTINGS) apply(name, root.dataset[name] || "");
}

/** Close what is open in the toolbar, unless the click was inside it. @param {Node | null} inside */
function closeSheets(inside) {
  for (const sheet of document.querySelectorAll("details.sheet[open]")) {
    if (inside && sheet.contains(inside)) continue;
    if (!inside && sheet.contains(document.activeElement)) sheet.querySelector("summary")?.focus();
    sheet.removeAttribute("open");
  }
}

root.classList.add("js");
applyAll(); // before the first paint, so that nothing flashes

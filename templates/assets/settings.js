// @ts-check
// What the reader has chosen: kept in the browser, told by the address (#r12&furigana=off), shown by attributes of <html>.
"use strict";

/**
 * What can be set, with its values; the first is what the page shows without a script.
 * @type {Record<string, string>}
 */
const SETTINGS = {
  furigana: "on level tap off",
  level: "2 1 3 4 5 6 8 j4 j3 j2 j1",
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
/** What holds now, by the name of the setting. */
const modes = root.dataset;

/** @param {string} selector @param {ParentNode} [inside] @returns {HTMLElement[]} */
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));
/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {EventTarget} target @param {string} type @param {(event: any) => unknown} act */
const on = (target, type, act) => target.addEventListener(type, act);

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
  modes[name] = value;
  if (name === "size" || name === "leading") root.style.setProperty("--" + name, value);
  if (name === "ui") translate();
  for (const control of all(`[data-set=${name}]`)) {
    if (control instanceof HTMLInputElement) control.checked = value === "on";
    else if (control instanceof HTMLSelectElement) control.value = value;
  }
  for (const tell of changed) tell(name);
}

/** Texts that are not elements of their own: options, labels of controls. */
function translate() {
  for (const element of all("[data-ja]")) {
    const text = element.dataset[modes.ui || "en"] || "";
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
    if (modes[name] !== value) apply(name, value);
  }
}

/** @param {string} row  the id to show, "" for none */
function writeAddress(row) {
  const parts = Object.keys(SETTINGS).filter((name) => modes[name] !== initial(name));
  const said = [...(row ? [row] : []), ...parts.map((name) => `${name}=${modes[name]}`)].join("&");
  history.replaceState(null, "", location.href.split("#")[0] + (said && "#" + said));
}

/** @param {Element} element */
const boxOf = (element) => element.getBoundingClientRect();
/** Where the toolbar is: at the top of the window, on a phone at its foot. */
const barBox = () => boxOf(all(".bar")[0]);
/** @param {number} y @returns {HTMLElement | null | undefined} the row at that height of the window */
const rowAt = (y) => document.elementFromPoint(innerWidth / 3, y)?.closest(".row");

/** Change the page while the row at the top of the window stays where it is. @param {() => void} change */
function keepPlace(change) {
  const bar = barBox(), row = scrollY ? rowAt(bar.top < 9 ? bar.bottom + 12 : 12) : null;
  const before = row ? boxOf(row).top : 0;
  change();
  if (row) scrollBy(0, boxOf(row).top - before);
}

function startSettings() {
  for (const control of all("[data-set]")) {
    on(control, "change", () => {
      const { dataset, value, checked, type } = /** @type {HTMLInputElement} */ (control);
      const name = dataset.set || "";
      keepPlace(() => apply(name, type === "checkbox" ? (checked ? "on" : "off") : value));
      store(name, modes[name] || "");
      writeAddress(target());
    });
  }
  for (const reset of all("#reset")) {
    on(reset, "click", () => {
      for (const name in SETTINGS) {
        store(name, "");
        apply(name, initial(name));
      }
      writeAddress(target());
    });
  }
  on(document, "click", (event) => closeSheets(event.target));
  on(document, "keydown", (event) => event.key === "Escape" && closeSheets(null));
  for (const name in SETTINGS) apply(name, modes[name] || "");
}

/** Close what is open in the toolbar, unless the click was inside it. @param {Node | null} inside */
function closeSheets(inside) {
  for (const sheet of all("details.sheet[open]")) {
    if (inside && sheet.contains(inside)) continue;
    if (!inside && sheet.contains(document.activeElement)) sheet.querySelector("summary")?.focus();
    sheet.removeAttribute("open");
  }
}

root.classList.add("js");
applyAll(); // before the first paint, so that nothing flashes

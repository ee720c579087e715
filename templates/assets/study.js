// @ts-check
// The study page: settings, romaji, popover, keyboard. Without this script the page is readable, with furigana.
"use strict";

// Numbers named pos, inflection, notes and source are indices into Data.texts; entries are indices into Data.entries.
/** @typedef {[pos?: number, glosses?: string, notes?: number]} Sense */
/** @typedef {[headword: string, reading?: string, senses?: Sense[]]} Entry */
/** @typedef {[meanings?: string, on?: string, kun?: string, grade?: number]} Kanji */
/**
 * @typedef {[surface: string, reading?: string, romaji?: string, lemma?: string, pos?: number, inflection?: number,
 *   entries?: number[], alternatives?: string[], source?: number]} Word
 */
/** @typedef {{words: Word[], entries: Entry[], kanji: Record<string, Kanji>, texts: string[]}} Data */
/** @typedef {[ja: string, en: string]} Both */

/** What can be set, with its values; the first is what the page shows without a script. */
const SETTINGS = {
  furigana: ["on", "off"],
  romaji: ["off", "on"],
  english: ["beside", "below", "blur", "off"],
  theme: ["auto", "light", "dark"],
};

/** @type {Record<string, Both>} Universal Dependencies tags in words. */
const POS = {
  NOUN: ["名詞", "noun"], PROPN: ["固有名詞", "name"], VERB: ["動詞", "verb"], ADJ: ["形容詞", "adjective"],
  ADV: ["副詞", "adverb"], PRON: ["代名詞", "pronoun"], DET: ["連体詞", "determiner"], ADP: ["助詞", "particle"],
  AUX: ["助動詞", "auxiliary"], CCONJ: ["接続詞", "conjunction"], SCONJ: ["接続助詞", "conjunction"],
  PART: ["助詞", "particle"], INTJ: ["感動詞", "interjection"], NUM: ["数", "number"], SYM: ["記号", "symbol"],
};

/** @type {Record<string, Both>} Where a reading comes from, where that is worth knowing. */
const SOURCES = {
  author: ["原文のふりがな", "given in the text"], override: ["指定した読み", "set by you"],
  glossary: ["用語集", "glossary"], number: ["数の規則", "rule for numbers"],
};

const root = document.documentElement;
root.classList.add("js");

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

// Before the first paint, so that nothing flashes.
for (const [name, values] of Object.entries(SETTINGS)) {
  const value = stored(name);
  root.dataset[name] = values.includes(value) ? value : values[0];
}

/**
 * @param {string} tag  an element's name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** @param {string} text @param {string} [className] */
const ja = (text, className = "") => make("span", { lang: "ja", class: className }, text);
/** @param {string} text @param {string} [className] */
const en = (text, className = "") => make("span", { lang: "en", class: className }, text);
/** @param {Both} text @returns {(Node | string)[]} */
const both = ([japanese, english]) => [ja(japanese), " ", en(english)];

/** Change the page while the row at the top of the window stays where it is. @param {() => void} change */
function keepPlace(change) {
  const bar = document.querySelector(".bar");
  const top = bar ? bar.getBoundingClientRect().bottom + 12 : 12;
  const row = scrollY ? document.elementFromPoint(innerWidth / 3, top)?.closest(".row") : null;
  const before = row ? row.getBoundingClientRect().top : 0;
  change();
  if (row) scrollBy(0, row.getBoundingClientRect().top - before);
}

/** Arrive where the address points: rows on the way have their real height only once they have been near the window. */
function arrive() {
  const target = document.getElementById(location.hash.slice(1));
  let times = 3;
  const again = () => {
    target?.scrollIntoView();
    if (--times) requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
}

/* ---- Romaji: a line under each sentence, made when the sentence comes near the window. ---- */

/** @type {IntersectionObserver | null} */
let nearby = null;

/** @param {Element} sentence */
function addRomaji(sentence) {
  const text = sentence.getAttribute("data-r");
  if (text && !sentence.querySelector(".r")) sentence.append(make("span", { class: "r", lang: "ja-Latn" }, text));
}

/** @param {boolean} on */
function showRomaji(on) {
  nearby?.disconnect();
  for (const line of document.querySelectorAll(".r")) line.remove();
  if (!on) return;
  nearby = new IntersectionObserver(
    (seen) => seen.forEach((one) => one.isIntersecting && addRomaji(one.target)),
    { rootMargin: "600px" },
  );
  for (const sentence of document.querySelectorAll(".s")) nearby.observe(sentence);
}

/* ---- Settings ---- */

/** @param {string} name @param {string} value */
function set(name, value) {
  root.dataset[name] = value;
  if (name === "romaji") showRomaji(value === "on");
  if (name === "english") {
    for (const cell of document.querySelectorAll(".row > .en")) {
      cell.classList.remove("shown");
      if (value === "blur" && cell.textContent) cell.setAttribute("tabindex", "0");
      else cell.removeAttribute("tabindex");
    }
  }
}

function startTools() {
  for (const control of document.querySelectorAll("[data-set]")) {
    const name = control.getAttribute("data-set") || "";
    const value = root.dataset[name] || "";
    if (control instanceof HTMLSelectElement) {
      control.value = value;
      control.addEventListener("change", () => change(name, control.value));
    } else {
      control.setAttribute("aria-pressed", String(value === "on"));
      control.addEventListener("click", () => {
        const next = root.dataset[name] === "on" ? "off" : "on";
        control.setAttribute("aria-pressed", String(next === "on"));
        change(name, next);
      });
    }
    if (value !== SETTINGS[/** @type {keyof typeof SETTINGS} */ (name)][0]) set(name, value);
  }
}

/** @param {string} name @param {string} value */
function change(name, value) {
  close();
  keepPlace(() => set(name, value));
  store(name, value);
}

/* ---- The popover: one card for words and terms. ---- */

const UNIT = "a.t, [data-i]";
/** @type {Data} */
let data = { words: [], entries: [], kanji: {}, texts: [""] };
/** @type {HTMLElement} */
let card;
/** @type {HTMLElement | null} */
let open = null;
let pinned = false;
let timer = 0;

/** @param {EventTarget | null} target @returns {HTMLElement | null} the whole term, else the word */
function unitAt(target) {
  if (!(target instanceof Element) || !target.closest(".row")) return null;
  return target.closest("a.t") || target.closest("[data-i]");
}

/** @param {Sense[]} senses */
function senseList(senses) {
  let last = 0;
  return make("ol", {}, ...senses.map(([pos = 0, glosses = "", notes = 0]) => {
    const shown = pos && pos !== last ? [en(data.texts[pos], "small"), " "] : [];
    last = pos || last;
    return make("li", {}, ...shown, en(glosses), ...(notes ? [" ", en(`(${data.texts[notes]})`, "small")] : []));
  }));
}

/** @param {string} text @returns {HTMLElement[]} what the kanji of the text mean, each once */
function kanjiList(text) {
  const known = [...new Set(text)].filter((character) => Object.hasOwn(data.kanji, character));
  if (!known.length) return [];
  return [make("hr", {}), make("ul", {}, ...known.map((character) => {
    const [meanings = "", on = "", kun = ""] = data.kanji[character];
    return make("li", {}, ja(character, "literal"), en(meanings), " ", ja([on, kun].filter(Boolean).join(" / "), "small"));
  }))];
}

/** @param {Word} word @returns {Node[]} part of speech, dictionary form, meaning of the endings */
function grammar([, , , lemma = "", pos = 0, inflection = 0]) {
  const line = make("p", { class: "small" });
  const name = POS[data.texts[pos]];
  if (name) line.append(...both(name));
  if (lemma) line.append(line.childNodes.length ? " · " : "", ...both(["辞書形", "dictionary form"]), " ", ja(lemma));
  if (inflection) line.append(line.childNodes.length ? " · " : "", en(data.texts[inflection]));
  return line.childNodes.length ? [line] : [];
}

/** @param {Word} word @param {boolean} certain @returns {Node[]} doubt about the reading, or where it comes from */
function warrant([, , , , , , , alternatives = [], source = 0], certain) {
  if (!certain) {
    const others = alternatives.length ? [" ", ...both(["ほかの候補", "could also be"]), " ", ja(alternatives.join("、"))] : [];
    return [make("p", { class: "note" }, ...both(["読みは確かでない。", "This reading should be checked."]), ...others)];
  }
  const origin = SOURCES[data.texts[source]];
  return origin ? [make("p", { class: "small" }, ...both(["読み", "reading"]), ": ", ...both(origin))] : [];
}

/** @param {HTMLElement} unit @returns {Node[]} */
function wordCard(unit) {
  const word = data.words[Number(unit.dataset.i)];
  const [surface, reading = "", romaji = "", , , , entries = []] = word;
  const found = entries.map((index) => data.entries[index]);
  const top = make("p", {}, ja(surface, "head"));
  if (reading && reading !== surface) top.append(" ", ja(reading, "kana"));
  if (romaji) top.append(" ", make("span", { class: "roman", lang: "ja-Latn" }, romaji));
  return [
    top, ...grammar(word), ...warrant(word, !unit.classList.contains("u")),
    ...found.flatMap(([headword, kana = "", senses = []]) => [
      ...(found.length > 1 ? [make("p", {}, ja(headword), " ", ja(kana === headword ? "" : kana, "small"))] : []),
      senseList(senses),
    ]),
    ...kanjiList(surface),
  ];
}

/** @param {HTMLElement} unit @returns {Node[]} the entry at the page's foot, then the words inside the term */
function termCard(unit) {
  const entry = document.getElementById((unit.getAttribute("href") || "").slice(1));
  if (!entry) return [];
  const copy = /** @type {HTMLElement} */ (entry.cloneNode(true));
  copy.removeAttribute("id");
  copy.querySelector(".at")?.remove();
  const parts = [...unit.querySelectorAll("[data-i]")].map((part) => {
    const [surface, reading = "", , , , , entries = []] = data.words[Number(/** @type {HTMLElement} */ (part).dataset.i)];
    const sense = entries.length ? data.entries[entries[0]][2]?.[0]?.[1] || "" : "";
    return make("li", {}, ja(surface), " ", ja(reading === surface ? "" : reading, "small"), " ", en(sense, "small"));
  });
  return [make("dl", {}, copy), ...(parts.length > 1 ? [make("hr", {}), make("ul", {}, ...parts)] : [])];
}

/** Put the card below the word, above where there is more room. @param {HTMLElement} unit @param {number} [y] */
function place(unit, y) {
  const boxes = [...unit.getClientRects()];
  const box = boxes.find((one) => y !== undefined && one.top <= y && y <= one.bottom) || boxes[0];
  if (!box) return;
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(8, Math.min(box.left - 8, root.clientWidth - width - 8));
  const below = box.bottom + 6;
  const above = box.top - height - 10;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below + height > innerHeight && above > 60 ? above : below) + scrollY}px`;
}

/** @param {HTMLElement} unit @param {boolean} pin @param {number} [y] where the pointer is, for words over two lines */
function show(unit, pin, y) {
  if (open !== unit) {
    const content = unit.matches("a.t") ? termCard(unit) : wordCard(unit);
    close();
    card.replaceChildren(...content);
    card.hidden = false;
    card.scrollTop = 0;
    place(unit, y);
    unit.classList.add("lit");
    unit.setAttribute("aria-describedby", "card");
    open = unit;
  }
  pinned = pin;
}

function close() {
  clearTimeout(timer);
  if (!open) return;
  open.classList.remove("lit");
  open.removeAttribute("aria-describedby");
  card.hidden = true;
  open = null;
  pinned = false;
}

/** Hover waits a moment before it opens or closes, so that the pointer can cross to the card. @param {PointerEvent} event */
function hover(event) {
  if (event.pointerType !== "mouse" || pinned || event.buttons) return;
  clearTimeout(timer);
  if (event.target instanceof Node && card.contains(event.target)) return;
  const unit = unitAt(event.target);
  if (unit && unit !== open) timer = setTimeout(() => show(unit, false, event.clientY), 120);
  if (!unit && open) timer = setTimeout(close, 300);
}

/** @param {MouseEvent} event */
function click(event) {
  if (!(event.target instanceof Element) || card.contains(event.target)) return;
  const cell = event.target.closest(".en");
  if (cell && root.dataset.english === "blur" && !event.target.closest("a")) {
    if (!cell.classList.toggle("shown")) /** @type {HTMLElement} */ (cell).blur();
    return;
  }
  const unit = unitAt(event.target);
  if (event.target.closest("a[href^='#']:not(.t)")) requestAnimationFrame(arrive);
  if (!unit || event.ctrlKey || event.metaKey || event.shiftKey) return close();
  event.preventDefault();
  if (String(getSelection())) return;
  if (open === unit && pinned) close();
  else show(unit, true, event.detail ? event.clientY : undefined);
}

/* ---- Keyboard: from the number of a row along its words. ---- */

/** @param {Element} row @returns {HTMLElement[]} */
function stops(row) {
  const units = /** @type {HTMLElement[]} */ ([...row.querySelectorAll(".n, .ja a.t, .ja [data-i]")]);
  return units.filter((unit) => unit.matches("a") || !unit.closest("a"));
}

/** @param {HTMLElement} stop */
function focus(stop) {
  const wasPinned = pinned;
  if (!stop.matches("a")) stop.tabIndex = -1;
  stop.focus();
  if (wasPinned && stop.matches(UNIT)) show(stop, true);
  else close();
}

/** @param {KeyboardEvent} event */
function key(event) {
  if (event.key === "Escape") return close();
  const at = event.target instanceof HTMLElement && event.target.closest(".n, " + UNIT);
  const row = at && at.closest(".row");
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  const word = /** @type {HTMLElement} */ (at);
  if (event.key === "Enter" && word.matches("[data-i]")) {
    event.preventDefault();
    if (open === word && pinned) close();
    else show(word, true);
  }
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const all = stops(row);
  const next = all[all.indexOf(word) + step];
  if (!next) return;
  event.preventDefault();
  focus(next);
}

document.addEventListener("DOMContentLoaded", () => {
  const block = document.getElementById("data");
  const found = document.getElementById("card");
  startTools();
  if (!block || !found) return;
  data = JSON.parse(block.textContent || "{}");
  card = found;
  document.addEventListener("pointerover", hover);
  document.addEventListener("click", click);
  document.addEventListener("keydown", key);
  addEventListener("resize", close);
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
});

// @ts-check
// Rows of the text: the words in them, what is made when they come near the window, the keyboard.

// Numbers named pos, inflection, notes and source are indices into Data.texts; entries are indices into Data.entries.
/** @typedef {[pos?: number, glosses?: string, notes?: number]} Sense */
/** @typedef {[headword: string, reading?: string, senses?: Sense[]]} Entry */
/**
 * @typedef {[surface: string, reading?: string, romaji?: string, lemma?: string, pos?: number, inflection?: number,
 *   entries?: number[], alternatives?: string[], source?: number]} Word
 */
/** @typedef {[kind: number, score: number, reason?: number]} Pairing  how a row belongs together, in percent */
/**
 * @typedef {{words: Word[], entries: Entry[], kanji: Record<string, Kanji>, texts: string[], rows: Pairing[],
 *   page: [key: string, name: string, ja: number, en: number], say: Record<string, [ja: string, en: string]>}} Data
 */

/** A word of a sentence: an element of its own, or a ruby that is one. */
const WORD = "w-, ruby:not(w- ruby)";
const TERM = ".ja a, .row .en a";
/** @type {Data} */
let data;

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
/** @param {string} text @param {string} [name] */
const ja = (text, name = "") => make("span", { lang: "ja", class: name }, text);
/** @param {string} text @param {string} [name] */
const en = (text, name = "") => make("span", { lang: "en", class: name }, text);
/** The words of the interface in both languages. @param {string} key @returns {(Node | string)[]} */
const say = (key) => [ja(data.say[key][0], "x"), en(data.say[key][1], "x")];
/** @param {string} key @param {(this: HTMLElement) => void} act */
function button(key, act) {
  const made = make("button", { type: "button" }, ...say(key));
  made.addEventListener("click", act);
  return made;
}
/** @param {string} id @returns {HTMLElement} */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} selector @param {ParentNode} [inside] @returns {HTMLElement[]} */
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));
/** @param {Element} inside @returns {HTMLElement} */
const rowOf = (inside) => /** @type {HTMLElement} */ (inside.closest(".row"));

/** @param {Element} sentence @returns {number[]} its words' numbers, in order */
const numbers = (sentence) => (sentence.getAttribute("data-w") || "").split(" ").filter(Boolean)
  .map((number) => parseInt(number, 36));
/** @param {Element} element */
function numberOf(element) {
  const sentence = /** @type {Element} */ (element.closest(".s"));
  return numbers(sentence)[[...sentence.querySelectorAll(WORD)].indexOf(element)];
}
/** @param {HTMLElement} term @returns {HTMLElement} its entry at the foot */
const entryOf = (term) => byId((term.getAttribute("href") || "").slice(1));
/** @param {Word} word */
const lemmaOf = (word) => word[3] || word[0];

/**
 * What stands in a cell, without what the page added. @param {Node} node
 * @param {(base: string, kana: string) => string} [ruby]  how to write kanji with their kana; without the kana
 * @returns {string}
 */
function plain(node, ruby = (base) => base) {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(".r, .gl")) return "";
  if (node.localName === "ruby") return ruby(node.firstChild?.nodeValue || "", node.querySelector("rt")?.firstChild?.nodeValue || "");
  return [...node.childNodes].map((child) => plain(child, ruby)).join("");
}
/** @param {Element} row @param {"ja" | "en"} side @param {(base: string, kana: string) => string} [ruby] */
const cell = (row, side, ruby) => plain(/** @type {Element} */ (row.querySelector("." + side)), ruby).trim();
/** @param {string} base @param {string} kana */
const withKana = (base, kana) => `${base}（${kana}）`;
/** Anki's furigana: a space before what carries it. @param {string} base @param {string} kana */
const bracketed = (base, kana) => ` ${base}[${kana}]`;

/** @type {Map<string, Set<string>> | undefined} */
let found;
/** In which rows each word stands, by its dictionary form. */
function places() {
  if (found) return found;
  found = new Map();
  for (const row of all(".row")) {
    for (const number of all(".s", row).flatMap(numbers)) {
      const lemma = lemmaOf(data.words[number]);
      found.set(lemma, (found.get(lemma) || new Set()).add(row.id));
    }
  }
  return found;
}

/* ---- Made near the window: romaji, groups of words, furigana by level, kinds of names. ---- */

/** @type {IntersectionObserver | undefined} */
let nearby;

/** @param {HTMLElement} row */
function dress(row) {
  const { romaji, spacing, furigana, names, level } = root.dataset;
  for (const sentence of all(".s", row)) {
    const words = numbers(sentence).map((number) => data.words[number]);
    const elements = all(WORD, sentence);
    if (romaji === "on" && !sentence.querySelector(".r")) {
      sentence.append(make("span", { class: "r", lang: "ja-Latn" }, sentence.dataset.r || ""));
    }
    elements.forEach((element, at) => {
      if (spacing === "on") {
        const previous = (element.parentElement?.matches("a:not(:first-child)") && element === element.parentElement.firstChild
          ? element.parentElement : element).previousSibling;
        const before = previous && !(previous instanceof Text) ? words[at - 1] : undefined;
        const tag = (/** @type {Word} */ word) => ({ pos: data.texts[word[4] || 0], lemma: lemmaOf(word) });
        element.classList.toggle("b", startsGroup(tag(words[at]), before && tag(before)));
      }
      if (furigana === "level") {
        const known = marks()[lemmaOf(words[at])];
        for (const ruby of element.matches("ruby") ? [element] : all("ruby", element)) {
          const easy = grade(ruby.firstChild?.nodeValue || "", data.kanji) <= Number(level);
          ruby.classList.toggle("k", known ? known > 1 : easy);
        }
      }
    });
  }
  if (names === "on") for (const term of all(TERM, row)) term.dataset.kind = entryOf(term).className;
}

/** Dress the rows near the window, and those that come near later. */
function dressAgain() {
  nearby?.disconnect();
  const { romaji, spacing, furigana, names } = root.dataset;
  if (![romaji, spacing, names].includes("on") && furigana !== "level") return;
  nearby = new IntersectionObserver(
    (seen) => {
      for (const one of seen) if (one.isIntersecting) dress(/** @type {HTMLElement} */ (one.target));
    },
    { rootMargin: "600px" },
  );
  for (const row of all(".row")) nearby.observe(row);
}

/** Arrive where the address points: rows on the way have their real height only once they have been near the window. */
function arrive() {
  const row = document.getElementById(target());
  let times = 3;
  const again = () => {
    row?.scrollIntoView();
    if (--times) requestAnimationFrame(again);
  };
  for (const one of all(".target")) one.classList.remove("target");
  row?.classList.add("target");
  requestAnimationFrame(again);
}

/* ---- How far somebody has read, and the marks on words. ---- */

/** @returns {Record<string, number>} by dictionary form: 1 learning, 2 known; the same for all pages */
const marks = () => JSON.parse(stored("marks") || "{}");

/** @param {string} lemma @param {number} value */
function mark(lemma, value) {
  store("marks", JSON.stringify({ ...marks(), [lemma]: value }));
  dressAgain();
}

function startProgress() {
  const key = data.page[0] + ":row", rows = all(".row");
  const before = document.getElementById(stored(key).split("/")[0]);
  if (before) byId("resume").append(make("a", { href: "#" + before.id }, ...say("resume")));
  let furthest = before ? rows.indexOf(before) : 0;
  let timer = 0;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const row = document.elementFromPoint(innerWidth / 3, innerHeight * 0.7)?.closest(".row");
      const at = row ? rows.indexOf(/** @type {HTMLElement} */ (row)) : -1;
      if (at <= furthest) return;
      furthest = at;
      store(key, `${rows[at].id}/${rows.length}`);
    }, 400);
  }, { passive: true });
}

/* ---- Keyboard: from the number of a row along its words, and to the rows above and below. ---- */

/** @param {KeyboardEvent} event @param {HTMLElement} at */
function walk(event, at) {
  const row = rowOf(at);
  const next = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  /** @type {HTMLElement | undefined} */
  let to;
  if (next) {
    const rows = all(".row");
    to = all(".n", rows[rows.indexOf(row) + next])[0];
  } else if (step) {
    const stops = all(`.n, .ja a, .ja :is(${WORD})`, row).filter((stop) => stop.matches("a") || !stop.closest("a"));
    to = stops[stops.indexOf(at) + step];
  }
  if (!to) return;
  event.preventDefault();
  if (!to.matches("a")) to.tabIndex = -1;
  to.focus();
  if (pinned && !to.matches(".n")) show(to, true);
  else close();
}

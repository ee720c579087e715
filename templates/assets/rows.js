// @ts-check
// Rows of the text: the words in them, what is made when they come near the window, the keyboard.

// Numbers named pos, inflection, notes and source are indices into Data.texts; entries are indices into Data.entries.
/** @typedef {[pos?: number, glosses?: string, notes?: number]} Sense */
/** @typedef {[headword: string, reading?: string, senses?: Sense[]]} Entry */
/**
 * @typedef {[surface: string, reading?: string, romaji?: string, lemma?: string, pos?: number, inflection?: number,
 *   entries?: number[], alternatives?: string[], source?: number]} Word
 */
// A pairing says how a row belongs together, in percent; en is its first English sentence where that is not the next.
/** @typedef {[kind: number, score: number, reason?: number, en?: number]} Pairing */
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
 * What an element is made of: elements, texts, attributes, lists of them; what is not there (false, 0, "") is left out.
 * @typedef {Node | string | number | false | null | undefined | {[name: string]: string} | Parts} Part
 * @typedef {{length: number, [at: number]: Part}} Parts
 */

/** @param {Element} element @param {Part[]} parts */
function add(element, parts) {
  for (const part of parts) {
    if (!part) continue;
    if (Array.isArray(part)) add(element, part);
    else if (part instanceof Node || typeof part !== "object") element.append(/** @type {Node | string} */ (part));
    else for (const name of Object.keys(part)) element.setAttribute(name, /** @type {any} */ (part)[name]);
  }
}
/**
 * An element with its classes: make("p.small", text), make("a.more", { href: "#r1" }, text).
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T | `${T}.${string}`} kind @param {Part[]} parts
 */
function make(kind, ...parts) {
  const [tag, ...classes] = kind.split(".");
  const element = /** @type {HTMLElementTagNameMap[T]} */ (document.createElement(tag));
  if (classes[0]) element.className = classes.join(" ");
  add(element, parts);
  return element;
}
/** Give an element this content only. @param {Element} element @param {Part[]} parts */
function fill(element, ...parts) {
  element.replaceChildren();
  add(element, parts);
}
/** @param {string} text @param {string} [name] */
const ja = (text, name = "") => make("span", { lang: "ja", class: name }, text);
/** @param {string} text @param {string} [name] */
const en = (text, name = "") => make("span", { lang: "en", class: name }, text);
/** A text that several words or rows share. @param {number | undefined} number */
const shared = (number) => data.texts[number || 0];
/** The words of the interface in both languages. @param {string} key @returns {(Node | string)[]} */
const say = (key) => [ja(data.say[key][0], "x"), en(data.say[key][1], "x")];
/** @param {Part} content @param {(made: HTMLElement) => void} act */
function press(content, act) {
  const made = make("button", { type: "button" }, content);
  on(made, "click", () => act(made));
  return made;
}
/** @param {string} key @param {(made: HTMLElement) => void} act */
const button = (key, act) => press(say(key), act);
/** A link to a row. @param {string} id @param {Part[]} parts */
const link = (id, ...parts) => make("a", { href: "#" + id }, parts);
/** @param {string} id  of a row: its number */
const numberIn = (id) => id.slice(1);
/** Give a class to these elements and to no others. @param {string} name @param {(Element | null)[]} elements */
function only(name, elements) {
  for (const one of all("." + name)) one.classList.remove(name);
  for (const one of elements) one?.classList.add(name);
}
/** @param {Element} inside @returns {HTMLElement} */
const rowOf = (inside) => /** @type {HTMLElement} */ (inside.closest(".row"));

/** @param {Element} sentence @returns {number[]} its words' numbers, in order */
const numbers = (sentence) => (sentence.getAttribute("data-w") || "").split(" ").filter(Boolean)
  .map((number) => parseInt(number, 36));
/** @param {Element} element */
function numberOf(element) {
  const sentence = /** @type {Element} */ (element.closest(".s"));
  return numbers(sentence)[all(WORD, sentence).indexOf(/** @type {HTMLElement} */ (element))];
}
/** @param {Element} element */
const wordOf = (element) => data.words[numberOf(element)];
/** @param {HTMLElement} term @returns {HTMLElement} its entry at the foot */
const entryOf = (term) => byId(/** @type {HTMLAnchorElement} */ (term).hash.slice(1));
/** @param {Word} word */
const lemmaOf = (word) => word[3] || word[0];

/** @param {Element} ruby @returns {[base: string, kana: string]} */
const basedOn = (ruby) => /** @type {[string, string]} */ ([ruby, ruby.querySelector("rt")].map((one) => one?.firstChild?.nodeValue || ""));
/**
 * What stands in a cell, without what the page added. @param {Node} node
 * @param {(base: string, kana: string) => string} [ruby]  how to write kanji with their kana; without the kana
 * @returns {string}
 */
function plain(node, ruby = (base) => base) {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches(".r, .gl")) return "";
  if (node.localName === "ruby") return ruby(...basedOn(node));
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
  const { romaji, spacing, furigana, names, level } = modes;
  for (const sentence of all(".s", row)) {
    const words = numbers(sentence).map((number) => data.words[number]);
    const elements = all(WORD, sentence);
    if (romaji === "on" && !sentence.querySelector(".r")) {
      sentence.append(make("span.r", { lang: "ja-Latn" }, sentence.dataset.r));
    }
    elements.forEach((element, at) => {
      if (spacing === "on") {
        const previous = (element.parentElement?.matches("a:not(:first-child)") && element === element.parentElement.firstChild
          ? element.parentElement : element).previousSibling;
        const before = previous && !(previous instanceof Text) ? words[at - 1] : undefined;
        const tag = (/** @type {Word} */ word) => ({ pos: shared(word[4]), lemma: lemmaOf(word) });
        element.classList.toggle("b", startsGroup(tag(words[at]), before && tag(before)));
      }
      if (furigana === "level") {
        const known = marks()[lemmaOf(words[at])];
        for (const ruby of element.matches("ruby") ? [element] : all("ruby", element)) {
          ruby.classList.toggle("k", known ? known > 1 : !isAbove(basedOn(ruby)[0], data.kanji, level));
        }
      }
    });
  }
  if (names === "on") for (const term of all(TERM, row)) term.dataset.kind = entryOf(term).className;
}

/** Dress the rows near the window, and those that come near later. */
function dressAgain() {
  nearby?.disconnect();
  const { romaji, spacing, furigana, names } = modes;
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
  const row = byId(target());
  let times = 3;
  const again = () => {
    row?.scrollIntoView();
    if (--times) requestAnimationFrame(again);
  };
  only("target", [row]);
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
  const before = byId(stored(key).split("/")[0]);
  if (before) byId("resume").append(link(before.id, say("resume")));
  let furthest = before ? rows.indexOf(before) : 0;
  let timer = 0;
  on(window, "scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const row = rowAt(innerHeight * 0.7);
      const at = row ? rows.indexOf(row) : -1;
      if (at <= furthest) return;
      furthest = at;
      store(key, `${rows[at].id}/${rows.length}`);
    }, 400);
  });
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

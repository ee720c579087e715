// @ts-check
// One card for words, terms and rows: opened by tap, click, hover and Enter.

/** @type {HTMLElement} */
let card;
/** @type {HTMLElement | undefined} */
let opened;
let pinned = false;
let timer = 0;

/** @param {Element} at @returns {HTMLElement | null | undefined} the whole term, else the word, else the row's number */
const unitAt = (at) => [TERM, "w-", ".row ruby", ".n"].map((kind) => /** @type {HTMLElement | null} */ (at.closest(kind))).find(Boolean);

/** @param {Sense[]} senses */
function senseList(senses) {
  let last = 0;
  return make("ol", senses.map(([pos = 0, glosses = "", notes = 0]) => {
    const shown = pos !== last && pos && [en(shared(pos), "small"), " "];
    last = pos || last;
    return make("li", shown, en(glosses), notes && [" ", en(`(${shared(notes)})`, "small")]);
  }));
}

/** @param {string} text  what the kanji of the text mean, each once */
function kanjiList(text) {
  const known = [...new Set(text)].filter((character) => data.kanji[character]);
  return known[0] && make("ul.kanji", known.map((character) => {
    const [meanings = "", on = "", kun = "", at = 0] = data.kanji[character];
    return make("li", ja(character, "literal"), en(meanings), " ", make("span.small", ja([on, kun].filter(Boolean).join(" / ")),
      at && [" ", say(at < 7 ? "grade" : "secondary"), at < 7 && ` ${at}`]));
  }));
}

/** @param {string} lemma @param {string} here  the other rows where a word stands */
function elsewhere(lemma, here) {
  const rows = [...places().get(lemma) || []].filter((id) => id !== here);
  return rows[0] && make("p.small.at", say("also"), rows.slice(0, 12).map((id) => [" ", link(id, numberIn(id))]), rows.length > 12 && " …");
}

/** Buttons to mark a word as being learnt or known. @param {string} lemma */
function marking(lemma) {
  const both = ["learning", "known"].map((key, at) => button(key, () => {
    mark(lemma, marks()[lemma] === at + 1 ? 0 : at + 1);
    tell();
  }));
  const tell = () => {
    for (const at of [0, 1]) add(both[at], [{ "aria-pressed": String(marks()[lemma] === at + 1) }]);
  };
  tell();
  return make("p.tools", both);
}

/** Part of speech, dictionary form, meaning of the endings, whether the reading is sure. @param {Word} word @param {boolean} sure */
function grammar([, reading = "", , lemma = "", pos = 0, inflection = 0, , alternatives = [], source = 0], sure) {
  const facts = [
    data.say[shared(pos)] && say(shared(pos)),
    lemma && [say("lemma"), " ", ja(lemma)],
    inflection && en(shared(inflection)),
    sure && reading && say(data.say[shared(source)] ? shared(source) : "sure"),
  ].filter(Boolean).map((fact, at) => [at && " · ", fact]);
  return [
    make("p.small", facts),
    !sure && make("p.note", say("unsure"), alternatives[0] && [" ", say("alternatives"), " ", ja(alternatives.join("、"))]),
  ];
}

/** @param {HTMLElement} unit @returns {Part[]} */
function wordCard(unit) {
  const word = wordOf(unit);
  const [surface, reading = "", romaji = "", , , , entries = []] = word;
  const found = entries.map((index) => data.entries[index]);
  return [
    make("p", ja(surface, "head"), reading !== surface && reading && [" ", ja(reading, "kana")],
      romaji && [" ", make("span.roman", { lang: "ja-Latn" }, romaji)]),
    grammar(word, !unit.matches(".u")),
    found.map(([headword, kana = "", senses = []]) => [
      found.length > 1 && make("p", ja(headword), " ", ja(kana === headword ? "" : kana, "small")),
      senseList(senses),
    ]),
    kanjiList(surface), elsewhere(lemmaOf(word), rowOf(unit).id),
    marking(lemmaOf(word)), readingFix(unit),
  ];
}

/** @param {HTMLElement} unit @returns {Part[]} the term as it stands there, its entry, then the words inside the term */
function termCard(unit) {
  const said = plain(unit), kana = all(WORD, unit).map((part) => wordOf(part)[1] || plain(part)).join("");
  const copy = /** @type {HTMLElement} */ (entryOf(unit).cloneNode(true));
  copy.removeAttribute("id");
  const parts = all(WORD, unit).map((part) => {
    const [surface, reading = "", , , , , entries = []] = wordOf(part);
    const sense = entries.length ? data.entries[entries[0]][2]?.[0]?.[1] || "" : "";
    return make("li", press(ja(surface), () => show(part, true)), " ", ja(reading === surface ? "" : reading, "small"), " ", en(sense, "small"));
  });
  const other = kana && said !== copy.querySelector("[lang=ja]")?.textContent;
  return [other && make("p", ja(said, "head"), " ", ja(kana, "kana")), make("dl", copy), parts[0] && make("ul.inside", parts)];
}

/** Put the card below the word, above where it has more room; where it has not enough, it scrolls. @param {HTMLElement} unit @param {number} [y] */
function place(unit, y) {
  const boxes = [...unit.getClientRects()];
  const box = boxes.find((one) => y !== undefined && one.top <= y && y <= one.bottom) || boxes[0];
  if (!box) return;
  card.removeAttribute("style"); // where it was, it may be wider than a phone, which then shows a larger window
  const { offsetWidth: width, offsetHeight: height } = card, bar = barBox(), onTop = bar.top < 9;
  const above = box.top - (onTop ? bar.bottom : 0) - 14, below = (onTop ? innerHeight : bar.top) - box.bottom - 12;
  const up = below < height && above > below;
  const tall = Math.min(height, Math.max(up ? above : below, 120));
  card.style.maxHeight = `${tall}px`;
  card.style.left = `${Math.max(8, Math.min(box.left - 8, root.clientWidth - width - 8)) + scrollX}px`;
  card.style.top = `${(up ? box.top - tall - 10 : box.bottom + 6) + scrollY}px`;
}

/** @param {HTMLElement} unit @param {boolean} pin @param {number} [y] where the pointer is, for words over two lines */
function show(unit, pin, y) {
  if (opened !== unit) {
    const content = unit.matches(".n") ? rowCard(rowOf(unit)) : unit.matches("a") ? termCard(unit) : wordCard(unit);
    close();
    fill(card, content);
    card.hidden = false;
    card.scrollTop = 0;
    place(unit, y);
    light(unit);
    unit.setAttribute("aria-describedby", "card");
    opened = unit;
  }
  pinned = pin;
}

function close() {
  clearTimeout(timer);
  if (!opened) return;
  light(null);
  opened.removeAttribute("aria-describedby");
  if (card.contains(document.activeElement)) opened.focus();
  card.hidden = true;
  opened = undefined;
  pinned = false;
}

/** Light up a word, or a term wherever it stands in its row, on both sides. @param {HTMLElement | null} unit */
function light(unit) {
  only("lit", unit?.matches(TERM) ? all(`a[href="${unit.getAttribute("href")}"]`, rowOf(unit)) : [unit]);
}

/** Hover waits a moment before it opens or closes, so that the pointer can cross to the card. @param {PointerEvent} event */
function hover(event) {
  if (event.pointerType !== "mouse" || pinned || event.buttons) return;
  clearTimeout(timer);
  const at = /** @type {Element} */ (event.target);
  if (card.contains(at)) return;
  const unit = unitAt(at);
  if (unit && unit !== opened && !unit.matches(".n")) timer = setTimeout(() => show(unit, false, event.clientY), 120);
  if (!unit && opened) timer = setTimeout(close, 300);
}

/** @param {MouseEvent} event */
function click(event) {
  const at = /** @type {Element} */ (event.target);
  if (at.closest("[href^='#']:not(.row *)")) requestAnimationFrame(arrive);
  if (card.contains(at)) return at.closest("a") ? close() : undefined;
  const cell = at.closest(".en");
  if (cell && modes.english === "blur" && !cell.matches(".shown")) {
    event.preventDefault();
    cell.classList.add("shown");
    return;
  }
  const unit = unitAt(at);
  if (!unit || event.ctrlKey || event.metaKey || event.shiftKey) return close();
  event.preventDefault();
  if (String(getSelection())) return;
  if (reveal(unit)) return close();
  if (opened === unit && pinned) close();
  else show(unit, true, event.detail ? event.clientY : undefined);
}

/** Where furigana shows on tap, the first tap on a word shows it. @param {HTMLElement} unit @returns {boolean} */
function reveal(unit) {
  if (modes.furigana !== "tap" || unit.matches(".shown, .n") || !(unit.matches("ruby") || unit.querySelector("rt"))) return false;
  unit.classList.add("shown");
  return true;
}

/** @param {KeyboardEvent} event */
function key(event) {
  const at = /** @type {HTMLElement} */ (event.target);
  const unit = at.matches(`.n, ${TERM}, ${WORD}`) && rowOf(at) ? at : null;
  if (event.key === "Escape") close();
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Tab" && opened && pinned) {
    const stops = all("a, button, select", card);
    const to = stops[at === opened ? 0 : stops.indexOf(at) + (event.shiftKey ? -1 : 1)];
    if ((at === opened && !event.shiftKey) || card.contains(at)) {
      event.preventDefault();
      (to || opened).focus();
    }
  } else if (event.key === "Enter" && at.matches(".en[tabindex]")) {
    at.classList.add("shown");
  } else if (event.key === "Enter" && unit && !unit.matches("a")) {
    unit.click();
  } else if (unit) walk(event, unit);
}

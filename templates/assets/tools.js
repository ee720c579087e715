// @ts-check
// What can be done with a row, and the sheets of the toolbar: search, words, corrections, print.

/** @param {string} text @param {HTMLElement} button  which says that it is done */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const words = [...button.childNodes];
  fill(button, say("copied"));
  setTimeout(() => fill(button, words), 1500);
}

/** @param {string} name @param {string} text */
function download(name, text) {
  const file = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" })) });
  file.click();
  setTimeout(() => URL.revokeObjectURL(file.href), 1000);
}

/* ---- A row: how it was paired, copying, speaking, its address. ---- */

/** @param {HTMLElement} row  counted from 0 */
const placeOf = (row) => Number(numberIn(row.id)) - 1;
/** @param {HTMLElement} row  how many Japanese sentences belong to how many English ones */
const kindOf = (row) => shared(data.rows[placeOf(row)][0]).split("-");

/** @param {HTMLElement} row @returns {Part[]} */
function rowCard(row) {
  const [, score, reason = 0] = data.rows[placeOf(row)], voice = voices()[0];
  /** @param {string} key @param {() => string} text */
  const copying = (key, text) => button(key, (made) => copy(text(), made));
  return [
    make("p.head", say("row"), " ", numberIn(row.id)),
    make("p.tools",
      cell(row, "ja") && [
        copying("copy_ja", () => cell(row, "ja")),
        copying("copy_kana", () => cell(row, "ja", withKana)),
        copying("copy_pair", () => `${cell(row, "ja")}\n${cell(row, "en")}\n`),
      ],
      copying("copy_link", () => {
        writeAddress(row.id);
        return location.href;
      }),
      voice && button(speechSynthesis.speaking ? "stop" : "speak", () => speak(all(".s").indexOf(all(".s", row)[0]), voice))),
    !document.body.matches(".alone, .drafted") && [
      make("p.small", say("pairing"), ` ${kindOf(row).join(" : ")} · ${score} % `, en(shared(reason))), pairingFix(row),
    ],
  ];
}

/** Voices of this device only: others would send the text away. */
const voices = () => "speechSynthesis" in window
  ? speechSynthesis.getVoices().filter((voice) => voice.localService && /^ja\b/i.test(voice.lang)) : [];

/** Speak from a sentence on, lighting up each; stop if something is being spoken. @param {number} at @param {SpeechSynthesisVoice} voice */
function speak(at, voice) {
  close();
  const sentence = all(".s")[at];
  const stop = speechSynthesis.speaking || !sentence;
  only("spoken", stop ? [] : [sentence]);
  if (stop) return speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(plain(sentence));
  said.lang = "ja-JP";
  said.voice = voice;
  said.onend = () => sentence.matches(".spoken") && speak(at + 1, voice);
  sentence.scrollIntoView({ block: "nearest" });
  speechSynthesis.speak(said);
}

/* ---- Search: over Japanese, kana, romaji and English. ---- */

/** @type {{row: HTMLElement, text: string, romaji: string}[] | undefined} */
let searchable;

function search() {
  const query = /** @type {HTMLInputElement} */ (byId("query")).value;
  searchable ||= all(".row").map((row) => ({
    row,
    text: fold([cell(row, "ja"), cell(row, "ja", (_, kana) => kana), cell(row, "en"), row.querySelector(".gl")?.textContent].join("\n")),
    romaji: squeeze(all(".s", row).map((sentence) => sentence.dataset.r).join("")),
  }));
  const hits = query.trim() ? searchable.filter(({ text, romaji }) => matches(text, romaji, query)) : [];
  fill(byId("hits"), query.trim() && [String(hits.length), " ", say("hits")]);
  fill(byId("found"), hits.slice(0, 100).map(({ row }) => make("li", link(row.id, make("small", numberIn(row.id)), " ",
    ja(cell(row, "ja").slice(0, 40)), " ", en(cell(row, "en").slice(0, 60), "small")))));
}

/* ---- Words: how often, at which level, marked or not. ---- */

/** @typedef {{lemma: string, word: Word, rows: string[], count: number}} Listed */
let shown = 100;

/** @returns {Listed[]} the words that mean something by themselves, in order of first occurrence */
function vocabulary() {
  /** @type {Map<string, Listed>} */
  const listed = new Map();
  for (const number of all(".s").flatMap(numbers)) {
    const word = data.words[number], lemma = lemmaOf(word);
    if (/^(ADP|AUX|PART|SCONJ|CCONJ|DET|NUM)$/.test(shared(word[4]))) continue;
    const one = listed.get(lemma) || { lemma, word, rows: [...places().get(lemma) || []], count: 0 };
    listed.set(lemma, one);
    one.count++;
  }
  return [...listed.values()];
}

/** @param {Listed} listed @returns {[reading: string, gloss: string]} of the dictionary form, as far as one is known */
function meaning({ lemma, word }) {
  const [, kana = "", senses = []] = data.entries[(word[6] || [])[0]] || [];
  return [kana || (lemma === word[0] && word[1]) || "", senses[0]?.[1] || ""];
}

/** @param {Listed[]} listed */
function chosen(listed) {
  const { value } = /** @type {HTMLSelectElement} */ (byId("which")), marked = marks();
  if (/** @type {HTMLSelectElement} */ (byId("order")).value === "often") listed.sort((one, other) => other.count - one.count);
  return listed.filter(({ lemma, word }) => ({
    above: isAbove(lemma, data.kanji, modes.level) && marked[lemma] !== 2,
    names: shared(word[4]) === "PROPN", learning: marked[lemma] === 1, known: marked[lemma] === 2,
  }[value] ?? true));
}

function listWords() {
  const words = chosen(vocabulary());
  fill(byId("words"), words.slice(0, shown).map((one) => {
    const [kana, gloss] = meaning(one);
    return make("li", link(one.rows[0], ja(one.lemma)), " ", ja(kana === one.lemma ? "" : kana, "small"),
      make("small", ` × ${one.count} `), en(gloss, "small"), marking(one.lemma));
  }));
  fill(byId("more-words"), String(words.length), " ", say("listed"), words.length > shown && [" ", button("more", () => {
    shown += 200;
    listWords();
  })]);
}

/** @param {boolean} anki  as text for Anki, else as CSV */
function exportWords(anki) {
  const marked = marks();
  const rows = vocabulary().filter(({ lemma }) => marked[lemma] && !(anki && marked[lemma] > 1)).map((one) => {
    const row = byId(one.rows[0]), [kana, gloss] = meaning(one);
    const state = ["", "learning", "known"][marked[one.lemma]];
    return anki ? [one.lemma, kana, gloss, cell(row, "ja", bracketed), cell(row, "en")]
      : [one.lemma, kana, gloss, state, String(one.count), cell(row, "ja"), cell(row, "en")];
  });
  const name = data.page[1];
  if (!anki) return download(name + ".words.csv", "\ufeff" + csv([["ja", "reading", "en", "mark", "count", "sentence", "sentence_en"], ...rows]));
  const head = "#separator:tab\n#html:false\n#columns:" + ["Word", "Reading", "Meaning", "Sentence", "Translation"].join("\t") + "\n";
  download(name + ".anki.txt", head + tsv(rows));
}

/* ---- Corrections: rows for overrides.csv and NAME.alignment.tsv. ---- */

/** @type {Record<string, string[][]>} by place: a word's "w…" rows for overrides, a row's "r…" for the alignment */
let fixes = {};

/** @param {string} key @param {string[][]} rows  none to take a correction back */
function fix(key, rows) {
  if (rows.length) fixes[key] = rows;
  else delete fixes[key];
  store(data.page[0] + ":fixes", JSON.stringify(fixes));
  drawFixes();
}

/** @param {string} key  in data.say @param {[value: string, label: string][]} options @param {string} value @param {(value: string) => void} act */
function chooser(key, options, value, act) {
  const select = make("select", options.map(([value, label]) => make("option", { value }, label)));
  select.value = value;
  on(select, "change", () => act(select.value));
  return make("label.fix.small", say(key), " ", select);
}
/** @param {string} key  in data.say */
const saidHere = (key) => data.say[key][modes.ui === "ja" ? 0 : 1];

/** @param {HTMLElement} unit  a word */
function readingFix(unit) {
  const sentence = /** @type {HTMLElement} */ (unit.closest(".s"));
  const [surface, reading = "", , , , , , alternatives = []] = wordOf(unit);
  const place = document.createRange(), key = `w${sentence.id}.${all(WORD, sentence).indexOf(unit)}`;
  place.setStart(sentence, 0);
  place.setEndBefore(unit);
  const left = plain(make("p", place.cloneContents())), right = plain(sentence).slice(left.length + surface.length);
  const now = fixes[key]?.[0][1] || "";
  const options = [...new Set([now, ...alternatives].filter((kana) => kana && kana !== reading))].map((kana) => /** @type {[string, string]} */ ([kana, kana]));
  return chooser("fix_reading", [["", reading || "–"], ...options, ["?", saidHere("other")]], now, (value) => {
    const kana = value === "?" ? (prompt(saidHere("type"), reading) || "").trim() : value;
    fix(key, kana ? [[surface, kana, left.slice(-4), right.slice(0, 4), data.page[1]]] : []);
  });
}

/** All rows, with the numbers of their sentences in the whole article. */
function beads() {
  const rows = all(".row");
  return numbered(rows.map((row) => [...kindOf(row), data.rows[placeOf(row)][3]].map(Number)), data.page)
    .map((bead, at) => ({ ...bead, text: [cell(rows[at], "ja"), cell(rows[at], "en")] }));
}

/** @param {HTMLElement} row */
function pairingFix(row) {
  const options = ["", "right", "none", "above", "below"].map((value) => /** @type {[string, string]} */ ([value, value ? saidHere("fix_" + value) : "–"]));
  return chooser("fix_pairing", options, fixes[row.id]?.[0][8] || "", (value) =>
    fix(row.id, value ? locked(beads(), placeOf(row), value).map((cells) => [...cells, value]) : []));
}

/** The table for a file. @param {boolean} readings  overrides.csv, else the alignment */
function fixTable(readings) {
  const rows = Object.entries(fixes).filter(([key]) => key.startsWith("w") === readings).flatMap(([, rows]) => rows);
  return !rows.length ? "" : readings ? csv([["surface", "reading", "left", "right", "article"], ...rows])
    : tsv(["ja en kind score reason ja_text en_text lock".split(" "), ...rows.map((row) => row.slice(0, 8))]);
}

function drawFixes() {
  fill(byId("fixes"), [true, false].map((readings) => {
    const text = fixTable(readings), name = readings ? "overrides.csv" : data.page[1] + ".alignment.tsv";
    return text && make("div", make("p", name), make("pre", { tabindex: "0" }, text), make("p.tools",
      button("download", () => download(name, text)), button("copy", (made) => copy(text, made))));
  }));
}

/** What should be checked on this page: words whose reading is not sure, rows whose pairing is not. */
function listDoubts() {
  fill(byId("doubts"),
    all(".ja .u").map((unit) => make("li", link(rowOf(unit).id, ja(plain(unit))), " ", readingFix(unit))),
    all(".row:has(details)").map((row) => make("li", link(row.id, say("row"), " ", numberIn(row.id)), " ", pairingFix(row))));
  drawFixes();
}

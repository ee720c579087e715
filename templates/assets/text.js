// @ts-check
// Text without a page: kanji grades, comparing what is searched, tables. Tested in node (tests/assets/text.test.mjs).

/** @typedef {[meanings?: string, on?: string, kun?: string, grade?: number, jlpt?: number]} Kanji */

/**
 * Whether a word's kanji ask for more than a school grade ("2", "8") or a level of the old JLPT ("j3"; 4 is the easiest).
 * 会談 (会 2, 談 3) is above "2", not above "3"; みなと is above none, 蜃気楼 above all.
 * @param {string} text @param {Record<string, Kanji>} kanji @param {string | undefined} level
 */
function isAbove(text, kanji, level = "") {
  const [test, most] = level.startsWith("j") ? [4, level[1]] : [0, level];
  return [...text].some((one) => /\p{Script=Han}/u.test(one) && !"々〇〻".includes(one)
    && (test ? (kanji[one]?.[4] || 0) < Number(most) : (kanji[one]?.[3] || 9) > Number(most)));
}

/**
 * Text for comparing: プーチン and ぷーちん are one, so are Ｇ７ and g7, shunō and shuno.
 * @param {string} text
 */
const fold = (text) => text.normalize("NFKC").normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC")
  .toLowerCase().replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 96));

/** Romaji as people type it: shunō kaidan, Shunou-kaidan and shuunookaidan are one. @param {string} text */
const squeeze = (text) => fold(text).replace(/[^a-z]/g, "").replace(/([aiueo])\1+/g, "$1").replace(/ou/g, "o");

/**
 * Whether a row has what is searched: in its Japanese, kana or English, or in its romaji however it is typed.
 * @param {string} text  folded  @param {string} romaji  squeezed  @param {string} query
 */
function matches(text, romaji, query) {
  const latin = /^[\sa-z'\-\u00c0-\u017f]+$/i.test(query) ? squeeze(query) : "";
  return text.includes(fold(query).trim()) || (latin.length > 1 && romaji.includes(latin));
}

/** A cell that no spreadsheet runs. @param {string} text */
const inert = (text) => /^'*[=+\-@\t\r]/.test(text) ? "'" + text : text;

/** @param {string[][]} rows */
const csv = (rows) => rows.map((row) => row.map(inert)
  .map((cell) => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join(",") + "\n").join("");

/** @param {string[][]} rows */
const tsv = (rows) => rows.map((row) => row.map((cell) => cell.replace(/\s+/g, " ").trim()).join("\t") + "\n").join("");

/**
 * Words as children learn to space them: particles, endings, する and the second half of a compound stand close to
 * what is before them. 日本 / が / 首脳 / 会談 / を / 開く gives 日本が 首脳会談を 開く.
 * @param {{pos: string, lemma: string}} word @param {{pos: string} | undefined} before  undefined after punctuation
 */
function startsGroup({ pos, lemma }, before) {
  const noun = (/** @type {string} */ tag) => ["NOUN", "PROPN", "NUM"].includes(tag);
  if (!before || ["ADP", "AUX", "PART", "SCONJ"].includes(pos)) return false;
  return !(noun(before.pos) && (noun(pos) || lemma === "する")) && before.pos !== "X";
}

/**
 * The sentences of each row, counted from 0, for how many of both languages it has and, counted from 1, with which
 * English one it begins (none: with the next). Sentences that changed places cross: [1, 1, 2] [1, 1, 1] gives 0-1 1-0.
 * @param {number[][]} rows @param {[key: string, name: string, ja: number, en: number]} page  says how many stand before
 * @returns {{ja: number[], en: number[]}[]}
 */
function numbered(rows, page) {
  let [, , ja, en] = page;
  const run = (/** @type {number} */ from, /** @type {number} */ count) => Array.from({ length: count }, (_, at) => from + at);
  return rows.map(([many, few, first]) => {
    const row = { ja: run(ja, many), en: run(first ? first - 1 : en, few) };
    ja += many;
    en += few;
    return row;
  });
}

/**
 * The rows of an alignment table for what somebody decided about a row: it is right, it has no counterpart, or it
 * belongs together with the row above or below. Sentences count from 0, as in NAME.alignment.tsv. English
 * sentences that are no neighbours are left to the build to refuse.
 * @typedef {{ja: number[], en: number[], text: string[]}} Bead
 * @param {Bead[]} beads @param {number} at @param {string} choice  right, none, above or below
 * @returns {string[][]}
 */
function locked(beads, at, choice) {
  const taken = beads.slice(at && at - Number(choice === "above"), at + 1 + Number(choice === "below"));
  const ja = taken.flatMap((bead) => bead.ja), read = taken.map((bead) => bead.text[0]).join("");
  const en = taken.sort((one, other) => one.en[0] - other.en[0]).flatMap((bead) => bead.en);
  const rows = choice === "none" ? [[ja, []], [[], en]] : [[ja, en]];
  return rows.filter((row) => row.flat().length).map(([ja, en]) => [
    ja.join() || "-", en.join() || "-", `${ja.length}-${en.length}`, "1.000", "checked",
    inert(ja.length ? read : ""), inert(en.length ? taken.map((bead) => bead.text[1]).join(" ") : ""), "x",
  ]);
}

// The parts of the page's script that need no page. Run by `node --test` (make lint-pages).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../templates/assets/text.js", import.meta.url), "utf8");
const { isAbove, fold, squeeze, matches, csv, tsv, startsGroup, locked, numbered } = vm.runInNewContext(
  `${source}; ({ isAbove, fold, squeeze, matches, csv, tsv, startsGroup, locked, numbered })`,
);
const plain = (value) => JSON.parse(JSON.stringify(value));

test("above a level: the hardest kanji counts, kana and 々 do not; school grades rise, old JLPT levels fall", () => {
  const kanji = {
    会: ["", "", "", 2, 3], 談: ["", "", "", 3, 2], 蜃: [""], 凪: ["", "", "", 10], 日: ["", "", "", 1, 4], 岡: ["", "", "", 4],
  };
  const cases = [
    ["会談", "2 j3", "3 8 j2 j1"], ["みなと", "", "1 j4"], ["蜃", "8 j1", ""], ["凪", "8 j1", ""], ["日々", "", "1 j4"],
    ["14日", "", "1 j4"], ["", "", "1 j4"], ["岡", "3 j1", "4"],
  ];
  for (const [word, above, within] of cases) {
    for (const level of above.split(" ").filter(Boolean)) assert.ok(isAbove(word, kanji, level), `${word} ${level}`);
    for (const level of within.split(" ").filter(Boolean)) assert.ok(!isAbove(word, kanji, level), `${word} ${level}`);
  }
});

test("fold and squeeze: one way to compare for every way to type", () => {
  assert.equal(fold("プーチン Ｇ７ Shunō"), "ぷーちん g7 shuno");
  assert.equal(fold("が"), "が");
  for (const typed of ["shunō kaidan", "Shunou-kaidan", "shuunookaidan".replace("uu", "u"), "shunokaidan"]) {
    assert.equal(squeeze(typed), "shunokaidan", typed);
  }
});

test("matches: Japanese, kana, English, romaji", () => {
  const text = fold("首脳会談が開かれた。\nしゅのうかいだんがひらかれた。\nThe Summit opened.");
  const romaji = squeeze("Shunō kaidan ga hirakareta.");
  for (const query of ["首脳会談", "シュノウ", "summit", "SHUNOU", "shuno kai", "会談 "]) assert.ok(matches(text, romaji, query), query);
  for (const query of ["外相", "x", "sumit", "shunai"]) assert.ok(!matches(text, romaji, query), query);
});

test("tables: quotes doubled, formulas inert, no tab or line end inside TSV", () => {
  assert.equal(csv([["a", 'say "x"'], ["=1+1", "b,c"]]), 'a,"say ""x"""\n\'=1+1,"b,c"\n');
  assert.equal(tsv([["a\tb", " c\nd "], ["-", "x"]]), "a b\tc d\n-\tx\n");
});

test("groups: particles and compounds stand together", () => {
  const words = [["日本", "PROPN"], ["が", "ADP"], ["首脳", "NOUN"], ["会談", "NOUN"], ["を", "ADP"], ["協議", "NOUN"], ["する", "VERB"], ["大きい", "ADJ"]];
  const starts = words.map(([lemma, pos], at) => startsGroup({ lemma, pos }, at ? { pos: words[at - 1][1] } : undefined));
  assert.deepEqual(starts, [false, false, true, false, false, true, false, true]);
});

test("locked rows of the alignment", () => {
  const beads = [
    { ja: [0], en: [0], text: ["甲。", "A."] },
    { ja: [1, 2], en: [], text: ["乙。丙。", ""] },
    { ja: [], en: [1], text: ["", "B."] },
    { ja: [3], en: [3], text: ["丁。", "D."] },
    { ja: [4], en: [2], text: ["戊。", "C."] },
  ];
  const rows = (at, choice) => plain(locked(beads, at, choice)).map((row) => [row[0], row[1], row[2], row[5], row[6], row[7]]);
  assert.deepEqual(rows(0, "right"), [["0", "0", "1-1", "甲。", "A.", "x"]]);
  assert.deepEqual(rows(0, "none"), [["0", "-", "1-0", "甲。", "", "x"], ["-", "0", "0-1", "", "A.", "x"]]);
  assert.deepEqual(rows(1, "below"), [["1,2", "1", "2-1", "乙。丙。", " B.", "x"]]);
  assert.deepEqual(rows(1, "above"), [["0,1,2", "0", "3-1", "甲。乙。丙。", "A. ", "x"]]);
  assert.deepEqual(rows(3, "below"), [["3,4", "2,3", "2-2", "丁。戊。", "C. D.", "x"]]); // in the order of the English
  assert.deepEqual([rows(0, "above"), rows(4, "below")], [rows(0, "right"), rows(4, "right")]); // no row to join
});

test("locked rows hold nothing that a spreadsheet runs", () => {
  const en = (text) => locked([{ ja: [0], en: [0], text: ["甲。", text] }], 0, "right")[0][6];
  const cases = ["'=HYPERLINK(1)", "'@SUM(1)", "'-2+cmd|x", "''=1", "'-5", "'+81", "'Tis so."];
  assert.deepEqual(["=HYPERLINK(1)", "@SUM(1)", "-2+cmd|x", "'=1", "-5", "+81", "'Tis so."].map(en), cases);
});

test("numbers of sentences: English that changed places keeps its own", () => {
  const rows = [[1, 1], [1, 1, 3], [2, 1, 4], [1, 1, 2], [0, 1, NaN], [1, 0], [1, 2]];
  const found = plain(numbered(rows, ["key", "name", 10, 0])).map(({ ja, en }) => `${ja}-${en}`);
  assert.deepEqual(found, ["10-0", "11-2", "12,13-3", "14-1", "-4", "15-", "16-5,6"]);
});

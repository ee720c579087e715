from __future__ import annotations

from dataclasses import replace
from time import process_time

from taiyaku.model import Evidence, TermEntry
from taiyaku.terms.consistency import Use, findings
from taiyaku.terms.evidence import joined, one_glossary
from taiyaku.terms.variants import Proposal, merged_variants

KYIV = TermEntry("kyiv", "キーウ", "Kyiv", variants_ja=("キエフ",), variants_en=("Kiev",))
PUTIN = TermEntry(
    "putin", "ウラジーミル・プーチン", "Vladimir Putin", variants_ja=("プーチン",), variants_en=("Putin",)
)


def mined(ja: str, en: str, count: int = 1) -> TermEntry:
    return TermEntry(
        f"mined-{ja}", ja, en, status="proposed", origin="mined", evidence=Evidence(count=count, score=0.9)
    )


def test_both_languages_are_looked_at() -> None:
    used = [Use("キーウ", "Kyiv"), Use("キエフ", "Kiev"), Use("キーウ", "Kyiv")]
    rows = [(row.what, row.spellings, row.suggestion) for row in findings([KYIV], used, ())]
    assert rows == [
        ("spelled in several ways", "キーウ (2), キエフ (1)", "キーウ"),
        ("several English spellings", "Kyiv (2), Kiev (1)", "Kyiv"),
    ]


def test_short_forms_are_no_other_spellings() -> None:
    used = [Use("ウラジーミル・プーチン", "Vladimir Putin"), Use("プーチン", "Putin")]
    assert findings([PUTIN], used, ()) == ()


def test_proposals_are_listed() -> None:
    (row,) = findings([], [], [Proposal("ア", "イ", "spelled alike")])
    assert (row.what, row.name, row.spellings) == ("perhaps one name", "ア / イ", "spelled alike")


def test_spellings_of_different_pages_become_one_entry() -> None:
    pages = [[mined("フィルターシュ", "Filtarsh", 2)], [mined("フィルタシュ", "Filtarsh")]]
    for order in (pages, pages[::-1]):
        (entry,), proposals = one_glossary(joined(order))
        assert (entry.ja, entry.variants_ja, entry.evidence.count) == ("フィルターシュ", ("フィルタシュ",), 3)
        assert proposals == ()


def test_one_spelling_with_two_english_names_has_one_row() -> None:
    (entry,) = joined([[mined("ボルデンコ", "Bordenco")], [mined("ボルデンコ", "Bordenko", 2)]])
    assert (entry.en, entry.variants_en, entry.evidence.count) == ("Bordenko", ("Bordenco",), 3)


def test_a_suggestion_gives_way_to_the_english_of_another_page() -> None:
    guess = replace(mined("ボルデンコ", "Boldenko"), id="suggested", origin="dictionary", evidence=Evidence(score=0.2))
    assert [entry.en for entry in joined([[guess], [mined("ボルデンコ", "Bordenko")]])] == ["Bordenko"]


def test_an_acronym_is_no_other_spelling() -> None:
    fund = TermEntry("imf", "国際通貨基金", "International Monetary Fund", variants_ja=("IMF",), variants_en=("IMF",))
    used = [Use("国際通貨基金", "International Monetary Fund"), Use("IMF", "IMF")]
    assert findings([fund], used, ()) == ()


def test_names_of_one_english_are_paired() -> None:
    known = TermEntry("k", "ヤロスワフ・カチンスキ", "Jarosław Kaczyński", type="person")
    found = mined("ヤロスラフ・カチンスキー", "Jaroslaw Kaczynski")
    _, (pair,) = one_glossary([known, found])
    assert (pair.one, pair.other) == ("ヤロスワフ・カチンスキ", "ヤロスラフ・カチンスキー")
    assert one_glossary([known, mined("ナンシー・ペロシ", "Nancy Pelosi")])[1] == ()


def test_spellings_of_a_loanword_inside_terms_are_one() -> None:
    entry, other = mined("ランサムウェア攻撃", "ransomware attack", 2), mined("ランサムウエア攻撃", "ransomware attack")
    (row,), _ = one_glossary([entry, other])
    assert set(row.surfaces) == {"ランサムウェア攻撃", "ランサムウエア攻撃"}


def test_many_names_are_brought_together_at_once() -> None:
    """Three hundred names without a variant: comparing each with each, letter by letter, took ten seconds."""
    kana, latin = "カサタナハマラガダバ", ["ka", "sa", "ta", "na", "ha", "ma", "ra", "ga", "da", "ba"]
    digits = [[int(digit) for digit in f"{number * 7_919 % 100_000:05}"] for number in range(300)]
    entries = [
        TermEntry(f"mined-{at}", "".join(kana[one] for one in row), "".join(latin[one] for one in row).capitalize())
        for at, row in enumerate(digits)
    ]
    began = process_time()
    merged, _ = merged_variants(entries)
    assert process_time() - began < 4
    assert {entry.ja for entry in merged} <= {entry.ja for entry in entries}

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from taiyaku.model import Bead, Bitext, Label, Sentence, TermEntry
from taiyaku.resources import cached
from taiyaku.terms.match import is_suggestion, shown
from taiyaku.terms.spellings import counted, packed, unpacked
from taiyaku.terms.suggest import glossary_spellings, suggestions
from taiyaku.terms.unanswered import suggested_terms
from words import words


def suggested(ja: str, *known: TermEntry, english: str = "") -> list[tuple[str, str]]:
    tokens = words(ja)
    text = "".join(word.surface for word in tokens)
    sides = [(Sentence(side, Label.BODY, 1, 0, len(side)),) if side else () for side in (text, english)]
    bitext = Bitext(sides[0], sides[1], (Bead(range(1), range(len(sides[1]))),))
    entries = suggested_terms(bitext, [tokens], known)
    assert all(map(is_suggestion, entries))
    assert all(entry.note.startswith("unverified") for entry in entries)
    return [(entry.ja, entry.en) for entry in entries]


def test_a_name_that_a_dictionary_spells() -> None:
    assert suggestions("シンシナティ")[0] == "Cincinnati"


def test_a_name_that_no_dictionary_has_is_spelled_by_its_sound() -> None:
    assert "Zolbenko" in suggestions("ゾルベンコ")


def test_words_of_names_are_spelled_as_the_glossary_does() -> None:
    known = (TermEntry("s", "セルゲイ・ラブロフ", "Sergej Lavrov", type="person"),)
    assert suggestions("セルゲイ・ボルデンコ", glossary_spellings(known))[0].startswith("Sergej ")


def test_a_name_without_english_gets_a_suggestion() -> None:
    assert suggested("シンシナティ|に/ADP") == [("シンシナティ", "Cincinnati")]


def test_the_country_of_an_office_is_no_part_of_the_name() -> None:
    known = TermEntry("r", "ロシア", "Russia", type="place", note="Country in Europe")
    assert suggested("ゾルベンコ/PROPN|・/PUNCT|ロシア/PROPN|外相|は/ADP", known)[0][0] == "ゾルベンコ"


def test_names_whose_parts_the_glossary_has_get_none() -> None:
    known = TermEntry("s", "スイス", "Switzerland", type="place"), TermEntry("g", "ジュネーブ", "Geneva", type="place")
    assert suggested("スイス/PROPN|・/PUNCT|ジュネーブ/PROPN|で/ADP", *known) == []


def test_a_name_beside_english_gets_none() -> None:
    assert suggested("シンシナティ|に/ADP", english="In that town.") == []


def test_a_known_name_and_a_rejected_one_get_none() -> None:
    assert suggested("シンシナティ|に/ADP", TermEntry("c", "シンシナティ", "Cincinnati")) == []
    assert suggested("シンシナティ|に/ADP", TermEntry("c", "シンシナティ", "x", status="rejected")) == []


def test_a_loanword_gets_none() -> None:
    assert suggested("テーブル|に/ADP") == []


def test_suggestions_are_not_shown_on_the_page() -> None:
    from taiyaku.model import Evidence, TermMatch

    entry = TermEntry("s", "ボ", "Bo", status="proposed", origin="dictionary", evidence=Evidence(score=0.2))
    assert shown([TermMatch(entry, 0, 1)]) == ()


def test_the_table_is_read_back_as_it_was_made() -> None:
    table = unpacked(packed(counted([("プーチン", "Putin"), ("プーチン", "Putin"), ("パットン", "Patton")])))
    assert table.of("プーチン") == {"Putin": 2}
    assert table.sounding("ptn") == {"Putin": 2, "Patton": 1}
    assert table.follows(0, 16) > table.follows(0, 26)


def test_runs_at_once_make_one_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    content = b"x" * 100_000
    read: list[bytes] = []
    runs = [threading.Thread(target=lambda: read.append(cached("t", lambda: content))) for _ in range(8)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert read == [content] * 8
    assert [file.name for file in (tmp_path / "taiyaku").iterdir()] == ["t"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taiyaku").write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cached("t", lambda: b"made") == b"made"


def test_a_file_that_cannot_be_put_in_place_leaves_none_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taiyaku" / "t").mkdir(parents=True)  # a folder in the way
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cached("t", lambda: b"made") == b"made"
    assert [file.name for file in (tmp_path / "taiyaku").iterdir()] == ["t"]


@pytest.mark.parametrize(
    ("katakana", "english"),
    [
        ("エンメルスハウゼン", "Emmelshausen"),
        ("ドイツ", "Germany"),
        ("アウン・サン・スー・チー", "Aung San Suu Kyi"),
        ("ルイス・ハミルトン", "Lewis Hamilton"),
        ("マックス ベルスタッペン", "Max Verstappen"),
        ("ブレットカバノー", "Brett Kavanaugh"),
        ("アダムスミス", "Adam Smith"),
        ("グリンダビーク", "Grindavik"),
        ("シュタインマイヤー", "Steinmeier"),
    ],
)
def test_names_that_are_known(katakana: str, english: str) -> None:
    assert suggestions(katakana)[0] == english


def test_explanations_are_no_names() -> None:
    assert all(name[:1].isupper() for name in suggestions("ボコ・ハラム"))


def test_a_list_of_names_takes_no_longer_than_its_words() -> None:
    names = (
        "ゾルベンコ・ハートウェル・クラマトルスク・シンシナティ・ボルデンコ・ハミルトン・ナウセダ・オルバン・シュミット"
    )
    suggestions("ハミルトン")  # tables are loaded
    start = time.process_time()
    assert len(suggestions(names)[0].split()) == names.count("・") + 1
    assert time.process_time() - start < 3


def test_dots_alone_are_no_name() -> None:
    assert suggestions("・") == ()


def test_a_name_of_the_english_beside_another_row_goes_first() -> None:
    tokens = words("ゾルベンコ|に/ADP")
    japanese = (Sentence("ゾルベンコに", Label.BODY, 1, 0, 6),)
    english = tuple(Sentence(text, Label.BODY, 1, 0, len(text)) for text in ("Nobody came.", "Mr. Zolbenco left."))
    bitext = Bitext(japanese, english, (Bead(range(1), range(0)), Bead(range(0), range(2))))
    (entry,) = suggested_terms(bitext, [tokens], ())
    assert (entry.en, is_suggestion(entry)) == ("Zolbenco", True)
    assert entry.note.startswith("unverified, stands in the English of the page; or ")


def test_suggestions_have_vowels_and_names_their_capitals() -> None:
    assert all(
        any(letter in "aeiouy" for letter in word.lower()) for name in suggestions("グツル") for word in name.split()
    )
    assert "Alta Group" in suggestions("アルタ・グループ")
    assert suggestions("チキンゲーム")[0] == "chicken game"

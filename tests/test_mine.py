from __future__ import annotations

from dataclasses import replace

import pytest

from taiyaku.model import Bead, Bitext, Label, Sentence, TermEntry
from taiyaku.terms.mine import mine_terms
from words import words


def bitext(ja: str, en: str) -> Bitext:
    def side(text: str) -> tuple[Sentence, ...]:
        return (Sentence(text, Label.BODY, 1, 0, len(text)),)

    return Bitext(side(ja), side(en), (Bead(range(1), range(1)),))


def mined(ja: str, en: str, *known: TermEntry) -> list[tuple[str, str, str]]:
    text = "".join(word.surface for word in words(ja))
    return [(entry.ja, entry.en, entry.origin) for entry in mine_terms(bitext(text, en), [words(ja)], known)]


def kinds(ja: str, en: str) -> list[str]:
    text = "".join(word.surface for word in words(ja))
    return [entry.type for entry in mine_terms(bitext(text, en), [words(ja)])]


def test_a_name_is_found_by_sound() -> None:
    assert mined("ハートウェル|氏/SUFFIX|は/ADP", "Irene Hartwell said so.") == [("ハートウェル", "Hartwell", "mined")]


def test_a_dotted_name_takes_as_many_words() -> None:
    found = mined("アイリーン|・/PUNCT|ハートウェル|は/ADP", "Yesterday Irene Hartwell laughed.")
    assert found == [("アイリーン・ハートウェル", "Irene Hartwell", "mined")]


def test_an_acronym_must_stand_in_the_english() -> None:
    assert mined("OPEC|は/ADP", "OPEC met.") == [("OPEC", "OPEC", "mined")]
    assert mined("OPEC|は/ADP", "The oil ministers met.") == []


def test_a_kanji_name_needs_its_dictionary_equivalent() -> None:
    assert mined("岩間/PROPN=いわま|教授", "Prof. Iwama said so.") == [("岩間", "Iwama", "mined")]
    assert mined("岩間/PROPN=いわま|教授", "The professor said so.") == []


def test_native_katakana_is_read_by_the_dictionary_not_by_sound() -> None:
    assert mined("テコ|に/ADP", "They used the lever. Take it.") == [("テコ", "lever", "dictionary")]
    assert mined("テコ|に/ADP", "Take it.") == []
    assert kinds("テコ|に/ADP", "They used the lever. Take it.") == ["term"]
    assert kinds("テスト|に/ADP", "This is a test.") == ["loanword"]


def test_known_entries_are_not_mined_again() -> None:
    known = TermEntry("h", "ハートウェル", "Hartwell")
    assert mined("ハートウェル|氏/SUFFIX", "Hartwell left.", known) == []


def test_what_is_mined_is_only_proposed() -> None:
    text = words("ハートウェル|氏/SUFFIX")
    entries = mine_terms(bitext("ハートウェル氏", "Mr. Hartwell left."), [text])
    assert [entry.status for entry in entries] == ["proposed"]


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    found = mined("トピック|は/ADP", "Topics were many, and the topics were hard.")
    assert found == [("トピック", "topic", "dictionary")]


def test_a_compound_is_answered_word_by_word_and_so_are_its_parts() -> None:
    found = mined("ハートウェル|大学|は/ADP", "He left Hartwell University for good.")
    assert found == [("ハートウェル大学", "Hartwell University", "mined"), ("ハートウェル", "Hartwell", "mined")]


def test_a_title_makes_no_term_of_a_name() -> None:
    assert ("ハートウェル氏", "Mr. Hartwell", "mined") not in mined("ハートウェル|氏/SUFFIX", "Mr. Hartwell left.")


def test_a_shouted_name_is_written_as_in_the_text() -> None:
    found = mined("ハートウェル|氏/SUFFIX", "HARTWELL, Me. - The mayor of Hartwell spoke.")
    assert found == [("ハートウェル", "Hartwell", "mined")]


def test_a_japanese_person_is_one_entry_by_its_reading() -> None:
    ja, en = "工藤/SURNAME=くどう|義則/GIVEN=よしのり|さん/SUFFIX", "It was Yoshinori Kudo’s idea."
    text = "".join(word.surface for word in words(ja))
    (entry,) = mine_terms(bitext(text, en), [words(ja)])
    assert (entry.ja, entry.en, entry.type) == ("工藤義則", "Yoshinori Kudo", "person")
    assert (entry.variants_ja, entry.variants_en) == (("工藤",), ("Kudo",))


def test_a_surname_alone_is_found_by_its_reading() -> None:
    assert mined("工藤/SURNAME=くどう|さん/SUFFIX", "Kudo left.") == [("工藤", "Kudo", "mined")]


def test_an_acronym_and_its_long_form_are_one_entry() -> None:
    ja, en = "世界|魚類|機構|（/PUNCT|WFO|）/PUNCT|は/ADP", "The World Fish Organization (WFO) met."
    text = "".join(word.surface for word in words(ja))
    (entry,) = [one for one in mine_terms(bitext(text, en), [words(ja)]) if "WFO" in one.surfaces]
    assert (entry.ja, entry.variants_ja) == ("世界魚類機構", ("WFO",))
    assert (entry.en, entry.variants_en, entry.type) == ("World Fish Organization", ("WFO",), "organisation")


def test_an_acronym_apart_stays_apart() -> None:
    found = mined("世界|魚類|機構|と/ADP|WFO", "The World Fish Organization and the WFO met.")
    assert ("WFO", "WFO", "mined") in found


def test_what_was_rejected_does_not_come_back() -> None:
    rejected = TermEntry("x", "ハートウェル", "Hartwell", status="rejected")
    assert mined("ハートウェル|氏/SUFFIX", "Hartwell left.", rejected) == []


def test_nothing_is_made_of_pieces_of_what_was_rejected() -> None:
    text, english = "国家|防災|庁", "the national disaster agency said"
    found = mined(text, english)
    assert ("国家防災庁", "national disaster agency", "mined") in found
    rejected = TermEntry("r", "国家防災庁", "National Disaster Agency", status="rejected")
    assert mined(text, english, rejected) == []


def test_a_word_of_a_rejected_name_is_none() -> None:
    rejected = TermEntry("r", "アイリーン・ハートウェル", "Eileen Hartwell", status="rejected", type="person")
    assert mined("アイリーン|・/PUNCT|ハートウェル|は/ADP", "Yesterday Irene Hartwell laughed.", rejected) == []


CLERK = TermEntry("c", "ビンセント・クラーク", "Vincent Clerc", type="person")
SOCHI = TermEntry("s", "ソチ", "Sochi", type="place")
RUSSIA = TermEntry("r", "ロシア", "Russia", type="place")
BIDEN = TermEntry("b", "バイデン", "Joe Biden", type="person", variants_en=("Biden",))


@pytest.mark.parametrize(
    ("ja", "en", "known", "found"),
    [
        ("リゾート|地|ソチ/PROPN|で/ADP", "in the resort of Sochi.", SOCHI, False),
        ("ビンセント/PROPN|・/PUNCT|クラーク/PROPN|副|大臣", "Vice minister Vincent Clerc left.", CLERK, False),
        ("バイデン/PROPN|現|政権|は/ADP", "The current government of Biden failed.", BIDEN, False),
        ("バイデン/PROPN|政権|は/ADP", "The Biden administration failed.", BIDEN, True),
        ("ロシア/PROPN|国防|省|は/ADP", "The Russian Defense Ministry said.", RUSSIA, True),
        ("ハンター/PROPN|・/PUNCT|バイデン/PROPN|氏/SUFFIX", "Hunter Biden left.", BIDEN, True),
        ("英|外相|は/ADP", "the British foreign minister said.", TermEntry("f", "外相", "foreign minister"), False),
        ("南/PROPN|ソチ/PROPN|へ/ADP", "to South Sochi.", SOCHI, True),
    ],
)
def test_a_known_name_with_what_it_is_stays_that_name(ja: str, en: str, known: TermEntry, found: bool) -> None:
    longer = [surface for surface, _, _ in mined(ja, en, known) if known.ja in surface]
    assert bool(longer) is found


def test_a_place_in_a_place_is_two() -> None:
    text, english = "スイス/PROPN|・/PUNCT|ソチ/PROPN|で/ADP", "in Sochi, Switzerland."
    switzerland = TermEntry("w", "スイス", "Switzerland", type="place")
    assert mined(text, english, SOCHI, switzerland) == []
    assert [surface for surface, _, _ in mined(text, english, SOCHI)] != []


def test_an_office_makes_no_term_of_a_full_name() -> None:
    found = mined("アイリーン|・/PUNCT|ハートウェル|最高|責任|者|は/ADP", "Chief Officer Irene Hartwell laughed.")
    assert [surface for surface, _, _ in found] == ["アイリーン・ハートウェル"]


def test_a_name_with_one_odd_spelling_is_heard() -> None:
    assert mined("ツァイスラー|教授|は/ADP", "said Professor Czeisler.") == [("ツァイスラー", "Czeisler", "mined")]
    assert mined("ツァイスラー|教授|は/ADP", "said Professor Benzer.") == []


def test_a_dateline_is_no_shouted_word() -> None:
    assert mined("オーベルホーフ|で/ADP", "OBERHOF, Germany - They met.") == [("オーベルホーフ", "Oberhof", "mined")]


@pytest.mark.parametrize(
    ("en", "english"),
    [
        ("Hartwell Fusion Systems said on Monday that the fusion failed.", "Hartwell Fusion Systems"),
        ("The minister of Hartwell Fusion Systems left.", "Hartwell Fusion Systems"),
    ],
)
def test_names_keep_their_capitals_inside_sentences(en: str, english: str) -> None:
    found = mined("ハートウェル|・/PUNCT|フュージョン|・/PUNCT|システムズ|は/ADP", en)
    assert found == [("ハートウェル・フュージョン・システムズ", english, "mined")]


def test_an_ending_is_cut_as_english_adds_it() -> None:
    assert mined("メガジュール|の/ADP", "69 megajoules of it.")[0][1] == "megajoule"


def test_no_term_is_half_a_hyphened_word() -> None:
    assert ("等級会社", "grade company", "mined") not in mined("等級|会社|が/ADP", "an investment-grade company")
    assert ("等級会社", "grade company", "mined") in mined("等級|会社|が/ADP", "an on-grade company")


def test_an_acronym_is_not_that_of_a_piece() -> None:
    ja, en = "港湾|労働者|組合|（/PUNCT|DWU|）/PUNCT|は/ADP", "The Dock Workers Union (DWU) met."
    text = "".join(word.surface for word in words(ja))
    for entry in mine_terms(bitext(text, en), [words(ja)]):
        assert entry.ja in ("DWU", "港湾労働者組合") or "DWU" not in entry.surfaces


@pytest.mark.parametrize(
    ("ja", "headline", "english"),
    [
        ("軍事|緊張|が/ADP", "Leaders Discuss Military Tensions", "military tensions"),
        ("フォローアップ|を/ADP", "Follow-up Is Planned", "follow-up"),
        ("ハートウェル|が/ADP", "Hartwell Meets Leaders", "Hartwell"),
        ("国防|省|は/ADP", "Defense Ministry Denies Report", "Defense Ministry"),
    ],
)
def test_common_words_lose_the_capitals_of_a_headline(ja: str, headline: str, english: str) -> None:
    pair = bitext("".join(word.surface for word in words(ja)), headline)
    title = replace(pair, en=(replace(pair.en[0], kind=Label.TITLE),))
    assert mine_terms(title, [words(ja)])[0].en == english


def test_no_term_goes_across_a_comma() -> None:
    found = mined("港湾|大学|の/ADP", "a student of the university, harbour and town")
    assert "港湾大学" not in [ja for ja, _, _ in found]

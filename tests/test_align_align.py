"""Sentences -> beads, with the real dictionaries."""

from __future__ import annotations

import subprocess
import sys
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.align.align import align_sentences, coverage
from taiyaku.align.coarse import rising_chain
from taiyaku.model import Bead, Label, Sentence, check_beads
from taiyaku.readings.read import read_sentences

JA = (
    "港町の市場で火災、けが人なし",
    "12日午前5時ごろ、北浜町の魚市場で火災が発生した。",
    "消防車8台が出動し、約2時間後に消し止めた。市によると、けが人はいなかった。",
    "関連記事を読む",
    "田中市長は「早い再開を目指す」と述べ、国に支援を求めた。",
    "市場は1962年に開設され、観光客にも人気がある。",
)
EN = (
    "Fire Hits Fish Market in Port Town; No One Hurt",
    "A fire broke out at the fish market in Kitahama around 5 a.m. on the 12th.",
    "Eight fire engines were sent, and the blaze was put out about two hours later.",
    "No one was injured, according to the city.",
    "Mayor Tanaka said he was aiming for an early reopening and asked the national government for help.",
    "Subscribe to our newsletter",
    "Opened in 1962, the market is popular with tourists, too.",
)
EXPECTED = [
    ((0,), (0,)),
    ((1,), (1,)),
    ((2,), (2, 3)),
    ((3,), ()),
    ((4,), (4,)),
    ((), (5,)),
    ((5,), (6,)),
]


def sentences(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, Label.BODY, line, 0, len(text)) for line, text in enumerate(texts, 1))


def aligned(ja: tuple[str, ...], en: tuple[str, ...], locked: tuple[Bead, ...] = ()) -> tuple[Bead, ...]:
    side = sentences(ja)
    return align_sentences(side, read_sentences(side, certainty=False).tokens, sentences(en), (), locked)


def pairs(beads: tuple[Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(tuple(bead.ja), tuple(bead.en)) for bead in beads]


def test_an_article_with_clutter_on_both_sides() -> None:
    beads = aligned(JA, EN)
    assert pairs(beads) == EXPECTED
    assert coverage(beads) == pytest.approx(5 / 6)
    assert "numbers: 5, 12th" in beads[1].reason
    assert beads[3].reason == beads[5].reason == "no counterpart found"
    assert all(0 <= bead.score <= 1 for bead in beads)
    assert aligned(JA, EN) == beads


def test_another_article_has_no_counterpart() -> None:
    other = (
        "Scientists in Norway have sequenced the genome of a deep-sea sponge.",
        "The study appeared in a journal of marine biology last week.",
        "Its authors hope to learn how the animals survive without light.",
    )
    assert coverage(aligned(JA, other)) <= 0.2


def test_locked_beads_are_kept_and_the_rest_is_aligned_around_them() -> None:
    wrong = Bead(range(1, 2), range(2, 3), 0.5, "mine")
    beads = aligned(JA, EN, (wrong,))
    kept = next(bead for bead in beads if bead.locked)
    assert (kept.ja, kept.en, kept.score, kept.reason) == (wrong.ja, wrong.en, 0.5, "mine")
    assert ((0,), (0,)) in pairs(beads)
    assert ((), (1,)) in pairs(beads)
    assert set(EXPECTED[-3:]) <= set(pairs(beads))


def test_locked_omissions_and_crossings() -> None:
    alone = Bead(range(0), range(6, 7))
    assert ((), (6,)) in pairs(aligned(JA, EN, (alone,)))
    crossing = (Bead(range(4, 5), range(6, 7)), Bead(range(5, 6), range(4, 5)))
    beads = aligned(JA, EN, crossing)
    assert [bead.locked for bead in beads].count(True) == 2
    check_beads(beads, len(JA), len(EN))


@pytest.mark.parametrize(
    "seconds, chain",
    [([], []), ([3, 1, 2], [1, 2]), ([1, 5, 2, 4, 3], [0, 2, 3]), ([2, 2], [0]), ([9, 0, 8, 1, 7, 2], [1, 3, 4])],
)
def test_the_longest_rising_chain(seconds: list[int], chain: list[int]) -> None:
    pairs = list(enumerate(seconds))
    assert rising_chain(pairs) == [pairs[at] for at in chain]


def test_a_book_of_locks_is_chained_at_once() -> None:
    began = process_time()
    assert len(rising_chain([(at, at ^ 1) for at in range(16_000)])) == 8_000
    assert process_time() - began < 1


def test_locks_that_cannot_be() -> None:
    twice = (Bead(range(1), range(1)), Bead(range(1), range(1, 2)))
    with pytest.raises(ValueError, match="share a sentence"):
        aligned(JA, EN, twice)
    with pytest.raises(ValueError, match="lies outside"):
        aligned(JA, EN, (Bead(range(9, 10), range(1)),))


def test_without_english_nothing_is_opened() -> None:
    program = (
        "import sys; from taiyaku.align.align import align_sentences;"
        "from taiyaku.model import Label, Sentence;"
        "beads = align_sentences([Sentence('文。', Label.BODY, 1, 0, 2)], [()], []);"
        "assert [bead.kind for bead in beads] == ['1-0'];"
        "assert not {'jamdict_data', 'sudachipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert pairs(align_sentences((), (), sentences(("One.",)))) == [((), (0,))]
    assert align_sentences((), (), ()) == ()
    assert coverage(()) == 0.0


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from([*JA, "", "…", "1"]), max_size=6), st.lists(st.sampled_from([*EN, "", "- 3"]), max_size=6)
)
def test_every_sentence_is_in_one_bead(ja: list[str], en: list[str]) -> None:
    beads = aligned(tuple(ja), tuple(en))
    check_beads(beads, len(ja), len(en))


def test_a_long_text_is_aligned_in_a_band() -> None:
    times = 40
    ja = tuple(text.replace("1962", str(1962 + at)) for at in range(times) for text in JA)
    en = tuple(text.replace("1962", str(1962 + at)) for at in range(times) for text in EN)
    expected = [
        (tuple(i + at * len(JA) for i in one), tuple(k + at * len(EN) for k in other))
        for at in range(times)
        for one, other in EXPECTED
    ]
    assert len(set(pairs(aligned(ja, en))) & set(expected)) >= 0.95 * len(expected)

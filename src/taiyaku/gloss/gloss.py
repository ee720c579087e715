"""Tokens and glossary matches -> the gloss units of each sentence.

Every word of a sentence belongs to exactly one unit, in order. Names and terms of the glossary go first, then figures,
then the longest of what the tables of phrases and the dictionary have, then single words; a word that nobody knows is
given by its sound.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from taiyaku.dictionary.fitting import fitting_entries, is_inflected, word_forms
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.gloss.compounds import Compound, compound_entries, compounds
from taiyaku.gloss.figures import Figure, figure_at, figure_unit
from taiyaku.gloss.names import is_common_word, name_gloss
from taiyaku.gloss.phrases import Phrase, ending_labels, phrase_at
from taiyaku.gloss.senses import Place, best_gloss
from taiyaku.model import DictionaryEntry, GlossUnit, NameEntry, TermEntry, TermMatch, Token
from taiyaku.readings.kana import hiragana, is_kanji
from taiyaku.readings.romaji import romaji
from taiyaku.terms.match import is_suggestion

Entries = Mapping[str, tuple[DictionaryEntry, ...]]
_MARKS = ("PUNCT", "SYM")
_NOUNS = ("NOUN", "PROPN", "X")
_EVEN = frozenset(("でも", "も", "まで", "やっと", "ようやく", "なんとか"))  # beside who can, not beside what is done
_TITLES = frozenset(("氏", "さん", "様", "君", "ちゃん"))
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&+\- ]*")
_I_TO_U = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))
_TO_U = dict(zip("えけげせてねべめれ", "うくぐすつぬぶむる", strict=True))
_PARTS = 8  # letters of a word that is worth taking apart


def gloss_sentences(
    tokens: Sequence[Sequence[Token]],
    matches: Sequence[Sequence[TermMatch]],
    guesses: Sequence[Sequence[TermMatch]] = (),
) -> tuple[tuple[GlossUnit, ...], ...]:
    """Return the units of each sentence; the same words give the same units.

    ``外相 は 6月 16日 に 述べた`` gives foreign minister, TOP, June 16, DAT, state PAST.

    :param matches: the glossary entries found in each sentence.
    :param guesses: the suggestions found there; a question mark says that they are no more: ``Nausėda?``
    """
    spans = [list(compounds(words)) for words in tokens]
    every = [token for words in tokens for token in words if token.pos not in _MARKS]
    forms = {form for found in spans for compound in found for form in compound.forms}
    known = lookup({*forms, *(form for token in every for form in (token.surface, *word_forms(token)))})
    names = lookup_names({token.surface for token in every if token.pos == "PROPN"})
    unknown = [token for token in every if token.lemma not in known]
    counts = {figure_unit(token) for token in every if token.pos == "NUM"} - {""}
    parts = lookup({part for token in unknown for part in (*_cuts(token), can_do(token.lemma))} | counts)
    known = {**parts, **known}
    return tuple(
        tuple(_Sentence(words, found, known, names).units(sorted((*terms, *perhaps), key=lambda match: match.start)))
        for words, found, terms, perhaps in zip(tokens, spans, matches, guesses or [()] * len(tokens), strict=True)
    )


def _cuts(token: Token) -> Iterator[str]:
    """Return what a word that no dictionary has may be made of."""
    word = token.lemma if is_inflected(token) else token.surface
    if len(word) <= _PARTS and is_kanji(word[0]):
        for at in range(1, len(word)):
            yield from (word[:at], word[at:], *(_bases(word[:at]) if token.pos == "VERB" else ()))
    if token.pos == "NOUN" and word[-1] in "方さ":
        yield from (*_bases(word[:-1]), word[:-1] + "い") if len(word) > 1 else ()


def _bases(stem: str) -> tuple[str, str]:
    """Return the verbs that a stem can be of: 焼き gives 焼きる and 焼く."""
    return stem + "る", stem[:-1] + _I_TO_U.get(stem[-1], "る")


def can_do(verb: str) -> str:
    """Return the verb that a potential form is made of: 立ち直れる gives 立ち直る; "" where it is none."""
    stem, before = verb[:-2], verb[-2:-1]
    return stem + _TO_U[before] if verb.endswith("る") and stem and before in _TO_U else ""


class _Sentence:
    """The words of one sentence and what the dictionaries say of them."""

    def __init__(
        self,
        tokens: Sequence[Token],
        found: Sequence[Compound],
        known: Entries,
        names: Mapping[str, tuple[NameEntry, ...]],
    ) -> None:
        self.tokens, self.known, self.names = tokens, known, names
        self.firm = len(tokens)  # where the next name begins that nothing may reach into
        self.compounds: dict[int, list[Compound]] = {}
        for compound in found:
            if not any(form in known for form in compound.forms):
                continue
            self.compounds.setdefault(compound.start, []).insert(0, compound)  # the longest first

    def units(self, matches: Sequence[TermMatch]) -> Iterator[GlossUnit]:
        """Return the units, given the glossary entries of the sentence."""
        found = list(_term_units(self.tokens, matches))
        terms = {unit.start: unit for unit, _ in found}
        # a common word of the glossary may be part of a longer one of the dictionary: 市 議会
        firm = [unit.start for unit, entry in found if entry.type != "term" or unit.end - unit.start > 1]
        starts, firm = sorted([*terms, len(self.tokens)]), sorted([*firm, len(self.tokens)])
        at = 0
        while at < len(self.tokens):
            limit = starts[bisect_right(starts, at)]
            self.firm = firm[bisect_right(firm, at)]
            unit = self._longer(terms.get(at), terms) or terms.get(at) or self._unit(at, limit)
            yield unit
            at = unit.end

    def _longer(self, term: GlossUnit | None, terms: Mapping[int, GlossUnit]) -> GlossUnit | None:
        """Return what a term is only the beginning of: 令和 6年 is a date, 日本 語 a word."""
        if term is None:
            return None
        figure = figure_at(self.tokens, term.start)
        if figure and figure.words > term.end - term.start:
            return GlossUnit(term.start, term.start + figure.words, "number", figure.text)
        suffix = self.tokens[term.end] if term.end < len(self.tokens) and term.end not in terms else None
        if suffix is None or suffix.pos != "NOUN" or len(suffix.surface) > 1:
            return None
        return self._compound(term.start, term.end + 1, term.end - term.start)

    def _unit(self, at: int, limit: int) -> GlossUnit:
        """Return the unit that begins with word ``at`` and does not reach beyond ``limit``."""
        token = self.tokens[at]
        if token.pos in _MARKS:
            return GlossUnit(at, at + 1, "mark")
        phrase = phrase_at(self.tokens, at, limit)
        figure = None if phrase and token.pos == "NUM" else figure_at(self.tokens, at)
        if figure and at + figure.words <= limit:
            return GlossUnit(at, at + figure.words, "number", self._figure(figure, token))
        width = len(phrase.words) if phrase else 1
        return self._compound(at, self.firm, width) or (self._phrase(phrase, at) if phrase else self._word(at))

    def _figure(self, figure: Figure, token: Token) -> str:
        """Return a figure with its counter out of the dictionary, or the whole word where that is one: 一晩."""
        if not figure.unit:
            return figure.text
        whole = best_gloss(fitting_entries(token, self.known), "NOUN", Place())
        unit = best_gloss(self.known.get(figure.unit, ()), "NOUN", Place(after_number=True))
        return whole or f"{figure.text} {unit}".strip()

    def _phrase(self, phrase: Phrase, at: int) -> GlossUnit:
        end = at + len(phrase.words)
        last, (word, _) = self.tokens[end - 1], phrase.words[-1]
        endings = self._endings(end - 1) if word != last.surface else ()
        lexical = phrase.text and last.pos not in ("ADP", "AUX", "SCONJ", "PART")
        return GlossUnit(at, end, "word" if lexical else "grammar", phrase.text, (*phrase.labels, *endings))

    def _compound(self, at: int, limit: int, width: int) -> GlossUnit | None:
        """Return the longest compound of more than ``width`` words."""
        for compound in self.compounds.get(at, ()):
            if not width < compound.end - at <= limit - at:
                continue
            entries = compound_entries(compound, self.tokens, self.known)
            last = self.tokens[compound.end - 1]
            text = best_gloss(entries, last.pos, self._place(at, compound.end)) if entries else ""
            if text:
                endings = () if compound.written(self.known) else self._endings(compound.end - 1)
                return GlossUnit(at, compound.end, "word", text, endings)
        return None

    def _word(self, at: int) -> GlossUnit:
        token, place = self.tokens[at], self._place(at, at + 1)
        plain = unicodedata.normalize("NFKC", token.surface)
        if _LATIN.fullmatch(plain):
            return GlossUnit(at, at + 1, "name", plain)
        if fixed := self._fixed(at, place):
            return GlossUnit(at, at + 1, "word", fixed)
        base = self._possible(token, place) if token.pos == "VERB" and token.lemma not in self.known else ""
        if base:
            return GlossUnit(at, at + 1, "word", base, ("CAN", *ending_labels(token.inflection)))
        entries = fitting_entries(token, self.known)
        if token.pos == "PROPN" and not is_common_word(token, entries, self._beside_name(at)):
            name = name_gloss(token, entries, self.names.get(token.surface, ()))
            if name:
                return GlossUnit(at, at + 1, "name", name)
            if not any(map(is_kanji, token.surface)):  # a name in kana means nothing
                return GlossUnit(at, at + 1, "romaji", self.romaji[at])
        whole = best_gloss(entries, token.pos, place)
        text, names = (whole, ()) if whole else self._of_stem(token, place) or self._in_parts(token, place)
        if text:
            return GlossUnit(at, at + 1, "word", text, (*names, *self._endings(at)))
        return GlossUnit(at, at + 1, "romaji", self.romaji[at])

    def _fixed(self, at: int, place: Place) -> str:
        """Return the English of a form that has become a word of its own: 改めて again, いけない wrong."""
        token, after = self.tokens[at], self.tokens[at + 1 : at + 2]
        if token.pos not in ("VERB", "ADJ") or not is_inflected(token) or token.lemma == "する":
            return ""
        if any("非自立" in one.xpos for one in after):
            return ""
        entries = [entry for entry in self.known.get(token.surface, ()) if entry.common and _is_set(entry)]
        return best_gloss(entries, "ADV" if token.surface[-1] in "てで" else "ADJ", place)

    def _possible(self, token: Token, place: Place) -> str:
        """Return the English of the verb that a potential form is made of."""
        verb = can_do(token.lemma)
        phrase = phrase_at((replace(token, surface=verb, lemma=verb, inflection=""),), 0, 1) if verb else None
        return phrase.text if phrase else best_gloss(self.known.get(verb, ()), "VERB", place)

    def _of_stem(self, token: Token, place: Place) -> tuple[str, tuple[str, ...]] | None:
        """Return what a noun is that is made of a verb or an adjective: 描き方 way to draw, 冷たさ cold NMZ."""
        stem, suffix = token.surface[:-1], token.surface[-1]
        if token.pos != "NOUN" or not stem or suffix not in "方さ":
            return None
        if suffix == "さ":
            text = best_gloss(self.known.get(stem + "い", ()), "ADJ", place)
            return (text, ("NMZ",)) if text else None
        verb = next((base for base in _bases(stem) if base in self.known), "")
        text = best_gloss(self.known.get(verb, ()), "VERB", place) if token.reading.endswith("かた") else ""
        return (f"way to {text}", ()) if text else None

    def _in_parts(self, token: Token, place: Place) -> tuple[str, tuple[str, ...]]:
        """Return what the two parts of a word are that no dictionary has: 副市長 vice mayor, 漁師たち fisherman PL."""
        if token.pos == "VERB":
            return self._two_verbs(token.lemma, place), ()
        word = token.lemma if is_inflected(token) else token.surface
        cuts = [at for at in range(1, len(word)) if word[:at] in self.known and word[at:] in self.known]
        if not cuts or len(word) > _PARTS or not is_kanji(word[0]) or word[-1] == "さ":  # 使いにくさ has no 憎さ
            return "", ()
        at = max(cuts, key=lambda cut: (min(cut, len(word) - cut) > 1, cut))
        first, _ = _part(word[:at], self.known[word[:at]], token, Place(before_noun=True))
        last, names = _part(
            word[at:], self.known[word[at:]], token, Place(after_noun=True, has_object=place.has_object)
        )
        return (f"{first} {last}".strip(), names) if first and (last or names) else ("", ())

    def _two_verbs(self, verb: str, place: Place) -> str:
        """Return the English of a verb that is two: 焼き続ける bake continue."""
        for at in range(1, len(verb) - 1):
            first = next((base for base in _bases(verb[:at]) if base in self.known), "")
            if first and verb[at:] in self.known:
                glosses = [best_gloss(self.known[part], "VERB", place) for part in (first, verb[at:])]
                return " ".join(glosses) if all(glosses) else ""
        return ""

    @cached_property
    def romaji(self) -> tuple[str, ...]:
        """The romaji of each word, asked for once however many words are given by their sound."""
        return romaji(self.tokens)

    def _place(self, start: int, end: int) -> Place:
        before = self.tokens[start - 1].pos if start else ""
        after = self.tokens[end] if end < len(self.tokens) else None
        return Place(
            after_noun=before in _NOUNS,
            before_noun=after is not None and after.pos in _NOUNS,
            after_number=before == "NUM",
            before_suru=after is not None and after.lemma == "する",
            has_object=self._has_object(start),
        )

    def _has_object(self, at: int) -> bool:
        """Whether を stands before a verb, with no other verb between."""
        for token in (self.tokens[place] for place in range(at - 1, -1, -1)):
            if token.surface == "を":
                return True
            if token.pos in ("VERB", "PUNCT"):
                return False
        return False

    def _endings(self, at: int) -> tuple[str, ...]:
        """Return the labels of a word's endings: られる that is past or joins on is a passive where nothing tells else.

        ``寺が建てられた`` gives PASS PAST, ``魚を食べられた``, ``誰でも覚えられた``, ``建てられない`` CAN.
        """
        token = self.tokens[at]
        labels = ending_labels(token.inflection)
        done = {"PAST", "TE"} & set(labels) or token.surface.endswith("られ")
        if "CAN" not in labels or "NEG" in labels or not done or self._has_object(at):
            return labels
        senses = [sense for entry in fitting_entries(token, self.known)[:1] for sense in entry.senses[:1]]
        able = any(before.surface in _EVEN for before in self.tokens[max(at - 3, 0) : at])
        if able or not any("transitive verb" in sense.pos for sense in senses):
            return labels
        return tuple("PASS" if label == "CAN" else label for label in labels)

    def _beside_name(self, at: int) -> bool:
        beside = [self.tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(self.tokens)]
        return any(token.pos == "PROPN" or token.surface in _TITLES for token in beside)


def _is_set(entry: DictionaryEntry) -> bool:
    """Whether an entry is an adjective, adverb or phrase, not a verb."""
    return any(
        tag.startswith(("adjective", "adverb", "expressions")) for sense in entry.senses[:1] for tag in sense.pos
    )


def _part(word: str, entries: Sequence[DictionaryEntry], token: Token, place: Place) -> tuple[str, tuple[str, ...]]:
    """Return what the first or last part of a word is, by the tables or by its entries that are read as it is there."""
    noun = Token("", "", "", "", "NOUN", "", "", token.provenance)
    part = replace(noun, surface=word, lemma=word)
    pair = (part, noun) if place.before_noun else (noun, part)
    phrase = phrase_at(pair, int(place.after_noun), 1 + place.after_noun)
    if phrase:
        return phrase.text, phrase.labels
    said, reading = (str.startswith if place.before_noun else str.endswith), hiragana(token.reading)
    fitting = [entry for entry in entries if any(said(reading, hiragana(kana)) for kana in entry.readings)]
    return best_gloss(fitting, "NOUN" if place.before_noun else token.pos, place), ()


def _term_units(tokens: Sequence[Token], matches: Sequence[TermMatch]) -> Iterator[tuple[GlossUnit, TermEntry]]:
    """Return a unit for each glossary entry; one that ends inside a word takes the whole word."""
    borders = list(accumulate((len(token.surface) for token in tokens), initial=0))
    taken = 0
    for match in matches:
        first, stop = bisect_right(borders, match.start) - 1, min(bisect_left(borders, match.end), len(tokens))
        if taken <= first < stop:
            taken = stop
            text = f"{match.entry.en}?" if is_suggestion(match.entry) else match.entry.en
            yield GlossUnit(first, taken, "name", text), match.entry

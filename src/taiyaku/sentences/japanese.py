"""Japanese sentences: spans of a text, judged by rule; nothing is altered and nothing falls between them.

A sentence ends at 。！？ (runs of them, ……) outside brackets, or with its unit (line, paragraph). What belongs to the
end stays with it: footnote marks, emoji, (笑), a bracketed remark. Word lists: ``japanese.tsv``, ``names.tsv``,
``english.tsv``. Every step moves forward, so the time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise

from taiyaku.sentences.brackets import enclosures
from taiyaku.sentences.footnotes import JAPANESE_NOTE
from taiyaku.sentences.lexicon import ends_in_name, particle_pattern, words
from taiyaku.sentences.lines import Span, joins_japanese, units

_KANJI = "一-鿿㐀-䶿々〆"
_LETTER = f"{_KANJI}ぁ-んァ-ヶー"
_EMOJI = "\U0001f000-\U0001faff☀-☄☇-➿⬀-⯿️\u200d⃣\U000e0020-\U000e007f"
_FACE = (
    r"[mｍ\\ヽ＼٩]?[(（](?=[^()（）\n]{0,12}[\^_;´｀`ω∀Д・oO＾￣><≧])[^()（）ぁ-ゟ一-鿿\n]{2,14}[)）][mｍ/ﾉノ／وゞ!！]?"
)
_LAUGH = r"[(（](?:[笑泣汗爆涙怒照謎驚嬉悲呆]|苦笑|爆笑|失笑|微笑|冷や汗|大汗|涙目|号泣|白目|小声|震え声|違う)[)）]"
#: A mark, or what can hold marks and is skipped (URL), or what ends sentences of informal text.
_MARK = re.compile(
    r"(?P<run>(?:[。｡！？!?‼⁇⁈⁉…‥．.]|・{2,})+)"
    r"|(?P<url>https?://[!-~]*[0-9A-Za-z/=&#_~-])"
    rf"|(?P<soft>[♪♫♬]+|(?<=[すたねよ])[☆★]+|[ｗ]{{2,}}|(?<![A-Za-z])w{{2,}}(?![A-Za-z.])|{_LAUGH}|[{_EMOJI}]+|{_FACE})"
)
#: What a mark can begin with: looked for first, for a set of characters is found fast.
_MARK_START = re.compile(rf"[。｡！？!?‼⁇⁈⁉…‥．.・h♪♫♬☆★ｗw(（mｍ\\ヽ＼٩{_EMOJI}]")
_FOOTNOTE = (
    rf"{JAPANESE_NOTE}|[*＊][0-9０-９]{{1,3}}|[†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+⁾?"
    r"|※[0-9０-９]{1,3}(?![名人個件回日月年時分円本枚台点歳第])"
)
_COPYRIGHT = r"(?:[(（][cCｃＣ][)）]|©)[ 　]?[A-Za-z][A-Za-z0-9/ ,&-]{0,40}"
#: What stays with the sentence before it.
_TAIL = re.compile(
    rf"(?:[」』）)】〕］\]〉》｣>＞]|[ 　]*+(?:{_FOOTNOTE}|{_COPYRIGHT}|{_LAUGH})|{_FACE}|[{_EMOJI}♪♫♬☆★])++"
)
_JAPANESE = re.compile(f"[{_LETTER}]")
#: Code points before a full stop that tell whether the sentence is English.
_WINDOW = 160
_BLANK = re.compile(r"\s*")
_QUOTES = frozenset('「『“”"＂｢〝〈《')
_TOGGLES = frozenset('“”"＂')
_OVER = frozenset("、，,，:：;；」』）)】〉》｣・=＝～〜―—─-–→")
_STRONG = re.compile("[。｡]")
_EXCLAIMED = re.compile("[！？!?‼⁇⁈⁉]")
#: Endings of a predicate: what may stand before ……, an emoji or (笑) that ends a sentence.
_PREDICATE = re.compile(
    r"(?:です|ます|ました|でした|ません|でしょう|だろう|(?<![まと])だった|(?<![またた])した|[っいき]た|ている|ない|たい|しい|です[ねよか]"
    r"|ます[ねよか]|だ[ねよ]|よね|かな|[のたるいすん]か|[ねよ]な?|だ)$"
)
_NOT_PREDICATE = re.compile(
    r"(?:また|まだ|ただ|いただ|みたい|ぐらい|くらい|おい|はい|かも|しか|なか|とか|だから|さよ|いよ)$"
)
_ENUMERATOR = re.compile(r"[(（][0-9０-９一二三四五六七八九十a-zア-ン]{1,2}[)）]")
_SENTENCE_START_NUMBER = re.compile(r"\s*(?:[\[(（第]?|[QＱAＡ])[0-9０-９]{1,3}$")
#: Particles that open no sentence before a word: what stands before their full stop is a name.
_NEVER_FIRST = re.compile(rf"(?:[をにへ]|は(?![虫種乳握]))[{_KANJI}]")
_CASE_PARTICLE = re.compile(rf"を|[のにはがでも][{_KANJI}ァ-ヶA-Za-z「『0-9０-９]")
_NAME_GOES_ON = re.compile(r"[のがはをにもとでへや、，・'’\"”」』）)0-9]|から|まで|より|など|さん")
#: ``＜見出し＞ `` before the text of its paragraph.
_HEADING = re.compile(r"[<＜][^<>＜＞。\n]{2,40}[>＞][ 　]+(?=\S)")
#: What goes on behind a mark and a blank: ``勝った！ と叫んだ``.
_SAID = re.compile(rf"[ 　](?:と(?:[言い聞述語問叫]|の|いう)|って|(?:[をにへ]|は(?![虫種乳握]))[{_KANJI}0-9])")
#: The second half of ``合意か？対立か？という``.
_CHAIN = re.compile(r"[^。！？!?「」（）()\n]{1,12}[？?！!]と(?:いう|の)")
#: A mark anywhere: the text is punctuated.
_ANY_MARK = re.compile("[。｡！？!?…．]")
#: Text without marks: code points from which a tail without any mark is cut at polite endings.
_UNMARKED = 40
_POLITE = re.compile(
    r"(?:です|ます|ました|でした|ません|でしょう|ください)"
    r"(?:[ 　]+|(?![がかしのとねよけ、,，。なわぞゆ」』）)]|から|ので))"
    r"|(?:した|だった|ている|である|ない|なった)[ 　]+"
)


@cache
def _goes_on(*roles: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{particle_pattern(*roles)})")


@cache
def _interjections() -> frozenset[str]:
    return words("japanese", "interjection")


@cache
def _abbreviated() -> frozenset[str]:
    roles = ("title", "never", "number", "either", "open", "unit")
    return frozenset(word.lower() for role in roles for word in words("english", role))


def japanese_spans(text: str) -> list[Span]:
    """Return the sentences of a text as half-open code-point spans: every character but outer blanks, in order.

    ``終わった。次は17日だ。`` gives two; ``外相は「続ける。急がない。」と述べた。`` gives one. A line end is judged: it
    ends a heading, list item or paragraph, or is a hard wrap inside a sentence.
    """
    spans: list[Span] = []
    for start, end in units(text, joins_japanese):
        _Unit(text, start, end).split(spans)
    return spans


class _Unit:
    """A paragraph, heading or list item while it is being split; ``begin`` is where the open sentence starts,
    ``seen`` where the marks end that were looked at."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.begin = start
        self.judged = start
        self.seen = start
        self.pairs = enclosures(text, start, end)
        self.spans: list[Span] = []

    def split(self, spans: list[Span]) -> None:
        """Append the sentences of the unit to ``spans``."""
        self.spans = spans
        self._label()
        for start in _MARK_START.finditer(self.text, self.begin, self.end):
            at = start.start()
            mark = _MARK.match(self.text, at, self.end) if at >= max(self.begin, self.seen) else None
            if mark is None:
                continue
            self.seen = stop = mark.end()
            pair = self._enclosing(at)
            if pair is not None:
                if stop == pair[1] - 1 and self.text[pair[0]] in _QUOTES and pair[0] == self._first():
                    self._after_quotation(pair)
                elif mark.lastgroup == "soft" and pair[0] == at:
                    self._after_soft(at, stop)
            elif mark.lastgroup == "run":
                self._after_run(mark[0], at, stop)
            elif mark.lastgroup == "soft":
                self._after_soft(at, stop)
        self._finish()

    # where we are -------------------------------------------------------------------------------------------------

    def _enclosing(self, at: int) -> Span | None:
        """Return the outermost brackets around ``at``."""
        index = bisect_right(self.pairs, (at, self.end + 1)) - 1
        return self.pairs[index] if index >= 0 and at < self.pairs[index][1] else None

    def _first(self) -> int:
        """Return the offset of the open sentence's first character that is no blank."""
        return self._skip_blanks(self.begin)

    def _skip_blanks(self, at: int) -> int:
        match = _BLANK.match(self.text, at, self.end)
        return match.end() if match else at

    def _pair_at(self, at: int) -> Span | None:
        """Return the brackets that open at ``at``."""
        pair = self._enclosing(at)
        return pair if pair and pair[0] == at else None

    def _cut(self, at: int) -> None:
        """End the open sentence before ``at``."""
        self._emit(self.begin, at)
        self.begin = at

    def _emit(self, start: int, end: int) -> None:
        piece = self.text[start:end]
        stripped = piece.lstrip()
        if stripped:
            begin = start + len(piece) - len(stripped)
            self.spans.append((begin, begin + len(stripped.rstrip())))

    # what ends a sentence ------------------------------------------------------------------------------------------

    def _label(self) -> None:
        """Cut off ``【背景】`` and ``＜見出し＞ `` at the head of a paragraph."""
        first = self._first()
        pair = self._pair_at(first)
        if pair and self.text[first] == "【" and self.text[first + 1 : pair[1] - 1] in words("japanese", "label"):
            self._cut(pair[1])
        elif heading := _HEADING.match(self.text, first, self.end):
            self._cut(heading.end())

    def _after_run(self, run: str, at: int, stop: int) -> None:
        """Judge a run of marks outside brackets."""
        if stop == self.end:
            return
        strong = bool(_STRONG.search(run))
        if strong:
            ends = not self._name_with_full_stop(stop)
        elif _EXCLAIMED.search(run):
            ends = self._exclamation_ends(run, at, stop)
        elif len(run) == 1 and run in ".．":
            ends = self._period_ends(at, stop)
        else:
            ends = self._ellipsis_ends(at, stop)
        if ends:
            tail = self._tail(stop)
            quoted = self.text[stop:tail].endswith(("」", "』", "｣", "”"))
            if not (quoted and self._continues(tail, "particle", "quoted")):
                self._cut(tail)

    def _name_with_full_stop(self, stop: int) -> bool:
        if ends_in_name(self.text, self.begin, stop, full_stop=True) and _NAME_GOES_ON.match(self.text, stop, self.end):
            return True
        if _NEVER_FIRST.match(self.text, stop, self.end):
            return True
        if not _CASE_PARTICLE.match(self.text, stop, self.end):
            return False
        # an unknown name: a noun before the mark, so サヨナラ。が新曲を but not 中止だ。が今回は
        return bool(re.search(rf"[{_KANJI}ァ-ヶーA-Za-z]。$", self.text[max(self.begin, stop - 2) : stop]))

    def _exclamation_ends(self, run: str, at: int, stop: int) -> bool:
        """``？`` ends a sentence, but not in なぜ？と聞かれ, Yahoo!ニュース, え？そうなの？, 合意か？対立か？という."""
        text = self.text
        after = text[stop]
        if run.isascii() and after.isascii() and after.isalnum():
            return False
        if run == "!" and re.match(r"[A-Za-zァ-ヶー]![ァ-ヶ]", text[max(self.begin, at - 1) : stop + 1]):
            return False
        if after in _OVER or self._continues(stop, "particle") or ends_in_name(text, self.begin, stop):
            return False
        if _SAID.match(text, stop, self.end):
            return False
        if at - self.begin <= _WINDOW and text[self._first() : at] in _interjections():
            return False
        chain = _CHAIN.match(text, stop, self.end)
        if chain and at - self.begin <= 12:
            return False
        if text[at - 1 : at].isascii() and after.isspace():
            return not text[self._skip_blanks(stop) : self._skip_blanks(stop) + 1].islower()
        return True

    def _period_ends(self, at: int, stop: int) -> bool:
        """``．`` and ``.`` end a sentence after Japanese, or after an English sentence; not in 3．5, No.1, U.S."""
        text = self.text
        before, after = text[at - 1 : at], text[stop]
        if at <= self.begin or (after.isdigit() and before.isdigit()):
            return False
        if before.isascii() or "Ａ" <= before <= "ｚ":
            return self._latin_period_ends(at, stop)
        if before.isdigit():
            return not self._only_number(at) and not after.isascii()
        return (not after.isascii() or after.isspace()) and after not in _OVER

    def _latin_period_ends(self, at: int, stop: int) -> bool:
        """Judge a full stop behind a Latin word, a digit or ASCII punctuation."""
        text = self.text
        if self._only_number(at):
            return False
        after = self._skip_blanks(stop)
        word = re.split(r"[^A-Za-z0-9.'&-]", text[max(self.begin, at - 24) : at])[-1]
        if word.lower() in _abbreviated() or len(word) < 2 or after == self.end:
            return False
        window = text[max(self._first(), at - _WINDOW) : at]
        english = " " in window and not _JAPANESE.search(window)
        if text[after].isascii():
            return after > stop and text[after].isupper() and english
        if ("." in word and not english) or self._continues(after, "particle"):
            return False
        if word.isdigit():
            return after > stop
        return english or after > stop

    def _ellipsis_ends(self, at: int, stop: int) -> bool:
        """``雨はやまない…彼らは`` ends, ``彼は……何も`` does not: only a predicate before it makes it an end."""
        return self._predicate_before(at) and not self._goes_over(stop)

    def _after_soft(self, at: int, stop: int) -> None:
        """Judge ♪, ｗｗ, (笑) and emoji: they end a sentence behind a predicate (♪ behind any Japanese word)."""
        if at < self.judged:
            return
        self.judged = tail = self._tail(stop)
        if tail == self.end or self._goes_over(tail):
            return
        song = self.text[at] in "♪♫♬" and re.match(f"[{_LETTER}]", self.text[at - 1 : at])
        if at > self.begin and (song or self._predicate_before(at)):
            self._cut(tail)

    def _after_quotation(self, pair: Span) -> None:
        """Judge a row of quotations that opens the sentence and ends in a mark: 「行くのか。」「ああ。」二人は."""
        row = [pair]
        while following := self._pair_at(row[-1][1]):
            row.append(following)
        last = self._tail(row[-1][1])
        if last < self.end and self._goes_over(last, "quoted"):
            return
        for (_, end), (start, _) in pairwise(row):
            if self.text[end - 2] in "。！？!?…｡":
                self._cut(start)
        if last < self.end and self.text[row[-1][1] - 2] in "。！？!?…｡":
            self._cut(last)

    def _only_number(self, at: int) -> bool:
        """Whether the open sentence is no more than a list number: ``１．大統領``."""
        return at - self.begin <= _WINDOW and bool(_SENTENCE_START_NUMBER.match(self.text[self.begin : at]))

    # what goes on -------------------------------------------------------------------------------------------------

    def _continues(self, at: int, *roles: str) -> bool:
        return bool(_goes_on(*roles).match(self.text, at, self.end))

    def _goes_over(self, at: int, *roles: str) -> bool:
        """Whether the text at ``at`` belongs to the sentence before: a particle, a comma, another mark."""
        if at >= self.end:
            return False
        return self.text[at] in _OVER or self.text[at] in "。｡！？!?" or self._continues(at, "particle", *roles)

    def _predicate_before(self, at: int) -> bool:
        before = self.text[max(self.begin, at - 5) : at]
        return bool(_PREDICATE.search(before)) and not _NOT_PREDICATE.search(before)

    def _tail(self, at: int) -> int:
        """Return the end of what stays with the sentence that ends at ``at``: footnotes, emoji, （続く）."""
        while at < self.end:
            tail = _TAIL.match(self.text, at, self.end)
            pair = self._pair_at(at)
            if tail and (pair is None or self.text[at] not in _TOGGLES):
                at = tail.end()
            elif pair and self.text[at] in "（(" and self._remark(pair):
                at = pair[1]
            elif self.text[at] in _TOGGLES and pair is None:
                at += 1
            else:
                break
        return at

    def _remark(self, pair: Span) -> bool:
        """Whether a bracket behind a sentence belongs to it: （続く）, not (2)首相は or （彼は）笑った.

        Where the sentence itself began with a bracket, so does the next: （上）新庁舎。（下）旧庁舎。
        """
        if self.text[self._first()] == self.text[pair[0]] and pair[1] < self.end:
            return False
        if _ENUMERATOR.fullmatch(self.text, *pair) and pair[1] < self.end:
            return False
        return not self._goes_over(pair[1])

    def _finish(self) -> None:
        """End the last sentence; cut it at polite endings where it is long and holds no mark at all."""
        start = self.begin
        if self.end - start > _UNMARKED and not _ANY_MARK.search(self.text, start, self.end):
            for polite in _POLITE.finditer(self.text, start, self.end):
                if self._enclosing(polite.start()) or self.text[polite.end() : polite.end() + 1] in _OVER:
                    continue
                self._cut(polite.end())
        self._emit(self.begin, self.end)

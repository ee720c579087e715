"""What the endings of a word mean, in words a learner knows: 述べた is the past of 述べる.

Table: ``inflection.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme


def inflection(lemma: str, parts: Sequence[Morpheme]) -> str:
    """Return what the endings after the first part mean, the last first; "" for a dictionary form or a noun.

    ``述べ た`` gives ``past of 述べる``; ``行わ れ まし た`` ``past polite passive of 行う``; ``強く`` ``adverb of
    強い``.
    """
    head = parts[0]
    if head.pos[4] == "*" or (head.pos[0] == "助動詞" and len(parts) == 1 and head.surface == lemma):
        return ""
    meanings = [_meanings()[part.lemma] for part in parts[1:] if part.lemma in _meanings()]
    last = _form(parts[-1])
    if last and last not in meanings and not (meanings and last == _meanings()["(連用形)"]):
        meanings.append(last)
    return f"{' '.join(reversed(meanings))} of {lemma}" if meanings else ""


def is_copula(part: Morpheme) -> bool:
    """Whether it is a form of だ or です; the だ of 読んだ is none, it is た."""
    return part.pos[4] in ("助動詞-ダ", "助動詞-デス")


def _form(part: Morpheme) -> str:
    """Return what the form that a word ends in means: 行こう volitional, だろう guess, 強く adverb, 述べ stem."""
    form = part.pos[5].split("-")[0]
    if part.pos[0] == "形容詞":
        return _meanings().get(f"({form}-形容詞)", "")
    if is_copula(part):
        return _meanings().get(f"({form}-だ)", "")
    return _meanings().get(f"({form})", "")


@cache
def _meanings() -> dict[str, str]:
    return {unit: meaning for unit, meaning, _ in rows("inflection", 3)}

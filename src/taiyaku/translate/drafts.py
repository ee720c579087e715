"""Answers of a program -> the draft of each sentence: left out where faulty, names checked, marked as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from taiyaku.model import Article, Bead, Bitext, Label, Sentence, TermMatch
from taiyaku.translate.faults import draft_fault, is_japanese
from taiyaku.translate.names import checked_names
from taiyaku.translate.records import Answers, Draft

#: What a row of a page says where its English is a draft.
REASON = "machine draft"


def is_wanted(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence of a page without English gets a draft.

    All do but what is not in Japanese (``NATO``, a web address), and a title whose English the page has.
    """
    titled = sentence.kind is Label.TITLE and article.first(Label.TITLE_EN)
    return not titled and is_japanese(sentence.text)


def asked(sentence: str) -> str:
    """Return a sentence as a program is asked for it: one line."""
    return " ".join(sentence.split())


def drafts_of(
    article: Article, sentences: Sequence[Sentence], matches: Sequence[Sequence[TermMatch]], answers: Answers
) -> tuple[Draft, ...]:
    """Return the draft of each sentence, an empty one where there is none; () where no program was asked."""
    if not answers.engine:
        return ()
    drafts = []
    for sentence, found in zip(sentences, matches, strict=True):
        english = " ".join(answers.texts.get(asked(sentence.text), "").split())
        fault = draft_fault(sentence.text, english)
        if not is_wanted(article, sentence):
            drafts.append(Draft())
        elif fault:
            drafts.append(Draft(fault=fault))
        else:
            drafts.append(checked_names(sentence.text, english, found))
    return tuple(drafts)


def with_drafts(bitext: Bitext, drafts: Sequence[Draft]) -> Bitext:
    """Return a bitext whose empty English side is filled with drafts: beads marked so, of score 0."""
    if not any(draft.text for draft in drafts):
        return bitext
    en: list[Sentence] = []
    beads: list[Bead] = []
    for number, (sentence, draft) in enumerate(zip(bitext.ja, drafts, strict=True)):
        at = len(en)
        if draft.text:
            en.append(Sentence(draft.text, sentence.kind, sentence.line, 0, len(draft.text)))
            beads.append(Bead(range(number, number + 1), range(at, at + 1), 0.0, REASON, draft=True))
        else:
            beads.append(bitext.beads[number])
    return Bitext(bitext.ja, tuple(en), tuple(beads))


def draft_text(drafts: Iterable[Draft]) -> str:
    """Return the text that a person edits: one sentence a line and nothing else."""
    return "".join(f"{draft.text}\n" for draft in drafts if draft.text)

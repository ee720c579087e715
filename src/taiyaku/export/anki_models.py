"""The two note types and three decks that taiyaku gives to Anki. Ids, names and fields stay as they are for ever.

With another id or another list of fields Anki would keep the user's cards under the old note type and add new ones
beside them. Field names are those of the note type Lapis, so that notes can be changed to it. This file is copied into
the decks that people make; it is 0BSD like ``templates/``.
"""

from __future__ import annotations

from dataclasses import dataclass

#: When the templates or the style below were changed last, in seconds; Anki takes over what is newer.
CHANGED = 1_764_000_000
DECKS = {
    "word": (1_764_000_000_101, "taiyaku::Words"),
    "name": (1_764_000_000_102, "taiyaku::Names"),
    "sentence": (1_764_000_000_103, "taiyaku::Sentences"),
}
_STYLE = """\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.6; text-align: center; }
[lang=ja] { font-family: "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
.expression { font-size: 40px; }
.sentence { font-size: 24px; line-height: 2; }
.sentence b { color: #b3261e; }
.nightMode .sentence b { color: #ff8a80; }
.definition ol { display: inline-block; text-align: left; margin: 0; }
.about { font-size: 12px; opacity: 0.7; margin-top: 2em; }
"""
_ABOUT = '<div class="about" lang="ja">{{MiscInfo}}</div><div class="about" lang="en">{{Credits}}</div>'
_WORD_FRONT = '<div class="expression" lang="ja">{{Expression}}</div><div class="sentence" lang="ja">{{Sentence}}</div>'
_WORD_BACK = (
    '<div class="expression" lang="ja">{{furigana:ExpressionFurigana}}</div>'
    '<div class="definition" lang="en">{{MainDefinition}}</div>'
    "{{#Glossary}}<div><small>{{Glossary}}</small></div>{{/Glossary}}<hr id=answer>"
    '<div class="sentence" lang="ja">{{furigana:SentenceFurigana}}</div>'
    '<div lang="en">{{SentenceTranslation}}</div>' + _ABOUT
)
_SENTENCE_FRONT = '<div class="sentence" lang="ja">{{Sentence}}</div>'
_SENTENCE_BACK = (
    '<div class="sentence" lang="ja">{{furigana:SentenceFurigana}}</div>'
    '<div lang="ja-Latn"><small>{{SentenceReading}}</small></div><hr id=answer>'
    '<div lang="en">{{SentenceTranslation}}</div>' + _ABOUT
)


@dataclass(frozen=True, slots=True)
class Model:
    """A note type: by its first field a text import finds a note again, ``sort`` is the field of lists."""

    id: int
    name: str
    fields: tuple[str, ...]
    front: str
    back: str
    sort: int = 1
    style: str = _STYLE


_WORD = Model(
    1_764_000_000_001,
    "taiyaku word",
    (
        *("Id", "Expression", "ExpressionFurigana", "ExpressionReading", "MainDefinition", "Sentence"),
        *("SentenceFurigana", "SentenceTranslation", "Glossary", "MiscInfo", "Credits"),
    ),
    _WORD_FRONT,
    _WORD_BACK,
)
_SENTENCE = Model(
    1_764_000_000_002,
    "taiyaku sentence",
    ("Id", "Sentence", "SentenceFurigana", "SentenceReading", "SentenceTranslation", "MiscInfo", "Credits"),
    _SENTENCE_FRONT,
    _SENTENCE_BACK,
)
MODELS = {"word": _WORD, "name": _WORD, "sentence": _SENTENCE}

"""TBX -> TermEntry records: version 2 (martif, termEntry, langSet, tig) and version 3 (tbx, conceptEntry, langSec)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from taiyaku.errors import TableError
from taiyaku.model import Evidence, TermEntry
from taiyaku.terms.curated import TYPES

_CONCEPTS, _SIDES, _TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")
#: Ids of our own glossaries (person-putin); c1, c2 … of other files would be taken for each other.
_OWN_ID = re.compile(r"(person|place|org|organisation|treaty|event|acronym|loanword|term|mined)-.+")
_DEEPEST = 200  # elements inside each other; a TBX has ten
_READING = re.compile(r"reading: (?P<kana>\S+?)(?: \((?P<romaji>[^)]*)\))?")


@dataclass(slots=True)
class _Node:
    """An element while the file is read: ``name`` without prefix, ``line`` where it begins."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list[_Node] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[_Node]:
        """Yield the elements inside with one of these names, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, name: str, kind: str = "") -> str:
        """Return the text of the first such child, of this ``type`` where one is given."""
        found = (node for node in self.children if node.name == name and kind in ("", node.attributes.get("type")))
        return next((node.text.strip() for node in found), "")


def parse_tbx(data: bytes, source: str) -> tuple[TermEntry, ...]:
    """Return a concept that has Japanese and English as one entry: the first term of each language, the rest variants.

    Concepts of other languages are passed over. Deprecated terms stay known and are named in a column
    ``deprecated``; a concept all of whose terms are deprecated is rejected, one whose first Japanese term is only
    admitted is proposed.

    :raises TableError: not well-formed, no TBX, no concept with both languages.
    """
    root = _tree(data, source)
    if root.name not in ("martif", "tbx"):
        raise TableError(source, [(root.line, f"<{root.name}> is no TBX (martif or tbx)")])
    concepts = list(root.all(*_CONCEPTS))
    entries = tuple(entry for concept in concepts if (entry := _entry(concept, source)))
    if not entries:
        problem = f"none of {len(concepts)} concepts has a Japanese and an English term"
        raise TableError(source, [(concepts[0].line if concepts else root.line, problem)])
    return entries


def _tree(data: bytes, source: str) -> _Node:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = _Node("", 1, {})
    stack = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > _DEEPEST:
            raise TableError(source, [(parser.CurrentLineNumber, f"more than {_DEEPEST} elements inside each other")])
        node = _Node(name.rpartition(":")[2], parser.CurrentLineNumber, attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def refuse(name: str, *_: object) -> None:
        raise TableError(source, [(parser.CurrentLineNumber, f"the file declares an entity ({name}); remove it")])

    def text(data: str) -> None:
        stack[-1].text += data

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise TableError(source, [(error.lineno, f"not well-formed XML: {expat.ErrorString(error.code)}")]) from None
    except (ValueError, LookupError):
        raise TableError(source, [(1, "declares an encoding that cannot be read; save it as UTF-8")]) from None
    return top.children[0]


def _entry(concept: _Node, source: str) -> TermEntry | None:
    ja, en = _side(concept, "ja"), _side(concept, "en")
    if not (ja and en):
        return None
    terms = [*ja, *en]
    deprecated = [_term(node) for node in terms if _status(node).startswith(("deprecated", "forbidden"))]
    kana, romaji = _reading(ja[0])
    kind, id_ = concept.first("descrip", "subjectField"), concept.attributes.get("id", "")
    rejected = len(deprecated) == len(terms)
    variants_ja, variants_en = ([_term(node) for node in side if _term(node) != _term(side[0])] for side in (ja, en))
    return TermEntry(
        id=id_ if _OWN_ID.fullmatch(id_) else f"{source}:{concept.line}",
        ja=_term(ja[0]),
        en=_term(en[0]),
        reading=kana,
        romaji=romaji,
        type=kind if kind in TYPES else "term",
        variants_ja=tuple(dict.fromkeys(variants_ja)),
        variants_en=tuple(dict.fromkeys(variants_en)),
        status="rejected" if rejected else "proposed" if _status(ja[0]).startswith("admitted") else "approved",
        note=concept.first("note"),
        evidence=Evidence(ja[0].first("descrip", "context"), en[0].first("descrip", "context")),
        extra=(("deprecated", "|".join(deprecated)),) if deprecated and not rejected else (),
    )


def _side(concept: _Node, lang: str) -> list[_Node]:
    """Return the terms of a language, also where it is given as ``ja-JP``."""
    sides = (
        side
        for side in concept.all(*_SIDES)
        if side.attributes.get("xml:lang", side.attributes.get("lang", "")).lower().split("-")[0] == lang
    )
    return [node for side in sides for node in side.all(*_TERMS) if _term(node)]


def _term(node: _Node) -> str:
    return next((" ".join(term.text.split()) for term in node.all("term")), "")


def _status(node: _Node) -> str:
    notes = (note for note in node.all("termNote") if note.attributes.get("type") == "administrativeStatus")
    return next((note.text.strip() for note in notes), "")


def _reading(node: _Node) -> tuple[str, str]:
    for note in node.all("note"):
        found = _READING.fullmatch(note.text.strip())
        if found:
            return found["kana"], found["romaji"] or ""
    return "", ""

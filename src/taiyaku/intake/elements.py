"""Elements of an HTML page: what tag, class and heading say of each, and which one holds the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from taiyaku.intake.vocabulary import wording_of
from taiyaku.model import Label
from taiyaku.resources import tsv_rows

#: An element as lxml gives it; ``html`` alone imports lxml.
Element = Any

NO_TEXT = frozenset({"script", "style", "template", "svg", "math", "iframe", "head", "object", "canvas", "rp"})
#: Labels that hold for everything inside an element; the others only for its own lines.
WHOLE = frozenset({Label.CLUTTER, Label.REFERENCE, Label.INFOBOX, Label.COMMENT})
#: Words beside "comment" that make it a button or a form, and beside "author" that make it a box about the writer.
_TOOLS = frozenset({"count", "counter", "num", "number", "form", "btn", "button", "link", "respond", "submit", "post"})
_BOXES = frozenset({"box", "bio", "profile", "card", "about", "area", "block", "description", "wrap", "wrapper"})
#: Elements that are lines of an article, not the article.
_LINES = frozenset({"p", "li", "span", "blockquote", "pre", "font", "b", "dd", "a", "h1", "h2", "h3"})
#: A cell longer than this (characters) is layout, not data.
_CELL = 60
#: What a cell of data may hold beside text.
_IN_CELL = frozenset(
    {"a", "abbr", "b", "br", "div", "em", "font", "i", "img", "nobr", "p", "rb", "rp", "rt", "ruby", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "wbr"}
)
#: The article's element holds so large a share of the sentences.
_NEARLY_ALL = 0.85
#: A heading of a link list is no longer than this.
_HEADING = 40
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SPOKEN = re.compile(r"(です|ます|ました|ません|でした|ね|よ|[！!♪☆…])[♪☆…）)笑(（]*$")
_SENTENCE = re.compile(r"。|[.!?][\"”’)]?\s")


def element_labels(root: Element) -> dict[Element, Label]:
    """Return what the mark-up says of the elements of a page; elements of which it says nothing are left out."""
    prose = _sentences_inside(root)
    ruled = _article_of(root, prose)
    hidden = _hidden_classes(root)
    labels: dict[Element, Label] = {}
    for element in root.iter("*"):
        label = _label_of(element, str(element.tag).lower(), prose, prose[root], ruled)
        if prose[element] * 2 <= prose[root] and (_is_hidden(element, hidden) or _is_card(element, prose)):
            label = Label.CLUTTER
        if label:
            labels[element] = label
    labels.update(_headed(root, prose, labels))
    title = _headline(root, labels)
    if title is not None:
        labels[title] = Label.TITLE
    return labels


_AT_RULE = re.compile(r"@(?>media|supports)[^{}@]*+\{(?>[^{}]*\{[^{}]*\})*+[^{}]*+\}")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|left\s*:\s*-\d{4}|clip\s*:\s*rect\(\s*[01]", re.IGNORECASE
)


def _hidden_classes(root: Element) -> frozenset[str]:
    """Return the classes that the page's own style sheet hides.

    ``.off{display:none}`` gives off; ``@media print{.menu{display:none}}`` gives nothing, for readers see the menu.
    """
    sheets = " ".join(style.text or "" for style in root.iter("style"))
    rules = [part.partition("{")[::2] for part in _AT_RULE.sub("", sheets).split("}")]
    selectors = [one.strip() for names, rule in rules if _UNSEEN.search(rule) for one in names.split(",")]
    return frozenset(one[1:] for one in selectors if re.fullmatch(r"\.[\w-]+", one))


def _is_hidden(element: Element, hidden: frozenset[str]) -> bool:
    """Tell whether the page's own style sheet hides an element."""
    return bool(hidden) and not hidden.isdisjoint(element.get("class", "").split())


#: A card that links to another page has no more text than this (characters).
_CARD = 160


def _is_card(element: Element, prose: Counter[Element]) -> bool:
    """Tell whether an element is a link with a teaser below it: ``<div><a>headline</a><p>One sentence.</p></div>``."""
    if str(element.tag).lower() not in ("div", "section", "figure", "blockquote") or not 1 <= prose[element] <= 2:
        return False
    link = element[0] if len(element) else None
    if link is None or link.tag != "a" or (element.text or "").strip() or (link.tail or "").strip():
        return False
    text = _squeezed(element)
    return len(_squeezed(link)) >= 8 and len(element) > 1 and len(text) <= _CARD


def _headed(root: Element, prose: Counter[Element], labels: dict[Element, Label]) -> dict[Element, Label]:
    """Return the elements that begin with the heading of a link list, a box or comments, and hold no article."""
    found: dict[Element, Label] = {}
    for element in root.iter("*"):
        text = " ".join((element.text or "").split())
        if not 2 <= len(text) <= _HEADING or str(element.tag).lower() in ("a", *NO_TEXT):
            continue
        wording = wording_of(text)
        offer = wording and wording.where == "line" and wording.reason.startswith("paywall")
        if wording and (offer or wording.where in ("below", "box")) and labels.get(element) is not Label.CLUTTER:
            share = 2 if wording.where == "below" else 3
            holder = _begun_by(element, prose, prose[root] / share)
            if holder is not None:
                found[holder] = Label.CLUTTER
    return found


def _begun_by(element: Element, prose: Counter[Element], most: float) -> Element | None:
    """Return the largest element that begins with ``element``, holds at most so many sentences and no main heading."""
    holder = None
    while (parent := element.getparent()) is not None and not (parent.text or "").strip():
        if prose[parent] > most or str(parent.tag).lower() in ("body", "main", "article", "html"):
            break
        before = element.itersiblings(preceding=True)
        if any("".join(one.itertext()).strip() for one in before) or next(parent.iter("h1"), None) is not None:
            break
        holder = element = parent
    return holder


def _headline(root: Element, labels: dict[Element, Label]) -> Element | None:
    """Return the element with the words of the page's ``<title>``, if no main heading has them."""
    named = next(root.iter("title"), None)
    whole = "".join((named.text or "").split()) if named is not None else ""
    if len(whole) < 8 or any(whole.startswith(_squeezed(h1)[:20] or "?") for h1 in root.iter("h1")):
        return None
    for element in root.iter("div", "p", "span", "h2", "h3", "td", "font", "b", "strong", "center"):
        around = (element, *element.iterancestors())
        named = _is_named(whole, "".join((element.text or "").split()))
        if named and all(labels.get(one) is not Label.CLUTTER for one in around):
            return element
    return None


def _is_named(whole: str, mine: str) -> bool:
    """Tell whether the page's name is the line ``mine``, or ``mine`` and a shorter name of the site behind a sign."""
    if len(mine) < 8 or len(mine) > 120 or len(mine) * 2 < len(whole):
        return False
    return mine.startswith(whole) or (whole.startswith(mine) and whole[len(mine)] in "|｜-–—:：（(【/<＜«»・_")


def _squeezed(element: Element) -> str:
    """Return the text of an element without blanks."""
    return "".join("".join(element.itertext()).split())


def _label_of(
    element: Element,
    tag: str,
    prose: Counter[Element],
    total: int,
    ruled: Element | None,
) -> Label | None:
    """Return what tag, class, id, role and style say of an element; ``None`` if nothing, or if it holds the article."""
    label = _markup("tag").get(tag)
    names = " ".join(element.get(key, "") for key in ("class", "id", "role", "itemprop"))
    names += f" {tag}" if "-" in tag else ""  # <amp-ad>, <x-share>
    words = [word.lower() for word in _WORDS.findall(names)] if names.strip() else []
    for word in words:
        said = _markup("word").get(word)
        said = _with_tools(said, words)
        if said and (label is None or said in WHOLE) and tag not in ("h1", "body", "html"):
            label = said
            break
    if tag in ("td", "th") and label is Label.LIST_ITEM and (len(element) or len(element.text or "") > _CELL):
        label = None
    if tag == "aside" and label is Label.CLUTTER and _is_note(element, ruled):
        label = None
    if tag == "header" and ruled is not None and ruled not in element.iterancestors():
        label = Label.CLUTTER
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return Label.CLUTTER
    if label in (Label.CLUTTER, Label.COMMENT) and tag != "noscript" and prose[element] * 2 > total:
        return None
    return label


def data_rows(root: Element, labels: dict[Element, Label]) -> set[Element]:
    """Return the rows of tables whose cells are data: ``<tr><th>高さ</th><td>30メートル</td></tr>`` is one line.

    Two cells or more with words, none of them long or with lists, headings, furniture inside; only the last has
    sentences.
    """
    found: set[Element] = set()
    for row in root.iter("tr"):
        cells = [cell for cell in row if str(cell.tag).lower() in ("td", "th")]
        texts = [text for cell in cells if (text := _squeezed(cell))]
        if len(texts) < 2 or any(len(text) > _CELL for text in texts) or any("。" in text for text in texts[:-1]):
            continue
        inside = [element for cell in cells for element in cell.iterdescendants("*")]
        plain = {str(element.tag).lower() for element in inside} <= _IN_CELL
        if plain and all(labels.get(element) not in WHOLE for element in (*cells, *inside)):
            found.add(row)
    return found


def _with_tools(said: Label | None, words: list[str]) -> Label | None:
    """Return what a word of a class says beside the others: a comment form is clutter, a box about the author too."""
    form = said is Label.COMMENT and not _TOOLS.isdisjoint(words)
    box = said is Label.BYLINE and not _BOXES.isdisjoint(words)
    return Label.CLUTTER if form or box else said


def _is_note(element: Element, ruled: Element | None) -> bool:
    """Tell whether an ``<aside>`` is a note of the article: inside it, without links or forms."""
    if ruled is None or ruled not in element.iterancestors():
        return False
    return next(element.iter("a", "form", "button"), None) is None


@cache
def _markup(kind: str) -> dict[str, Label]:
    """Return the tags, or the class words, of ``markup.tsv`` and what they say of an element."""
    rows = tsv_rows(Path(__file__).with_name("markup.tsv"))
    return {name: Label(label) for of, name, label, _example in rows[1:] if of == kind}


def _sentences_inside(root: Element) -> Counter[Element]:
    """Count the sentence ends in the text under every element."""
    counts: Counter[Element] = Counter()
    for element in reversed(list(root.iter("*"))):
        if str(element.tag).lower() not in NO_TEXT:
            counts[element] += len(_SENTENCE.findall((element.text or "") + " "))
        parent = element.getparent()
        if parent is not None:
            counts[parent] += counts[element] + len(_SENTENCE.findall((element.tail or "") + " "))
    return counts


def _article_of(root: Element, prose: Counter[Element]) -> Element | None:
    """Return the ``<article>`` or ``<main>`` that holds most of the sentences of the page."""
    found = [e for e in root.iter("article", "main") if prose[e] * 5 >= prose[root] * 3 and prose[e]]
    return found[-1] if found else None


def _said(text: str | None) -> int:
    """Count the sentences in a stretch of text; one of a blog may end in ！, ♪ or です without 。"""
    bare = (text or "").strip()
    return len(_SENTENCE.findall(bare + " ")) or bool(len(bare) >= 8 and _SPOKEN.search(bare))


#: A paragraph has two sentences or so many characters; a lone short sentence, as in a list of links, counts so little.
_PARAGRAPH, _LONE = 50, 0.3


def _weight(text: str | None) -> float:
    """Return how much a stretch of text speaks for an article: its length if it is a paragraph, little if not."""
    said, bare = _said(text), (text or "").strip()
    return min(len(bare), 200) * (1.0 if said > 1 or len(bare) >= _PARAGRAPH else _LONE) if said else 0.0


def article_element(root: Element, labels: dict[Element, Label]) -> Element:
    """Return the lowest element with nearly all paragraphs that stand in no menu, form or comment."""
    counts: defaultdict[Element, float] = defaultdict(float)
    silent = (Label.CLUTTER, Label.COMMENT, Label.REFERENCE)
    for element in reversed(list(root.iter("*"))):
        tag = str(element.tag).lower()
        if tag not in NO_TEXT:
            counts[element] += _weight(element.text)
        parent = element.getparent()
        if parent is not None:
            inside = 0 if tag == "a" or labels.get(element) in silent else counts[element]
            counts[parent] += inside + _weight(element.tail)
    holder, most = root, max(counts[root] * _NEARLY_ALL, 1)
    inner: Element | None = root
    while inner is not None:
        holder = inner
        deeper = (e for e in holder if str(e.tag).lower() not in _LINES and labels.get(e) not in silent)
        inner = next((e for e in deeper if counts[e] >= most), None)
    return holder

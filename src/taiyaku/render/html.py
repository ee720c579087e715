"""Study pages and the library as HTML: one self-contained file each, no network, strict Content-Security-Policy.

Templates read ``doc`` (the record) and ``assets`` (the style, the script and the policy that allows only these two).
Everything that comes from an article or a glossary is escaped by Jinja or packed as JSON; this module decides nothing.
"""

from __future__ import annotations

from functools import cache
from unicodedata import east_asian_width

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from taiyaku.library_model import GlossaryDocument, LibraryDocument
from taiyaku.model import RubyRun
from taiyaku.render.assets import library_assets, study_assets
from taiyaku.render.data import packed
from taiyaku.render.gloss_line import gloss_pieces
from taiyaku.render.variants import unlike
from taiyaku.resources import shipped
from taiyaku.study_model import StudyDocument


def _overhangs(ruby: RubyRun) -> bool:
    """Whether the ruby, at half size, is wider than its base: 外相 with がいしょう; 1 is half as wide as 外."""
    return len(ruby.ruby) > sum(1 if east_asian_width(character) in "NaH" else 2 for character in ruby.base)


def _base36(number: int) -> str:
    """Return the number as the page's script reads it, in digits and letters: 1295 gives zz. It is written often."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


@cache
def environment() -> Environment:
    """Return the Jinja environment of ``templates/``: escapes everything, refuses misspelt fields."""
    env = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["packed"] = packed
    env.filters["unlike"] = unlike
    env.filters["base36"] = _base36
    env.filters["pieces"] = gloss_pieces
    env.tests["overhanging"] = _overhangs
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return env


def render_study(doc: StudyDocument) -> str:
    """Return the study page of ``doc``: the same text for the same record."""
    return environment().get_template("study.html.j2").render(doc=doc, assets=study_assets(doc.glossed))


def render_library(doc: LibraryDocument) -> str:
    """Return ``index.html``: all study pages with their titles, length and share of English."""
    return environment().get_template("library.html.j2").render(doc=doc, assets=library_assets())


def render_glossary(doc: GlossaryDocument) -> str:
    """Return ``glossary.html``: the terms of all pages with their spellings and the places where they stand."""
    return environment().get_template("glossary.html.j2").render(doc=doc, assets=library_assets())

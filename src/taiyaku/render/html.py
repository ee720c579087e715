"""Study pages and the library as HTML: one self-contained file each, no network, strict Content-Security-Policy.

Templates read ``doc`` (the record) and ``assets`` (the style, the script and the policy that allows only these two).
Everything that comes from an article or a glossary is escaped by Jinja or packed as JSON; this module decides nothing.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from unicodedata import east_asian_width

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from taiyaku.model import RubyRun
from taiyaku.render.data import packed
from taiyaku.render.variants import unlike
from taiyaku.resources import shipped
from taiyaku.study_model import LibraryDocument, StudyDocument


@dataclass(frozen=True, slots=True)
class Assets:
    """The style and the script that are inlined into a page, and the policy that allows them and nothing else."""

    style: str
    script: str

    @property
    def policy(self) -> str:
        """The page's Content-Security-Policy; DOM text can never become markup (Trusted Types)."""
        return (
            f"default-src 'none'; script-src '{_hash(self.script)}'; style-src '{_hash(self.style)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _overhangs(ruby: RubyRun) -> bool:
    """Whether the ruby, at half size, is wider than its base: 外相 with がいしょう; 1 is half as wide as 外."""
    return len(ruby.ruby) > sum(1 if east_asian_width(character) in "NaH" else 2 for character in ruby.base)


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
    env.tests["overhanging"] = _overhangs
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return env


@cache
def _assets() -> Assets:
    folder = shipped("templates") / "assets"
    style, script = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("study.css", "study.js"))
    return Assets(style, script)


def render_study(doc: StudyDocument) -> str:
    """Return the study page of ``doc``: the same text for the same record."""
    return environment().get_template("study.html.j2").render(doc=doc, assets=_assets())


def render_library(doc: LibraryDocument) -> str:
    """Return ``index.html``: all study pages with their titles, length and share of English."""
    return environment().get_template("library.html.j2").render(doc=doc, assets=_assets())

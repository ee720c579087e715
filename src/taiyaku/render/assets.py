"""Style and script of a page, put together from ``templates/assets/``, and the policy that allows only them.

The files are written to be read; pages carry them without comments and indentation.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from taiyaku.resources import shipped

STUDY_SCRIPTS = ("settings.js", "text.js", "rows.js", "card.js", "tools.js", "study.js")
STUDY_STYLES = ("base.css", "study.css", "print.css")
GLOSS_SCRIPTS = (*STUDY_SCRIPTS, "gloss.js")
GLOSS_STYLES = (*STUDY_STYLES, "gloss.css")
LIBRARY_SCRIPTS = ("settings.js", "text.js", "library.js")
LIBRARY_STYLES = ("base.css", "library.css")

#: What a script is made of: comments, strings, regular expressions (where a value is expected), words, blanks, signs.
_TOKEN = re.compile(
    r"(?P<comment>/\*.*?\*/|//[^\n]*)"
    r"|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"
    r"|(?P<regex>(?<=[(,=:!&|?{};\n ])/(?![*/ =])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*)"
    r"|(?P<word>[\w$]+)|(?P<blank>\s+)|(?P<sign>.)",
    re.DOTALL,
)
_CSS_AIR = re.compile(r"\s*([{};,>])\s*|(?<=[\w-]:) (?![\w-]*[{])")


@dataclass(frozen=True, slots=True)
class Assets:
    """The style and the script that are inlined into a page, and the policy that allows them and nothing else.

    ``grants`` are further directives: the library may register its service worker.
    """

    style: str
    script: str
    grants: str = "trusted-types 'none'"

    @property
    def policy(self) -> str:
        """The page's Content-Security-Policy; DOM text can never become markup (Trusted Types)."""
        return (
            f"default-src 'none'; script-src '{_hash(self.script)}'; style-src '{_hash(self.style)}'; img-src data:; "
            f"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; {self.grants}"
        )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def tight_script(text: str) -> str:
    """Return a script without comments and unneeded blanks: ``const at = 1; // why`` gives ``const at=1;``.

    Names stay as they are; so do strings, templates and regular expressions. Lines end where a block ends. The script
    must end its statements with semicolons (biome checks that), and have no template inside a template.
    """
    tight: list[str] = []
    gap = ""
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if token.lastgroup == "comment":
            gap = gap or " "
        elif token.lastgroup == "blank":
            gap = "\n" if "\n" in piece else gap or " "
        else:
            tight.append(_between(tight[-1][-1:] if tight else "", gap, piece[0]) + piece)
            gap = ""
    return "".join(tight) + "\n"


def _between(before: str, gap: str, after: str) -> str:
    """What must stand between two pieces of a script that had a gap between them."""
    if gap == "\n" and before == "}" and (after.isalnum() or after in "$_"):
        return "\n"
    words = (before.isalnum() or before in "$_") and (after.isalnum() or after in "$_")
    return " " if gap and before and (words or (before == after and before in "+-")) else ""


def tight_style(text: str) -> str:
    """Return a style sheet without comments and unneeded blanks: ``a { b: c; }`` gives ``a{b:c}``."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return _CSS_AIR.sub(r"\1", bare).replace(";}", "}").strip() + "\n"


def _joined(names: tuple[str, ...]) -> str:
    folder = shipped("templates") / "assets"
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def study_assets(gloss: bool = False) -> Assets:
    """Return what a study page carries; a page without English (``gloss``) a little more than others."""
    styles, scripts = (GLOSS_STYLES, GLOSS_SCRIPTS) if gloss else (STUDY_STYLES, STUDY_SCRIPTS)
    return Assets(tight_style(_joined(styles)), tight_script(_joined(scripts)))


@cache
def library_assets() -> Assets:
    """Return what the library and the glossary carry; they may install the library for reading without a network."""
    grants = "manifest-src 'self'; worker-src 'self'; connect-src 'self'; trusted-types taiyaku"
    return Assets(tight_style(_joined(LIBRARY_STYLES)), tight_script(_joined(LIBRARY_SCRIPTS)), grants)

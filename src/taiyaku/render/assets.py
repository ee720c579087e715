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
LIBRARY_SCRIPTS = ("settings.js", "text.js", "library.js")
LIBRARY_STYLES = ("base.css", "library.css")

_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*\n|[ \t]+// .*$", re.MULTILINE)
_INLINE = re.compile(r"/\*\* @type (?:(?!\*/).)*\*/ ?")
_MARGIN = re.compile(r"^[ \t]+|[ \t]+$|\n(?=\n)", re.MULTILINE)
_CSS_AIR = re.compile(r"\s*([{};,>])\s*")


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
    """Return a script without comments and indentation: ``  // why`` and ``/** @type {Data} */`` go.

    Only comments that begin a line, follow code after a blank, or cast a type are known; strings stay as they are as
    long as they hold none (``"https://…"`` is safe, ``" // "`` is not).
    """
    return _MARGIN.sub("", _INLINE.sub("", _LINE.sub("", _BLOCK.sub("", text))).strip() + "\n")


def tight_style(text: str) -> str:
    """Return a style sheet without comments and unneeded blanks: ``a { b: c; }`` gives ``a{b: c}``."""
    return _CSS_AIR.sub(r"\1", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).replace(";}", "}\n").strip() + "\n"


def _joined(names: tuple[str, ...]) -> str:
    folder = shipped("templates") / "assets"
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def study_assets() -> Assets:
    """Return what a study page carries."""
    return Assets(tight_style(_joined(STUDY_STYLES)), tight_script(_joined(STUDY_SCRIPTS)))


@cache
def library_assets() -> Assets:
    """Return what the library and the glossary carry; they may install the library for reading without a network."""
    grants = "manifest-src 'self'; worker-src 'self'; connect-src 'self'; trusted-types taiyaku"
    return Assets(tight_style(_joined(LIBRARY_STYLES)), tight_script(_joined(LIBRARY_SCRIPTS)), grants)

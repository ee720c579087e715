"""Style and script of a page, from ``templates/assets/built/``, and the policy that allows only them.

They are written to be read, in the files beside that folder; pages carry them as one style and one script without
comments, blanks and long names, which ``make pages`` puts together (``recipes/page_assets.py``).
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from taiyaku.resources import shipped

#: What is put together from which files of ``templates/assets/``, in this order.
PARTS = {
    "study.css": ("base.css", "study.css", "print.css"),
    "study.js": ("settings.js", "text.js", "rows.js", "card.js", "tools.js", "study.js"),
    "gloss.css": ("base.css", "study.css", "print.css", "gloss.css"),
    "gloss.js": ("settings.js", "text.js", "rows.js", "card.js", "tools.js", "study.js", "gloss.js"),
    "library.css": ("base.css", "library.css"),
    "library.js": ("settings.js", "text.js", "library.js"),
}


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


def _built(name: str) -> str:
    return (shipped("templates") / "assets" / "built" / name).read_text(encoding="utf-8")


@cache
def study_assets(gloss: bool = False) -> Assets:
    """Return what a study page carries; a page without English (``gloss``) a little more than others."""
    name = "gloss" if gloss else "study"
    return Assets(_built(f"{name}.css"), _built(f"{name}.js"))


@cache
def library_assets() -> Assets:
    """Return what the library and the glossary carry; they may install the library for reading without a network."""
    grants = "manifest-src 'self'; worker-src 'self'; connect-src 'self'; trusted-types taiyaku"
    return Assets(_built("library.css"), _built("library.js"), grants)

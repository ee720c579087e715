"""The words that the study page's script shows, from ``templates/interface.tsv``."""

from __future__ import annotations

from functools import cache

from taiyaku.resources import shipped, tsv_rows


@cache
def interface() -> dict[str, tuple[str, str]]:
    """Return Japanese and English by key: ``row`` gives 行 and Row, ``NOUN`` 名詞 and noun."""
    return {key: (ja, en) for key, ja, en in tsv_rows(shipped("templates") / "interface.tsv")}

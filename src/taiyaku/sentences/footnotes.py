"""Footnote marks in brackets as pages print them: ``[12]``, ``[注 3]``, ``[13, 14]``, ``[5]:23``, ``〔注1〕``."""

from __future__ import annotations

_NUMBERS = r"[0-9０-９]{1,3}(?:[,，、–-]\s?[0-9０-９]{1,3})*"
_PAGE = r"(?::\s?[0-9]{1,4}(?:[–-][0-9]{1,4})?)?"
#: In Japanese; ``[どこ?]`` asks for a source too.
JAPANESE_NOTE = (
    rf"[\[［](?:(?:注釈?|註|脚注|出典|note|nb)?\s?{_NUMBERS}|[a-z]|要[^\]］\n]{{1,12}}|[^\]］\n]{{1,6}}[?？])[\]］]{_PAGE}"
    r"|[(（〔](?:注釈?|註|※)\s?[0-9０-９]{0,3}[)）〕]"
)
#: In English.
ENGLISH_NOTE = (
    rf"\[(?:(?:note|nb|ref)?\.?\s?{_NUMBERS}|[a-z]|citation needed|(?:who|when|where|which|why|by whom)\?"
    rf"|clarification needed)\]{_PAGE}"
)

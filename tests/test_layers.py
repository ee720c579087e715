"""The order of the rooms: a stage imports only what comes before it (design: the walk)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "taiyaku"
ORDER = (
    *(
        "errors",
        "csv_table",
        "model",
        "resources",
        "markup",
        "archive",
        "collection",
        "intake",
        "sentences",
        "readings",
        "dictionary",
        "align",
        "terms",
        "glossaries",
        "gloss",
        "translate",
    ),
    *(
        "study_model",
        "library_model",
        "study_parts",
        "levels",
        "concordance",
        "study_lexicon",
        "study",
        "render",
        "export",
        "signature",
        "sources",
        "pipeline",
        "outputs",
        "files",
        "drafting",
        "serve",
    ),
    *("choices", "arguments", "cli", "__main__"),
)
#: Each dependency has one module that imports it (numpy serves the whole alignment room).
IMPORTERS = {
    "sudachipy": {"readings/tokenize.py"},
    "pykakasi": {"readings/second_opinion.py"},
    "pyopenjtalk": {"readings/yomi.py"},
    "jamdict_data": {"dictionary/database.py"},
    "sacremoses": {"sentences/english.py"},
    "lxml": {"intake/html.py"},
    "jinja2": {"render/html.py"},
    "tqdm": {"cli.py"},
    "ctranslate2": {"translate/marian.py"},
    "sentencepiece": {"translate/marian.py"},
}
MODULES = sorted(SOURCE.rglob("*.py"))


def imports(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
    return found


def violations(stage: str, source: str) -> list[str]:
    own = [name.split(".")[1] for name in imports(source) if name.startswith("taiyaku.")]
    return [name for name in own if ORDER.index(name) > ORDER.index(stage)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_backwards(path: Path) -> None:
    stage = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if stage != "__init__":
        assert violations(stage, path.read_text(encoding="utf-8")) == []


def test_a_forward_import_is_seen() -> None:
    assert violations("readings", "from taiyaku.study import build_study\n") == ["study"]


@pytest.mark.parametrize("package", IMPORTERS)
def test_a_dependency_has_one_importer(package: str) -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == package for name in imports(path.read_text(encoding="utf-8")))
    }
    assert users
    assert users <= IMPORTERS[package]
    assert len(users) == 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400

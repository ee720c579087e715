"""The real readers of what taiyaku exports: a missing one skips its tests, except where CI is set."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from taiyaku.model import Evidence, TermEntry

#: Entries that have all that a format may hold, and all that may break one.
ENTRIES = (
    TermEntry(
        "person-berg",
        "アンナ・ベルク",
        "Anna Berg",
        reading="あんな・べるく",
        romaji="Anna Beruku",
        type="person",
        variants_ja=("ベルク", "ベルグ"),
        variants_en=("Berg", "A. Berg", "Bergh"),
        note="Mayor of a town",
        evidence=Evidence("ベルク市長が話した。", "Mayor Berg spoke.", "page", 3, 0.9),
        extra=(("deprecated", "ベルグ|Bergh"), ("client", "Harbour & Sons")),
    ),
    TermEntry("term-yen", "円", "yen", reading="えん"),
    TermEntry("treaty-port", "港湾協定", "Harbour Agreement", type="treaty", reading="こうわんきょうてい"),
    TermEntry("org-nato", "NATO", "NATO", type="organisation", variants_ja=("北大西洋条約機構",)),
    TermEntry("mined-漁協", "漁協", "fishing cooperative", status="proposed", origin="mined"),
    TermEntry("term-marks", '<記号>&"引用"\'', "<marks> & \"quotes\" 'n' ampersands;", note='a | b, "c"'),
    TermEntry("term-rare", "𠮷野家🍚", "Yoshinoya 🍚"),
    TermEntry("term-suffix", "さん付け", "-san"),
    TermEntry("term-code", "国番号", "+81"),
)


def missing(what: str) -> NoReturn:
    reason = f"{what} is missing: make test installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def load(name: str) -> ModuleType:
    """Return a module of the ``dev`` packages."""
    try:
        return importlib.import_module(name)
    except ImportError:
        missing(name)


def spreadsheet(path: Path) -> str:
    """Return a table as LibreOffice shows it: opened, its cells computed, written as UTF-8 CSV with all as shown."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        missing("LibreOffice (soffice)")
    out = path.parent / "shown"
    profile = (path.parent / "profile").as_uri()
    # 44 = comma, 34 = quote, 76 = UTF-8; the last tokens: detect numbers, save as shown
    command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", str(out)]
    command += ["--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return (out / f"{path.stem}.csv").read_text(encoding="utf-8-sig")

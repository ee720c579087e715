"""The mined glossary goes back in: what a person approved or rejected holds on every later run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from taiyaku.cli import main

JA = "ボルデンコ氏とハートウェル氏は7日、ウィーンで会談した。\n"
EN = "Bordenko and Hartwell held talks in Vienna on the 7th.\n"


def test_what_is_approved_stays_and_what_is_rejected_stays_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ja, en, mined = tmp_path / "a.ja.txt", tmp_path / "a.en.txt", tmp_path / "mined.csv"
    ja.write_text(JA, encoding="utf-8")
    en.write_text(EN, encoding="utf-8")
    command = ["glossary", "mine", str(ja), str(en), "--lines"]
    assert main(command) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["ja"]: row["status"] for row in rows}["ボルデンコ"] == "proposed"
    status = {"ボルデンコ": "rejected", "ハートウェル": "approved"}
    with mined.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0].keys())
        table.writeheader()
        table.writerows(row | {"status": status.get(row["ja"], row["status"])} for row in rows)
    for _ in range(2):
        assert main([*command, "--glossary", str(mined)]) == 0
        again = {row["ja"]: row["status"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
        assert again["ハートウェル"] == "approved"
        assert again["ボルデンコ"] == "rejected"  # neither proposed again nor forgotten

"""What a person set in glossary.csv holds on every later run, also when each run's file is given to the next."""

from __future__ import annotations

import csv
from pathlib import Path

from taiyaku.cli import main

TEXT = (
    "港の会議\n\n会議ではセルゲイ・ボルデンコが話した。\n町にはゾルベンコから人が来た。\n店にはガルメンスキーもいた。\n"
)


def build(folder: Path, *glossary: Path) -> dict[str, dict[str, str]]:
    (folder / "port.ja.txt").write_text(TEXT, encoding="utf-8")
    given = [word for path in glossary for word in ("--glossary", str(path))]
    assert main(["build", str(folder / "port.ja.txt"), "-o", str(folder / "out"), *given]) == 0
    with (folder / "out" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return {row["ja"]: row for row in csv.DictReader(file)}


def saved(path: Path, rows: dict[str, dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, next(iter(rows.values())))
        writer.writeheader()
        writer.writerows(rows.values())
    return path


def test_what_was_set_once_stays(tmp_path: Path) -> None:
    rows = build(tmp_path)
    assert all(
        rows[name]["note"].startswith("unverified") for name in ("セルゲイ・ボルデンコ", "ゾルベンコ", "ガルメンスキー")
    )
    rows["セルゲイ・ボルデンコ"]["status"] = "approved"
    rows["ゾルベンコ"]["status"] = "rejected"
    rows["ガルメンスキー"]["en"] = "Garmenskyi"
    again = build(tmp_path, saved(tmp_path / "mine.csv", rows))
    third = build(tmp_path, saved(tmp_path / "mine.csv", again))
    for found in (again, third):
        assert (found["セルゲイ・ボルデンコ"]["status"], found["セルゲイ・ボルデンコ"]["note"]) == ("approved", "")
        assert found["ゾルベンコ"]["status"] == "rejected"
        assert (found["ガルメンスキー"]["en"], found["ガルメンスキー"]["status"]) == ("Garmenskyi", "proposed")


def test_the_newest_glossary_has_all_that_was_decided(tmp_path: Path) -> None:
    """A name that was approved is in the file of another page, too, and one whose spelling was corrected is no find."""
    rows = build(tmp_path)
    rows["セルゲイ・ボルデンコ"]["status"] = "approved"
    rows["ゾルベンコ"] |= {"ja": "ゾルベンコ市", "status": "approved"}
    given = saved(tmp_path / "mine.csv", rows)
    (tmp_path / "other.ja.txt").write_text("町の会議\n\n町にはゾルベンコからも人が来た。\n", encoding="utf-8")
    out = tmp_path / "other"
    assert main(["build", str(tmp_path / "other.ja.txt"), "-o", str(out), "--glossary", str(given)]) == 0
    with (out / "glossary.csv").open(encoding="utf-8", newline="") as file:
        found = {row["ja"]: row for row in csv.DictReader(file)}
    assert found["セルゲイ・ボルデンコ"]["status"] == "approved"
    assert (found["ゾルベンコ市"]["id"], found["ゾルベンコ市"]["variants_ja"]) == ("suggested-ゾルベンコ市", "")
    assert found["ゾルベンコ"]["status"] == "proposed"


def test_a_row_of_your_own_stays_in_the_newest_glossary(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("ja,en\nゾルベンコ,Zolbenko City\n", encoding="utf-8")
    found = build(tmp_path, mine)
    assert (found["ゾルベンコ"]["id"], found["ゾルベンコ"]["en"]) == ("own-ゾルベンコ", "Zolbenko City")
    newest = saved(tmp_path / "newest.csv", found)
    (tmp_path / "other.ja.txt").write_text("町の会議\n\n町で人が話した。\n", encoding="utf-8")
    out = tmp_path / "other"
    assert main(["build", str(tmp_path / "other.ja.txt"), "-o", str(out), "--glossary", str(newest)]) == 0
    assert "own-ゾルベンコ,ゾルベンコ," in (out / "glossary.csv").read_text(encoding="utf-8")
    assert build(tmp_path, out / "glossary.csv")["ゾルベンコ"] == found["ゾルベンコ"]


def test_own_columns_stay_when_english_is_found(tmp_path: Path) -> None:
    rows = build(tmp_path)
    for row in rows.values():
        row["client"] = "ACME" if row["ja"] == "ゾルベンコ" else ""
    given = saved(tmp_path / "mine.csv", rows)
    (tmp_path / "two.ja.txt").write_text("町にはゾルベンコ氏が来た。\n", encoding="utf-8")
    (tmp_path / "two.en.txt").write_text("Mr. Zolbenco came to town.\n", encoding="utf-8")
    out = tmp_path / "two"
    assert main(["build", str(tmp_path / "two.ja.txt"), "-o", str(out), "--glossary", str(given)]) == 0
    with (out / "glossary.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["ja"] == "ゾルベンコ"]
    assert (row["id"], row["en"], row["client"]) == ("mined-ゾルベンコ", "Zolbenco", "ACME")

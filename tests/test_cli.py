"""Every command as a user calls it: outputs, exit codes, one clear line for bad input, nothing half written."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from taiyaku.arguments import GLOSSARY_FORMATS, PAGE_FORMATS, parser
from taiyaku.cli import main

ROOT = Path(__file__).parents[1]
PAGE = "首脳会談が開かれた\n\nロシアのプーチン大統領が7日、ウィーンを訪れた。滞在は約50分間だった。\n"
ENGLISH = "Summit Held\n\nRussian President Vladimir Putin visited Vienna on June 7. He stayed for about 50 minutes.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "news.ja.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "news.en.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path / "news.ja.txt"


def commands() -> list[str]:
    (choices,) = (action.choices for action in parser()._actions if action.dest == "command")
    assert choices is not None
    return list(choices)


class TestHelp:
    @pytest.mark.parametrize(
        "words", [[], *([name] for name in commands()), ["glossary", "mine"], ["glossary", "export"]]
    )
    def test_every_help_has_an_example(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            main([*words, "-h"])
        said = capsys.readouterr().out
        assert stopped.value.code == 0
        assert f"taiyaku {' '.join(words)}".strip() in said
        assert "exit codes" in said

    def test_the_readme_names_every_command(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for name in [*commands(), "glossary mine", "glossary check", "glossary export"]:
            assert f"taiyaku {name}" in readme

    def test_the_help_and_the_readme_say_where_each_file_goes(self, capsys: pytest.CaptureFixture[str]) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        for words, formats in (["build"], PAGE_FORMATS), (["glossary", "export"], GLOSSARY_FORMATS):
            with pytest.raises(SystemExit):
                main([*words, "-h"])
            said = capsys.readouterr().out
            for name in formats:
                assert f"\n  {name}  " in said or f", {name}  " in said or f"\n  {name}, " in said
                assert f"`{name}`" in readme or name == "html"

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["--version"])
        assert capsys.readouterr().out.startswith("taiyaku ")

    @pytest.mark.parametrize("words", [[], ["bild"], ["build"], ["build", "x", "--format", "pdf"], ["clean"]])
    def test_wrong_usage_is_2(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(words)
        assert stopped.value.code == 2
        assert "usage" in capsys.readouterr().err


class TestBuild:
    def test_writes_all_files_and_the_same_again(self, page: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        flags = ["build", str(page), "-o", str(out), "--format", ",".join(PAGE_FORMATS)]
        assert main(flags) == 0
        first = {path.name: path.read_bytes() for path in out.iterdir()}
        assert set(first) == {
            *("index.html", "news.html", "news.alignment.tsv", "news.tmx", "glossary.csv", "review.csv"),
            *("glossary.html", "manifest.webmanifest", "icon.svg", "sw.js"),
            *("glossary.v2.tbx", "glossary.v3.tbx", "glossary.yomitan.zip"),
            *("news.epub", "taiyaku.apkg", "news.bitext.tsv", "news.xlf"),
        }
        assert main(flags) == 0
        assert {path.name: path.read_bytes() for path in out.iterdir()} == first
        html = first["news.html"].decode("utf-8")
        assert "首脳会談" in html.replace("<rt>", "") or "首脳" in html
        assert "Vladimir Putin" in html

    def test_a_page_without_english(self, page: Path, tmp_path: Path) -> None:
        page.with_name("news.en.txt").unlink()
        out = tmp_path / "out"
        assert main(["build", str(page), "-o", str(out)]) == 0
        assert "No English text was given" in (out / "news.html").read_text(encoding="utf-8")

    def test_one_bad_page_does_not_stop_the_others(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page.with_name("bad.ja.txt").write_bytes(b"\x00\x01\x02" * 50)
        out = tmp_path / "out"
        assert main(["build", str(tmp_path), "-o", str(out)]) == 3
        assert (out / "news.html").exists()
        assert not (out / "bad.html").exists()
        said = capsys.readouterr().err
        assert "bad.ja.txt: " in said
        assert "1 of 2 pages" in said

    def test_a_source_page_is_not_overwritten(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        source = f"<html><body><article><h1>港</h1><p>{PAGE}</p></article></body></html>"
        for name in ("art.html", "index.html"):
            (tmp_path / name).write_text(source, encoding="utf-8")
            assert main(["build", str(tmp_path / name), "-o", str(tmp_path)]) == 2
            assert f"{name} would be overwritten by {name}: name another folder with -o" in capsys.readouterr().err
        assert main(["build", str(tmp_path / "art.html"), "-o", str(tmp_path), "--format", "csv"]) == 0
        assert main(["build", str(tmp_path), "-o", str(tmp_path / "site")]) == 0
        assert {(tmp_path / name).read_text(encoding="utf-8") for name in ("art.html", "index.html")} == {source}

    def test_a_file_name_that_is_not_utf8_is_refused_alone(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        try:
            page.with_name(os.fsdecode(b"p\xff.ja.txt")).write_text(PAGE, encoding="utf-8")
        except OSError:
            pytest.skip("this system has no such names")
        assert main(["build", str(tmp_path), "-o", str(tmp_path / "out")]) == 3
        assert "p?.ja.txt: the file's name is not UTF-8: rename it" in capsys.readouterr().err
        assert (tmp_path / "out" / "glossary.csv").exists()

    def test_a_wrong_date_is_said_and_only_where_it_counts(
        self, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
        assert main(["build", str(page), "-o", str(tmp_path / "out"), "--format", "csv"]) == 0
        assert main(["build", str(page), "-o", str(tmp_path / "out"), "--format", "anki"]) == 2
        assert "SOURCE_DATE_EPOCH is 'abc'" in capsys.readouterr().err

    def test_the_users_glossary_and_override_win(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "mine.csv").write_text("ja,en\nプーチン,Poutine\n", encoding="utf-8")
        (tmp_path / "over.csv").write_text("surface,reading,left,right,article\n首脳,かしらのう,,,\n", encoding="utf-8")
        out = tmp_path / "out"
        flags = ["--glossary", str(tmp_path / "mine.csv"), "--overrides", str(tmp_path / "over.csv")]
        assert main(["build", str(page), "-o", str(out), *flags]) == 0
        html = (out / "news.html").read_text(encoding="utf-8")
        assert "Poutine" in html
        assert "かしらのう" in html

    def test_building_into_the_folder_of_the_pages_twice(self, page: Path, tmp_path: Path) -> None:
        assert main(["build", str(tmp_path), "-o", str(tmp_path)]) == 0
        names = {path.name for path in tmp_path.iterdir()}
        assert main(["build", str(tmp_path), "-o", str(tmp_path)]) == 0
        assert {path.name for path in tmp_path.iterdir()} == names

    def test_pages_of_earlier_builds_are_named(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "two.ja.txt").write_text("港で会った。\n", encoding="utf-8")
        out = ["-o", str(tmp_path / "out")]
        assert main(["build", str(page), str(tmp_path / "two.ja.txt"), *out]) == 0
        assert "earlier builds" not in capsys.readouterr().err
        assert main(["build", str(page), *out]) == 0
        assert "index.html does not list 1 pages of earlier builds: two.html" in capsys.readouterr().err

    def test_a_page_called_index_keeps_clear_of_the_list(self, page: Path, tmp_path: Path) -> None:
        page.rename(tmp_path / "index.ja.txt")
        page.with_name("news.en.txt").rename(tmp_path / "index.en.txt")
        out = tmp_path / "out"
        assert main(["build", str(tmp_path / "index.ja.txt"), "-o", str(out)]) == 0
        assert "Vladimir Putin" in (out / "index-page.html").read_text(encoding="utf-8")
        assert "index-page.html" in (out / "index.html").read_text(encoding="utf-8")
        assert (out / "index-page.alignment.tsv").exists()

    def test_overrides_without_use_are_listed(self, page: Path, tmp_path: Path) -> None:
        rows = "surface,reading,left,right,article\n首脳,しゅのう,,,\n首脳,かしら,,,otherpage\n燕,つばめ,,,\n"
        (tmp_path / "over.csv").write_text(rows, encoding="utf-8")
        out = tmp_path / "out"
        assert main(["build", str(page), "-o", str(out), "--overrides", str(tmp_path / "over.csv")]) == 0
        with (out / "review.csv").open(encoding="utf-8", newline="") as file:
            unused = [(row["line"], row["text"]) for row in csv.DictReader(file) if row["what"] == "unused override"]
        assert unused == [("3", "首脳"), ("4", "燕")]

    def test_a_row_with_a_shipped_id_renames_the_entry(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "mine.csv").write_text("id,ja,en\nperson-putin,プーチン,Poutine\n", encoding="utf-8")
        out = tmp_path / "out"
        assert main(["build", str(page), "-o", str(out), "--glossary", str(tmp_path / "mine.csv")]) == 0
        with (out / "glossary.csv").open(encoding="utf-8", newline="") as file:
            (row,) = [row for row in csv.DictReader(file) if row["id"] == "person-putin"]
        assert (row["ja"], row["en"], row["type"]) == ("プーチン", "Poutine", "person")
        assert "ウラジーミル・プーチン" in row["variants_ja"].split("|")

    def test_locked_rows_survive(self, page: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert main(["build", str(page), "-o", str(out)]) == 0
        table = out / "news.alignment.tsv"
        header, *rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
        cell = {name: number for number, name in enumerate(header)}
        for row in rows:  # the teacher says: the title has no counterpart
            if row[cell["ja"]] == "0" and row[cell["en"]] == "0":
                row[cell["en"]], row[cell["en_text"]], row[cell["lock"]] = "-", "", "x"
                row[cell["kind"]] = "1-0"
        table.write_text("\n".join("\t".join(row) for row in [header, *rows]) + "\n", encoding="utf-8")
        assert main(["build", str(page), "-o", str(out)]) == 0
        again = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
        assert ["0", "-"] in [row[:2] for row in again]
        assert [row[cell["lock"]] for row in again if row[0] == "0"] == ["x"]

    def test_an_alignment_of_another_page_is_reported_and_kept(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        out.mkdir()
        table = out / "news.alignment.tsv"
        wrong = "ja\ten\tkind\tscore\treason\tja_text\ten_text\tlock\n7\t7\t1-1\t1.000\t\t別の文。\tAnother.\tx\n"
        table.write_text(wrong, encoding="utf-8")
        assert main(["build", str(page), "-o", str(out)]) == 4
        assert "news.alignment.tsv:2: " in capsys.readouterr().err
        assert table.read_text(encoding="utf-8") == wrong
        assert not (out / "news.html").exists()


class TestBadInput:
    def fails(self, capsys: pytest.CaptureFixture[str], code: int, says: str, *words: str) -> None:
        assert main(list(words)) == code
        error = capsys.readouterr().err.strip()
        assert says in error
        assert len(error.splitlines()) == 1
        assert "Traceback" not in error

    def test_missing_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.fails(capsys, 3, "no such file", "build", str(tmp_path / "none.txt"), "-o", str(tmp_path / "out"))
        assert not (tmp_path / "out").exists()

    def test_folder_without_pages(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.fails(capsys, 3, "no pages in this folder", "build", str(tmp_path), "-o", str(tmp_path / "out"))

    @pytest.mark.parametrize(
        "data, says",
        [(b"", "empty"), (b" \n\n", "blank"), (b"%PDF-1.7\n\x00", "PDF"), (b"\x89PNG\r\n\x1a\n\x00\x00", "")],
        ids=["empty", "blank", "pdf", "png"],
    )
    def test_unreadable_files(self, data: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "x.txt").write_bytes(data)
        self.fails(capsys, 3, says, "build", str(tmp_path / "x.txt"), "-o", str(tmp_path / "out"))
        assert not (tmp_path / "out" / "x.html").exists()

    def test_english_that_is_japanese(self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page.with_name("news.en.txt").write_text(PAGE, encoding="utf-8")
        self.fails(capsys, 3, "news.en.txt: ", "build", str(page), "-o", str(tmp_path / "out"))

    def test_japanese_that_is_english(self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page.write_text(ENGLISH, encoding="utf-8")
        self.fails(capsys, 3, "news.ja.txt: ", "build", str(page), "-o", str(tmp_path / "out"))

    def test_unwritable_output(self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        self.fails(capsys, 3, "file", "build", str(page), "-o", str(tmp_path / "file" / "out"))

    def test_wrong_glossary(self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "g.csv").write_text("ja,english\nx,y\n", encoding="utf-8")
        words = ["build", str(page), "-o", str(tmp_path / "out"), "--glossary", str(tmp_path / "g.csv")]
        self.fails(capsys, 4, "g.csv:1: no column 'en'", *words)
        assert not (tmp_path / "out").exists()

    def test_wrong_overrides(self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "o.csv").write_text("surface,reading\n首脳,\n", encoding="utf-8")
        self.fails(capsys, 4, "o.csv:2: ", "readings", str(page), "--overrides", str(tmp_path / "o.csv"))

    def test_a_score_out_of_range(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        words = ["align", str(page), str(page.with_name("news.en.txt")), "--format", "tmx", "--min-score", "7"]
        self.fails(capsys, 2, "between 0 and 1", *words)

    def test_wrong_pattern(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.fails(capsys, 2, "pattern", "clean", str(page), "--drop", "(")


class TestStages:
    def test_clean_json_has_every_line(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["clean", str(page), "--format", "json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert shown["title"] == "首脳会談が開かれた"
        assert [set(line) for line in shown["lines"]] == [{"line", "label", "kept", "reason", "text"}] * 2
        assert [line["line"] for line in shown["lines"]] == [1, 3]

    def test_sentences_have_offsets(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["sentences", str(page), "--format", "json"]) == 0
        for row in json.loads(capsys.readouterr().out):
            assert set(row) == {"line", "kind", "text", "start", "end"}
            assert PAGE[row["start"] : row["end"]] == row["text"]

    def test_sentences_of_standard_input(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("本です。読みますか？".encode())))
        assert main(["sentences", "-", "--text"]) == 0
        assert capsys.readouterr().out == "本です。\n読みますか？\n"

    def test_readings_in_other_spellings(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "lines.txt").write_text("東京で3本\n", encoding="utf-8")
        (tmp_path / "mine.csv").write_text("ja,en,reading\n東京,Tokyo,とうけい\n", encoding="utf-8")
        command = ["readings", str(tmp_path / "lines.txt"), "--lines", "--long-vowels"]
        assert main([*command, "ou"]) == 0
        assert capsys.readouterr().out.strip().split("\t")[2] == "Toukyou de sanbon"
        assert main([*command, "none", "--glossary", str(tmp_path / "mine.csv")]) == 0
        assert capsys.readouterr().out.strip().split("\t")[1:] == ["とうけいでさんぼん", "Tokei de sanbon"]
        assert main([*command, "none", "--format", "json", "--read-digits"]) == 0
        (row,) = json.loads(capsys.readouterr().out)
        assert row["tokens"][2]["ruby"] == [["3", "さん"], ["本", "ぼん"]]

    def test_readings_tsv_and_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "lines.txt").write_text("6月16日は50分だった。\n彼へ本を送った。\n", encoding="utf-8")
        assert main(["readings", str(tmp_path / "lines.txt"), "--lines"]) == 0
        rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
        assert rows[0][:2] == ["6月16日は50分だった。", "ろくがつじゅうろくにちはごじゅっぷんだった。"]
        assert " wa " in rows[0][2]
        assert " e hon o " in rows[1][2]
        assert main(["readings", str(tmp_path / "lines.txt"), "--lines", "--format", "json"]) == 0
        (first, _) = json.loads(capsys.readouterr().out)
        assert "".join(token["surface"] for token in first["tokens"]) == first["sentence"]
        assert {"surface", "reading", "romaji", "lemma", "pos", "certain", "source"} <= set(first["tokens"][0])

    def test_align_covers_both_sides(self, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["align", str(page), str(page.with_name("news.en.txt"))]) == 0
        header, *rows = (line.split("\t") for line in capsys.readouterr().out.splitlines())
        assert header == ["ja", "en", "kind", "score", "reason", "ja_text", "en_text"]
        assert [row[:2] for row in rows] == [["0", "0"], ["1", "1"], ["2", "2"]]

    def test_strangers_are_said_to_be_strangers(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        page, other = ROOT / "seeds" / "agency-report.ja.txt", ROOT / "seeds" / "news-portal.en.txt"
        words = re.compile(r"Only 1?\d% of the sentences have a counterpart: is this the English of the same article\?")
        assert main(["align", str(page), str(other)]) == 0
        said = capsys.readouterr()
        assert words.search(said.err)
        rows = [line.split("\t")[:2] for line in said.out.splitlines()[1:]]
        assert sum("-" not in row for row in rows) <= 4
        assert main(["build", str(page), "--english", str(other), "-o", str(tmp_path)]) == 0
        assert words.search(capsys.readouterr().err)
        assert ",few counterparts," in (tmp_path / "review.csv").read_text(encoding="utf-8").splitlines()[1]
        assert words.search((tmp_path / "agency-report.html").read_text(encoding="utf-8"))

    def test_align_lines_counts_lines(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "ja").write_text("プーチン氏は来た。\n16日に帰った。\n", encoding="utf-8")
        (tmp_path / "en").write_text("Putin came.\nHe left on the 16th.\n", encoding="utf-8")
        assert main(["align", str(tmp_path / "ja"), str(tmp_path / "en"), "--lines", "--format", "json"]) == 0
        assert [(row["ja"], row["en"]) for row in json.loads(capsys.readouterr().out)] == [([0], [0]), ([1], [1])]
        assert main(["align", str(tmp_path / "ja"), str(tmp_path / "en"), "--lines", "--format", "tmx"]) == 0
        assert "<seg>Putin came.</seg>" in capsys.readouterr().out

    def test_glossary_mine_check_export(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "ja").write_text("ハートウェル氏は笑った。\n", encoding="utf-8")
        (tmp_path / "en").write_text("Hartwell laughed.\n", encoding="utf-8")
        assert main(["glossary", "mine", str(tmp_path / "ja"), str(tmp_path / "en"), "--lines"]) == 0
        mined, said = capsys.readouterr()
        assert "1 new (proposed)" in said
        (row,) = csv.DictReader(io.StringIO(mined))
        assert (row["ja"], row["en"], row["status"], row["count"]) == ("ハートウェル", "Hartwell", "proposed", "1")
        assert row["context_ja"] == "ハートウェル氏は笑った。"
        (tmp_path / "mined.csv").write_text(mined, encoding="utf-8")
        assert main(["glossary", "check", str(tmp_path / "mined.csv")]) == 0
        assert main(["glossary", "export", str(tmp_path / "mined.csv"), "--to", "deepl"]) == 0
        said = capsys.readouterr()
        assert (said.out, "not approved" in said.err) == ("", True)
        assert main(["glossary", "export", str(tmp_path / "mined.csv"), "--to", "deepl", "--all"]) == 0
        assert capsys.readouterr().out == "ハートウェル,Hartwell\n"

    def test_glossary_check_lists_every_wrong_row(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "g.csv").write_text("ja,en\nx,\n,y\n", encoding="utf-8")
        assert main(["glossary", "check", str(tmp_path / "g.csv")]) == 4
        assert len(capsys.readouterr().err.splitlines()) == 2

    def test_the_shipped_glossary_passes(self) -> None:
        files = [str(path) for path in sorted((ROOT / "glossary").glob("*.csv"))]
        assert files
        assert main(["glossary", "check", *files]) == 0


def test_line_ends_are_the_same_on_every_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("ja,en,status\n港,harbour,approved\n", encoding="utf-8")
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, newline="\r\n"))  # as on Windows
    assert main(["glossary", "export", str(tmp_path / "g.csv"), "--to", "utx"]) == 0
    assert b"\r\r\n" not in written.getvalue()

"""Drafts by any program, from the command to the files: marked, kept, never lost, left out where nobody asked."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consumers import load
from taiyaku.cli import main
from taiyaku.drafting import _add
from taiyaku.errors import TableError
from taiyaku.translate.kept import key_of, read_kept, write_kept
from test_anki import Anki

PAGE = """\
港町の祭り、三年ぶりに開催へ

港町で来月、三年ぶりに祭りが開かれる。実行委員会のナワリヌイ氏が10日、記者会見で発表した。
会場は旧市場の広場で、二日間に五千人の来場を見込む。
地元の漁師は「若い人にも来てほしい」と話した。
停戦の合意を祝う行進もある。
"""
ENGLISH = (
    "Festival in the port town to be held for the first time in three years",
    "Next month a festival will be held in the port town for the first time in three years.",
    "Nawarini of the executive committee announced it at a press conference on the 10th.",
    "The venue is the square of the old market, and five thousand visitors are expected over two days.",
    'A local fisherman said, "I want young people to come too."',
    "There will also be a march to celebrate peace.",
)
#: Answers each sentence with its line of a file beside it; ``until`` says before which line of its input it dies.
PROGRAM = """\
import json, sys
known = json.load(open(sys.argv[1], encoding="utf-8"))
until = int(sys.argv[2]) if len(sys.argv) > 2 else -1
log = open(sys.argv[1] + ".log", "a", encoding="utf-8")
for number, line in enumerate(sys.stdin.buffer):
    if number == until:
        raise SystemExit("out of memory")
    ja = line.decode("utf-8").rstrip("\\n")
    print(ja, file=log)
    sys.stdout.buffer.write((known[ja] + "\\n").encode("utf-8"))
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "src" / "port.ja.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def program(tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The command of a real program that knows the English of the page."""
    assert main(["sentences", str(page)]) == 0
    sentences = capsys.readouterr().out.splitlines()
    (tmp_path / "known.json").write_text(json.dumps(dict(zip(sentences, ENGLISH, strict=True))), encoding="utf-8")
    (tmp_path / "my translator.py").write_text(PROGRAM, encoding="utf-8")
    return shlex.join([sys.executable, str(tmp_path / "my translator.py"), str(tmp_path / "known.json")])


def build(page: Path, out: Path, *flags: str) -> int:
    return main(["build", str(page), "-o", str(out), *flags])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def asked(tmp_path: Path) -> list[str]:
    log = tmp_path / "known.json.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


class TestCommand:
    def test_the_page_is_marked_and_the_same_again_without_asking(
        self, page: Path, program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        flags = ("--draft-command", program, "--format", "html,csv,tsv,epub")
        assert build(page, out, *flags) == 0
        assert "drafting 6 sentences (0 are in" in capsys.readouterr().err
        first = files(out)
        assert first["port.html"].decode().count("machine draft</span>") == 6
        assert len(asked(tmp_path)) == 6
        assert build(page, out, *flags) == 0
        assert "drafting" not in capsys.readouterr().err
        assert files(out) == first
        assert len(asked(tmp_path)) == 6

    def test_a_page_with_english_is_not_drafted(self, page: Path, program: str, tmp_path: Path) -> None:
        page.with_name("port.en.txt").write_text("A festival will be held in the port town.\n", encoding="utf-8")
        assert build(page, tmp_path / "out", "--draft-command", program) == 0
        assert asked(tmp_path) == []
        assert not (tmp_path / "out" / "drafts.tsv").exists()
        assert "machine draft" not in (tmp_path / "out" / "port.html").read_text("utf-8")

    def test_a_program_that_dies_half_way_loses_nothing(
        self, page: Path, program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        dying = shlex.join([*shlex.split(program), "3"])
        out = tmp_path / "out"
        assert build(page, out, "--draft-command", dying) == 5
        said = [line for line in capsys.readouterr().err.splitlines() if "drafting" not in line]
        assert len(said) == 1
        assert "line 4 of 6 (会場は旧市場" in said[0]
        assert said[0].endswith("ended with exit code 1: out of memory")
        assert sorted(files(out)) == ["drafts.tsv"]
        assert (out / "drafts.tsv").read_text("utf-8").count("\n") == 4
        (tmp_path / "my translator.py").write_text(PROGRAM.replace("number == until", "False"), encoding="utf-8")
        assert build(page, out, "--draft-command", dying) == 0
        assert "drafting 3 sentences (3 are in" in capsys.readouterr().err
        lines = asked(tmp_path)
        assert len(lines) == len(set(lines)) == 6
        whole = tmp_path / "whole"
        assert build(page, whole, "--draft-command", dying) == 0
        assert files(whole)["port.html"] == files(out)["port.html"]

    @pytest.mark.parametrize(
        ("code", "message"),
        [
            ("import sys; print(*list(sys.stdin)[:3], sep='', end='')", "line 4 is missing: 6 sentences, 3 lines"),
            ("import sys; print('more', *sys.stdin, sep='')", "line 7 is one too many: 6 sentences, 7 lines"),
            ("import sys; sys.stdout.buffer.write(b'one\\n\\xff\\n' + b'x\\n' * 4)", "line 2 is not UTF-8"),
            ("import os; os.kill(os.getpid(), 9)", "line 1 of 6 (港町の祭り"),
            ("raise ValueError('no model')", "ended with exit code 1: ValueError: no model"),
        ],
    )
    def test_what_it_does_wrong_names_the_line(
        self, code: str, message: str, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        command = shlex.join([sys.executable, "-c", code])
        assert build(page, tmp_path / "out", "--draft-command", command) == 5
        said = [line for line in capsys.readouterr().err.splitlines() if "drafting" not in line]
        assert len(said) == 1
        assert message in said[0]
        assert not (tmp_path / "out" / "port.html").exists()

    def test_lines_whose_number_is_wrong_are_not_kept(self, page: Path, tmp_path: Path) -> None:
        command = shlex.join([sys.executable, "-c", "print('one')"])
        assert build(page, tmp_path / "out", "--draft-command", command) == 5
        assert not (tmp_path / "out" / "drafts.tsv").exists()

    @pytest.mark.parametrize(
        ("flags", "code", "message"),
        [
            (("--draft-command", "no-such-program --x"), 5, "no-such-program --x: cannot be run: no such file"),
            (("--draft-command", "cat 'x"), 2, "--draft-command: no closing quotation: cat 'x"),
            (("--draft-command", " "), 2, "--draft-command: names no program"),
            (("--with-drafts",), 2, "--with-drafts goes with --draft or --draft-command"),
        ],
    )
    def test_wrong_flags(
        self,
        flags: tuple[str, ...],
        code: int,
        message: str,
        page: Path,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert build(page, tmp_path / "out", *flags) == code
        assert message in capsys.readouterr().err

    def test_model_and_command_do_not_go_together(self, page: Path, tmp_path: Path) -> None:
        with pytest.raises(SystemExit) as stopped:
            build(page, tmp_path / "out", "--draft", "x", "--draft-command", "cat")
        assert stopped.value.code == 2

    def test_no_shell_runs_it(self, page: Path, tmp_path: Path) -> None:
        assert build(page, tmp_path / "out", "--draft-command", f"cat ; touch {tmp_path / 'run'}") == 5
        assert not (tmp_path / "run").exists()

    def test_ctrl_c_keeps_what_came(self, page: Path, tmp_path: Path) -> None:
        code = "import sys, time\nfor line in sys.stdin: print('A line of English.', flush=True); time.sleep(0.3)"
        flags = [
            "build",
            str(page),
            "-o",
            str(tmp_path / "out"),
            "--draft-command",
            shlex.join([sys.executable, "-c", code]),
        ]
        run = subprocess.Popen([sys.executable, "-m", "taiyaku", *flags], stderr=subprocess.PIPE, text=True)
        assert run.stderr
        for line in run.stderr:
            if "drafting" in line:
                break
        time.sleep(1.0)
        os.kill(run.pid, signal.SIGINT)
        assert run.wait(timeout=20) == 130
        assert run.stderr.read() == "taiyaku: stopped\n"
        run.stderr.close()
        assert 2 <= (tmp_path / "out" / "drafts.tsv").read_text("utf-8").count("\n") <= 6

    def test_a_title_that_the_page_has_in_english_is_not_drafted(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page.write_text(PAGE.replace("開催へ\n", "開催へ\nFestival returns to the port town\n"), encoding="utf-8")
        assert build(page, tmp_path / "out", "--draft-command", "sed s/.*/Words./") == 0
        assert "drafting 5 sentences" in capsys.readouterr().err

    def test_what_is_not_japanese_is_not_drafted(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page.write_text(PAGE + "\nNATO 2026\n漁師の歌も聞ける。\n", encoding="utf-8")
        assert build(page, tmp_path / "out", "--draft-command", "sed s/.*/Words./") == 0
        assert "drafting 7 sentences" in capsys.readouterr().err

    def test_an_unreadable_page_is_reported_once(
        self, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page.with_name("bad.ja.txt").write_bytes(b"\x00\x01\x02" * 50)
        assert build(page.parent, tmp_path / "out", "--draft-command", "sed s/.*/Words./") == 3
        assert capsys.readouterr().err.count("bad.ja.txt") == 1
        assert (tmp_path / "out" / "port.html").exists()


class TestFiles:
    @pytest.fixture
    def out(self, page: Path, program: str, tmp_path: Path) -> Path:
        formats = "html,csv,tsv,tmx,xliff,epub,anki"
        assert build(page, tmp_path / "out", "--draft-command", program, "--format", formats) == 0
        return tmp_path / "out"

    def test_names_are_corrected_and_terms_that_are_not_there_named(self, out: Path) -> None:
        html = (out / "port.html").read_text("utf-8")
        assert 'data-was="Nawarini">Navalny</a>' in html
        assert "<span lang=ja>停戦</span> <span lang=en>ceasefire?</span>" in html
        review = list(csv.DictReader(io.StringIO((out / "review.csv").read_text("utf-8"))))
        names = [(row["text"], row["suggestion"]) for row in review if row["what"] == "name in a draft"]
        assert ("アレクセイ・ナワリヌイ", "Navalny") in names
        assert ("停戦", "ceasefire") in names

    def test_tables_say_draft_and_memories_have_none(self, out: Path) -> None:
        rows = [line.split("\t") for line in (out / "port.bitext.tsv").read_text("utf-8").splitlines()]
        assert rows[0][-1] == "origin"
        assert {row[-1] for row in rows[1:]} == {"draft"}
        assert len(rows) == 7
        assert not {"port.tmx", "port.xlf", "port.alignment.tsv"} & set(files(out))
        notes = self.notes(out)
        assert len(notes) > 6
        assert {english for english, _ in notes} == {""}

    @staticmethod
    def notes(out: Path) -> list[tuple[str, str]]:
        """English and remarks of each note, as the real Anki imports the deck."""
        folder = out.parent / "anki"
        folder.mkdir()
        anki = Anki(folder)
        anki.take((out / "taiyaku.apkg").read_bytes())
        found = [(note["SentenceTranslation"], note["MiscInfo"]) for note in anki.notes()]
        anki.collection.close()
        return found

    def test_asked_for_they_are_in_all_and_marked(self, page: Path, program: str, tmp_path: Path) -> None:
        formats = ("--format", "tmx,xliff,anki", "--with-drafts")
        out = tmp_path / "out"
        assert build(page, out, "--draft-command", program, *formats) == 0
        tmx, xliff = (out / "port.tmx").read_text("utf-8"), (out / "port.xlf").read_text("utf-8")
        assert tmx.count('<prop type="x-origin">draft</prop>') == 6
        assert xliff.count('<note category="origin">draft</note>') == xliff.count('state="initial"') == 6
        assert len(load("translate.storage.tmx").tmxfile.parsestring(tmx.encode()).units) == 6
        notes = self.notes(out)
        assert any("Navalny" in english for english, _ in notes)
        assert all("machine draft" in about for english, about in notes if english)
        assert build(page, out, "--draft-command", program, *formats, "--min-score", "0.1") == 0
        assert "<tu " not in (out / "port.tmx").read_text("utf-8")

    def test_drafts_are_no_evidence_for_the_glossary(self, out: Path) -> None:
        rows = list(csv.DictReader(io.StringIO((out / "glossary.csv").read_text("utf-8"))))
        assert rows
        assert {row["context_en"] for row in rows} == {""}
        assert "announced it" not in (out / "glossary.html").read_text("utf-8")

    def test_library_and_book_say_so(self, out: Path) -> None:
        assert "no English, machine drafts" in (out / "index.html").read_text("utf-8")
        with zipfile.ZipFile(out / "port.epub") as book:
            chapter = next(
                book.read(name).decode() for name in book.namelist() if b"Navalny (Nawarini)" in book.read(name)
            )
        assert chapter.count("[machine draft ") == 6
        assert "[(?) ceasefire " in chapter

    def test_the_text_says_nowhere_that_it_is_a_translation(self, out: Path) -> None:
        text = (out / "port.draft.en.txt").read_text("utf-8")
        assert text.splitlines() == [line.replace("Nawarini", "Navalny") for line in ENGLISH]

    def test_edited_and_renamed_it_is_the_english(self, out: Path, page: Path, tmp_path: Path) -> None:
        text = (out / "port.draft.en.txt").read_text("utf-8").replace("peace", "the ceasefire")
        page.with_name("port.en.txt").write_text(text, encoding="utf-8")
        again = tmp_path / "again"
        assert build(page.parent, again) == 0
        rows = [line.split("\t") for line in (again / "port.alignment.tsv").read_text("utf-8").splitlines()[1:]]
        assert [(row[0], row[1]) for row in rows] == [(str(n), str(n)) for n in range(6)]
        assert rows[5][6] == "There will also be a march to celebrate the ceasefire."
        assert "machine draft" not in (again / "port.html").read_text("utf-8")

    def test_an_edited_text_is_never_overwritten(
        self, out: Path, page: Path, program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = out / "port.draft.en.txt"
        path.write_text("My own words.\n", encoding="utf-8")
        assert build(page, out, "--draft-command", program) == 0
        assert path.read_text("utf-8") == "My own words.\n"
        assert "port.draft.en.txt: edited, so it is left as it is" in capsys.readouterr().err
        path.unlink()
        assert build(page, out, "--draft-command", program) == 0
        glossary = tmp_path / "mine.csv"
        glossary.write_text("ja,en\nナワリヌイ,Nawalnyj\n", encoding="utf-8")
        assert build(page, out, "--draft-command", program, "--glossary", str(glossary)) == 0
        assert "Nawalnyj of the executive" in path.read_text("utf-8")


class TestKept:
    @given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20))))
    def test_what_is_written_is_read(self, rows: list[tuple[str, str]]) -> None:
        kept = {("command-1", key_of(ja)): (" ".join(ja.split()), " ".join(en.split())) for ja, en in rows}
        assert read_kept(write_kept(kept), "drafts.tsv") == kept

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("ja,en\n", "drafts.tsv:1: not a table of drafts"),
            ("key\tengine\tja\ten\nabc\n", "drafts.tsv:2: expected 4 cells"),
            ("key\tengine\tja\ten\n0123456789abcdef\t\t雨\train\n", "drafts.tsv:2: expected 4 cells"),
        ],
    )
    def test_a_broken_table_is_named_with_its_line(self, text: str, problem: str) -> None:
        with pytest.raises(TableError) as error:
            read_kept(text, "drafts.tsv")
        assert error.value.lines()[0].startswith(problem)

    def test_a_broken_table_is_left_as_it_is(self, page: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir()
        (out / "drafts.tsv").write_text("mine\n", encoding="utf-8")
        assert build(page, out, "--draft-command", "cat") == 4
        assert (out / "drafts.tsv").read_text("utf-8") == "mine\n"

    def test_runs_at_the_same_time_lose_nothing(self, tmp_path: Path) -> None:
        texts = [[f"{run}の{number}" for number in range(8)] for run in range(8)]

        def run(mine: list[str]) -> None:
            for text in mine:
                _add(tmp_path, {("command-1", key_of(text)): (text, "English.")})

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(run, texts))
        kept = read_kept((tmp_path / "drafts.tsv").read_text("utf-8"), "drafts.tsv")
        assert {ja for ja, _ in kept.values()} == {text for mine in texts for text in mine}

"""The arguments of every command, with a help text that shows an example."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from taiyaku import __version__

PAGE_FORMATS = ("html", "epub", "anki", "csv", "tbx2", "tbx3", "yomitan", "tmx", "tsv", "xliff")
GLOSSARY_FORMATS = (
    *("deepl", "google", "google-set", "weblate", "omegat", "memoq", "lute", "utx"),
    *("tbx2", "tbx3", "anki", "yomitan", "csv", "excel"),
)

_DESCRIPTION = """\
Japanese articles and their English, side by side: offline study pages and glossaries.

  taiyaku build article.ja.txt          make a study page (English beside it: article.en.txt)
  taiyaku build FOLDER -o site          make a page of every article in a folder, and an index
"""
_TARGETS = """\
FORMAT and where the file goes:
  deepl       CSV       DeepL: Glossaries, import the CSV as Japanese to English; API: entries_format csv
  google      CSV       Google Cloud Translation: a glossary of one direction, input file
  google-set  CSV       Google Cloud Translation: an equivalent term set
  weblate     CSV       Weblate: the glossary component, Files, Upload translation (UTF-8)
  omegat      tab text  OmegaT: save as NAME.txt in the folder glossary/ of the project
  memoq       tab text  memoQ: term base, Import terms; split alternatives by |
  lute        CSV       Lute: Terms, Import
  utx         tab text  UTX 1.11, for machine translation systems of AAMT members: NAME.utx
  tbx2        XML       OmegaT (folder glossary/), Weblate (Upload translation): NAME.tbx
  tbx3        XML       term bases that read ISO 30042:2019 (TBX-Basic, DCA): NAME.tbx
  anki        text      Anki: File, Import; again after a change: the same notes are updated
  yomitan     zip       Yomitan: Settings, Dictionaries, Import; Readest: Settings, Dictionaries
  csv, excel  CSV       all columns; excel begins with a mark so that Excel shows Japanese: open it by double click
"""
_PAGE_TARGETS = """\
LIST, and where the files go:
  html     NAME.html, index.html      any browser, no network
  epub     NAME.epub or library.epub  e-book readers and phones; a folder becomes one book
  anki     taiyaku.apkg               Anki: File, Import; again after a change: updates, keeps your scheduling
  csv      glossary.csv               spreadsheets; taiyaku glossary export for DeepL, memoQ and others
  tbx2     glossary.v2.tbx            OmegaT (folder glossary/), Weblate
  tbx3     glossary.v3.tbx            term bases that read ISO 30042:2019 (TBX-Basic)
  yomitan  glossary.yomitan.zip       Yomitan and Readest: Settings, Dictionaries, Import
  tmx      NAME.tmx                   translation memory of OmegaT (folder tm/), memoQ, Trados
  tsv      NAME.bitext.tsv            scripts, spreadsheets
  xliff    NAME.xlf                   CAT tools that read XLIFF 2
"""
_EXIT_CODES = """\
exit codes:
  0 done   2 wrong usage   3 input unreadable (or output unwritable)
  4 glossary, overrides or alignment file wrong (file:line: problem)
  5 optional part missing, or no use: a model that cannot be loaded, a program that fails
"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Texts as written, one line for each command and flag."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=110)


def parser() -> argparse.ArgumentParser:
    """Return the whole command line; the chosen command's name is in ``command`` (and ``action`` for glossary)."""
    root = argparse.ArgumentParser("taiyaku", description=_DESCRIPTION, epilog=_EXIT_CODES, formatter_class=_Help)
    root.add_argument("--version", action="version", version=f"taiyaku {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _build(commands)
    _clean(commands)
    _sentences(commands)
    _readings(commands)
    _align(commands)
    _glossary(commands)
    _serve(commands)
    return root


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name for it


def _command(commands: _Commands, name: str, summary: str, text: str, example: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.\n\n{text}",
        epilog=f"example:\n{example}\n\n{_EXIT_CODES}",
        formatter_class=_Help,
    )
    command.add_argument("--version", action="version", version=f"taiyaku {__version__}")
    return command


def _build(commands: _Commands) -> None:
    command = _command(
        commands,
        "build",
        "make study pages, a glossary and a review list",
        "PAGE is a text, HTML, MHTML or EPUB file, or a folder of them. NAME.ja.txt (or .html …) finds its English in\n"
        "NAME.en.txt (or .html …) beside it; so does NAME.txt. A page without English has a gloss, word by word,\n"
        "or drafts. Each chapter of an EPUB becomes a page of its own.\n\n"
        "Written into DIR:  index.html (all pages)   NAME.html (one self-contained page each)\n"
        "  glossary.csv (names and terms found)   review.csv (all that is uncertain or was left out)\n"
        "  NAME.alignment.tsv (edit rows, put x into the column lock, build again: locked rows stay)\n"
        "  NAME.draft.en.txt (drafts: edit, rename to NAME.en.txt, put it beside PAGE)   drafts.tsv (all answers)\n\n"
        + _PAGE_TARGETS,
        "  taiyaku build news.ja.txt -o site\n"
        "  taiyaku build articles/ -o site --glossary mine.csv --overrides readings.csv --format html,csv,tmx\n"
        "  taiyaku build articles/ -o books --format epub,anki --epub-english notes\n"
        "  taiyaku build news.ja.txt -o site --draft models/opus-mt-ja-en\n"
        "  taiyaku build news.ja.txt -o site --draft-command 'python3 my_translator.py'",
    )
    command.add_argument("pages", nargs="+", type=Path, metavar="PAGE", help="article file or folder of articles")
    command.add_argument(
        "-o", "--output", type=Path, default=Path("site"), metavar="DIR", help="folder to write to (default: site)"
    )
    command.add_argument("--english", type=Path, metavar="FILE", help="the English of the one PAGE given")
    _add_trust(command)
    _add_patterns(command)
    command.add_argument(
        "--format",
        action=_Formats,
        type=_formats,
        default=("html", "csv"),
        metavar="LIST",
        help=f"what to write, with commas: {','.join(PAGE_FORMATS)} (default: html,csv; may be given again)",
    )
    command.add_argument(
        "--epub-english",
        choices=("below", "notes"),
        help="English below each row, or as a note that pops up (default: below, in vertical books notes)",
    )
    command.add_argument("--epub-vertical", action="store_true", help="set the book in vertical lines")
    command.add_argument(
        "--min-score", type=float, default=0.0, metavar="P", help="tmx, tsv, xliff: leave out rows below (0 to 1)"
    )
    _add_drafts(command)


def _clean(commands: _Commands) -> None:
    command = _command(
        commands,
        "clean",
        "show the article without the clutter around it",
        "Text: the lines that are kept. Json: every non-blank line with its label, and why it was kept or dropped.",
        "  taiyaku clean page.txt\n  taiyaku clean page.html --format json | less",
    )
    command.add_argument("page", metavar="PAGE", help="article file, - for standard input")
    command.add_argument("--lang", choices=("ja", "en"), default=None, help="language (default: as the text is)")
    _add_patterns(command)
    command.add_argument("--format", choices=("text", "json"), default="text")


def _sentences(commands: _Commands) -> None:
    command = _command(
        commands,
        "sentences",
        "split an article into sentences",
        "Text: one sentence a line. Json: line, kind, text and the code-point offsets start and end in the source\n"
        "(a line end counts as one; null for HTML).\n"
        "With --text the input is clean running text: nothing is classified or dropped.",
        "  taiyaku sentences page.txt\n  echo 'これは本です。読みますか?' | taiyaku sentences - --text",
    )
    command.add_argument("page", metavar="PAGE", help="article file, - for standard input")
    command.add_argument("--lang", choices=("ja", "en"), default=None, help="language (default: as the text is)")
    command.add_argument("--text", action="store_true", help="the input is clean running text, not a page")
    _add_patterns(command)
    command.add_argument("--format", choices=("text", "json"), default="text")


def _readings(commands: _Commands) -> None:
    command = _command(
        commands,
        "readings",
        "give every sentence in kana and romaji",
        "Tsv: sentence, kana, romaji. Json adds words: surface, reading, romaji, lemma, pos, certain, source, ruby.",
        "  taiyaku readings page.txt\n  echo '6月16日に首脳会談が行われた。' | taiyaku readings - --lines",
    )
    command.add_argument("page", metavar="PAGE", help="article file, - for standard input")
    command.add_argument("--lines", action="store_true", help="the input has one sentence a line")
    command.add_argument(
        "--long-vowels",
        choices=("macron", "ou", "none"),
        default="macron",
        help="romaji as Tōkyō, Toukyou or Tokyo (default: macron)",
    )
    command.add_argument("--read-digits", action="store_true", help="json: furigana over digits and Latin letters too")
    _add_trust(command)
    _add_patterns(command)
    command.add_argument("--format", choices=("tsv", "json"), default="tsv")


def _align(commands: _Commands) -> None:
    command = _command(
        commands,
        "align",
        "pair the sentences of two texts",
        "Tsv: ja en kind score reason ja_text en_text; sentence numbers count from 0, - is none.",
        "  taiyaku align page.ja.txt page.en.txt\n  taiyaku align ja.txt en.txt --lines --format tmx > pair.tmx",
    )
    command.add_argument("ja", metavar="JA", help="Japanese file")
    command.add_argument("en", metavar="EN", help="English file")
    command.add_argument("--lines", action="store_true", help="both inputs have one sentence a line")
    command.add_argument("--min-score", type=float, default=0.0, metavar="P", help="tmx: leave out rows below (0 to 1)")
    command.add_argument("--glossary", type=Path, action="append", default=[], metavar="FILE", help="your own glossary")
    command.add_argument("--format", choices=("tsv", "json", "tmx"), default="tsv")


def _glossary(commands: _Commands) -> None:
    command = _command(
        commands,
        "glossary",
        "mine, check and export glossaries",
        "A glossary is a CSV with at least the columns ja and en, or a file of another tool: a DeepL or OmegaT table\n"
        "of two to five columns (without a header), a table of Weblate, Lute, memoQ or Google, UTX, TBX 2 or 3.",
        "  taiyaku glossary check mine.csv",
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    mine = _command(
        actions,
        "mine",
        "find names and terms in a pair of texts",
        "Writes a glossary CSV: known entries that occur (approved) and new ones (proposed), each with\n"
        "one sentence of each language as evidence.",
        "  taiyaku glossary mine page.ja.txt page.en.txt > mined.csv",
    )
    mine.add_argument("ja", metavar="JA", help="Japanese file")
    mine.add_argument("en", metavar="EN", help="English file")
    mine.add_argument("--lines", action="store_true", help="both inputs have one sentence a line")
    mine.add_argument("--glossary", type=Path, action="append", default=[], metavar="FILE", help="your own glossary")
    check = _command(
        actions,
        "check",
        "list every wrong row of glossary files",
        "Says file:line: problem for each, exit code 4; nothing and 0 when all is well.",
        "  taiyaku glossary check glossary/*.csv",
    )
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    export = _command(
        actions,
        "export",
        "turn a glossary into the file another tool imports",
        _TARGETS + "\nA glossary may come from another tool too: see taiyaku glossary -h.",
        "  taiyaku glossary export site/glossary.csv --to tbx2 > terms.tbx\n"
        "  taiyaku glossary export a.csv b.csv --to yomitan -o names.zip",
    )
    export.add_argument("files", nargs="+", type=Path, metavar="FILE", help="glossaries, most trusted first")
    export.add_argument(
        "--to", required=True, choices=GLOSSARY_FORMATS, metavar="FORMAT", help=", ".join(GLOSSARY_FORMATS)
    )
    export.add_argument(
        "--all",
        action="store_true",
        help="proposed entries too, in TBX and UTX also rejected ones as such; unverified names never",
    )
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="file to write (default: standard output)")


def _serve(commands: _Commands) -> None:
    command = _command(
        commands,
        "serve",
        "show built pages in the browser, for this machine only",
        "Pages also open straight from disk. Served, they can be installed in the browser and then open without\n"
        "the server and without a network. Ctrl+C stops it.",
        "  taiyaku serve site\n  taiyaku serve site --port 8800",
    )
    command.add_argument("folder", nargs="?", type=Path, default=Path("site"), metavar="DIR", help="default: site")
    command.add_argument("--port", type=int, default=8000, metavar="N", help="default: 8000; 0: any that is free")


def _add_trust(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--glossary",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="your own glossary (CSV, TBX, a table of DeepL or OmegaT …), trusted most; may be given again",
    )
    command.add_argument(
        "--overrides",
        type=Path,
        action="append",
        default=[],
        metavar="CSV",
        help="readings that win over everything: surface,reading,left,right,article; may be given again",
    )


def _add_patterns(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--keep", action="append", default=[], metavar="PATTERN", help="keep lines that match (regular expression)"
    )
    command.add_argument(
        "--drop", action="append", default=[], metavar="PATTERN", help="drop lines that match (regular expression)"
    )


def _add_drafts(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("drafts, for pages without English")
    either = group.add_mutually_exclusive_group()
    either.add_argument(
        "--draft",
        type=Path,
        metavar="MODEL_DIR",
        help="by a Marian model for CTranslate2 (pip install 'taiyaku[draft]')",
    )
    either.add_argument(
        "--draft-command",
        metavar="COMMAND",
        help="by a program that reads Japanese sentences, one a line, and writes as many English lines",
    )
    group.add_argument("--with-drafts", action="store_true", help="tmx, xliff, anki: with the drafts")


class _Formats(argparse.Action):
    """Formats given again are added to those before; the first take the place of the default."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        before = getattr(namespace, self.dest)
        chosen = tuple(values) if isinstance(values, tuple) else ()
        setattr(namespace, self.dest, chosen if before is self.default else tuple(dict.fromkeys((*before, *chosen))))


def _formats(value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    unknown = [name for name in chosen if name not in PAGE_FORMATS]
    if unknown or not chosen:
        raise argparse.ArgumentTypeError(
            f"unknown format {', '.join(unknown) or value!r}; there are: {','.join(PAGE_FORMATS)}"
        )
    return chosen

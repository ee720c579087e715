"""The command ``taiyaku``: reads files, calls the stages, writes and prints. The only module that prints."""

from __future__ import annotations

import json
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from taiyaku.align.align import few_counterparts
from taiyaku.arguments import parser
from taiyaku.choices import check_score, chosen_settings, output_style
from taiyaku.drafting import answers, engine, write_draft
from taiyaku.errors import NothingToReadError, TableError, TaiyakuError, UsageError
from taiyaku.files import (
    OutputFolder,
    PagePaths,
    find_pages,
    make_folder,
    read_bytes,
    read_table,
    write_whole,
)
from taiyaku.glossaries.read import check_glossary, read_glossary
from taiyaku.intake.article import detect_lang
from taiyaku.intake.decode import decode
from taiyaku.model import Article, Bitext, Lang, Sentence, Token
from taiyaku.outputs import (
    EXPORTS,
    OutputStyle,
    article_rows,
    bitext_text,
    exported,
    fitting,
    page_files,
    reading_rows,
    sentence_rows,
    shared_files,
)
from taiyaku.pipeline import (
    BuiltPage,
    PageInput,
    Settings,
    build_page,
    decided,
    find_terms,
    pair_sentences,
    read_article,
    read_words,
    sentences_to_draft,
)
from taiyaku.sentences.split import one_a_line, split_article, split_text
from taiyaku.serve import page_server
from taiyaku.sources import Source, paired_chapters
from taiyaku.terms.curated import merge
from taiyaku.terms.evidence import with_decided
from taiyaku.terms.match import is_suggestion
from taiyaku.translate.drafts import draft_text


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 usage, 3 input, 4 table, 5 missing part."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    arguments = parser().parse_args(argv)
    _say_what_takes_long()
    try:
        code = _COMMANDS[getattr(arguments, "action", arguments.command)](arguments)
        sys.stdout.flush()
        return code
    except TaiyakuError as error:
        return _report(error)
    except BrokenPipeError:  # taiyaku readings page | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("taiyaku: stopped", file=sys.stderr)
        return 130


def _say_what_takes_long() -> None:
    """Send what the stages say of themselves to standard error."""
    logger = logging.getLogger("taiyaku")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("taiyaku: %(message)s"))
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)


def _build(arguments: Namespace) -> int:
    pages = find_pages(arguments.pages, arguments.english)
    settings = chosen_settings(arguments)
    style = output_style(arguments, pages)
    drafts_by = engine(arguments.draft, arguments.draft_command)
    if style.drafts and drafts_by is None:
        raise UsageError("--with-drafts goes with --draft or --draft-command")
    make_folder(arguments.output)
    output = OutputFolder(arguments.output, pages)
    if "html" in arguments.format:
        output.refuse(["index.html", "glossary.html", *(f"{page.name}.html" for page in pages)])
    if drafts_by:
        wanted = _sentences_to_draft(pages, settings)
        settings = replace(settings, answers=answers(wanted, drafts_by, arguments.output, _progress))
    built: list[BuiltPage] = []
    codes: list[int] = []
    for paths in _with_progress(pages):
        built += _build_file(paths, arguments, settings, style, codes, output)
    if built:
        names = []
        for name, content in shared_files(built, arguments.format, settings.overrides, style, decided(settings)):
            output.write(name, content)
            names.append(name)
        if "html" in arguments.format and (older := output.older_pages()):
            some = ", ".join(older[:3]) + " …" * (len(older) > 3)
            print(f"index.html does not list {len(older)} pages of earlier builds: {some}", file=sys.stderr)
        start = arguments.output / (names[0] if len(names) > 1 else "")
        if drafts_by and not any(draft.text for page in built for draft in page.drafts):
            print("no draft could be used: each was empty or no English (review.csv)", file=sys.stderr)
        if not any((page.drafted if style.drafts else page.bitext).en for page in built) and _BILINGUAL.intersection(
            arguments.format
        ):
            print("no English (drafts and glosses do not count): no tmx, tsv or xliff is written", file=sys.stderr)
        print(f"{len(built)} of {len(built) + len(codes)} pages built: open {start}", file=sys.stderr)
    return codes[0] if codes else 0


def _build_file(
    paths: PagePaths,
    arguments: Namespace,
    settings: Settings,
    style: OutputStyle,
    codes: list[int],
    output: OutputFolder,
) -> list[BuiltPage]:
    """Build and write the pages of a file; what fails is reported and its exit code added to ``codes``."""
    built: list[BuiltPage] = []
    try:
        parts = paired_chapters(paths.name, _source(paths.ja), _source(paths.en) if paths.en else None)
    except TaiyakuError as error:
        codes.append(_report(error))
        return built
    for name, ja, en in parts:
        try:
            page = build_page(_page_input(name, ja, en, arguments.output), settings)
            for file, content in page_files(page, arguments.format, style):
                output.write(file, content, str(paths.ja))
            built.append(page)
            _warn(paths.name, page.bitext)
            if text := draft_text(page.drafts):
                _warn_of(write_draft(arguments.output, f"{name}.draft.en.txt", text))
        except TaiyakuError as error:
            code = _report(error)
            if len(parts) == 1 or not isinstance(error, NothingToReadError):
                codes.append(code)
    return built


def _sentences_to_draft(pages: Sequence[PagePaths], settings: Settings) -> list[str]:
    """Return the sentences of all pages without English; what cannot be read is reported when it is to be built."""
    found: list[str] = []
    for paths in pages:
        with suppress(TaiyakuError):
            for _, ja, _ in () if paths.en else paired_chapters(paths.name, _source(paths.ja), None):
                with suppress(TaiyakuError):
                    found += sentences_to_draft(ja, settings)
    return found


def _clean(arguments: Namespace) -> int:
    article = _article(arguments)
    if arguments.format == "text":
        _print(line.text for line in article.kept)
    else:
        _print_json({"title": article.title or None, "lines": article_rows(article)})
    return 0


def _sentences(arguments: Namespace) -> int:
    if arguments.text:
        text = _text(arguments.page)
        sentences, plain = split_text(text, arguments.lang or detect_lang(text)), True
    else:
        article = _article(arguments)
        sentences, plain = split_article(article), article.page.plain
    if arguments.format == "text":
        _print(sentence.text for sentence in sentences)
    else:
        _print_json(sentence_rows(sentences, plain))
    return 0


def _readings(arguments: Namespace) -> int:
    settings = chosen_settings(arguments)
    sentences = _side(arguments.page, "ja", arguments.lines, settings)
    tokens = read_words(sentences, settings, _name(arguments.page)).tokens
    rows = reading_rows(sentences, tokens, arguments.long_vowels, digits=arguments.read_digits)
    if arguments.format == "tsv":
        _print("\t".join(str(row[cell]) for cell in ("sentence", "kana", "romaji")) for row in rows)
    else:
        _print_json(rows)
    return 0


def _align(arguments: Namespace) -> int:
    check_score(arguments.min_score)
    if arguments.min_score and arguments.format != "tmx":
        raise UsageError("--min-score leaves rows out of a TMX; tsv and json always have all rows")
    bitext, _ = _bitext(arguments, chosen_settings(arguments))
    sys.stdout.write(bitext_text(bitext, arguments.format, arguments.min_score))
    _warn(_name(arguments.ja), bitext)
    return 0


def _mine(arguments: Namespace) -> int:
    settings = chosen_settings(arguments)
    bitext, tokens = _bitext(arguments, settings)
    entries = find_terms(bitext, tokens, settings, _name(arguments.ja)).entries
    sys.stdout.write(str(EXPORTS["csv"](with_decided(entries, decided(settings)))))
    guessed = sum(map(is_suggestion, entries))
    new = sum(entry.status == "proposed" for entry in entries) - guessed
    unsure = f"; {guessed} names without English, with suggestions (unverified)" if guessed else ""
    print(
        f"{len(entries) - guessed} names and terms found: {new} new (proposed), the rest known{unsure}", file=sys.stderr
    )
    return 0


def _check(arguments: Namespace) -> int:
    codes = []
    for path in arguments.files:
        try:
            check_glossary(read_bytes(path), str(path))
        except TaiyakuError as error:
            codes.append(_report(error))
    return max(codes, default=0)


def _export(arguments: Namespace) -> int:
    entries = merge(*(read_glossary(read_bytes(path), str(path)) for path in arguments.files))
    wanted = exported(arguments.to, entries, arguments.all)
    if len(wanted) < len(entries):
        hint = "unverified or rejected: left out" if arguments.all else "not approved and left out (--all takes them)"
        print(f"{len(entries) - len(wanted)} entries are {hint}", file=sys.stderr)
    held, refused = fitting(arguments.to, wanted)
    for entry, problem in refused:
        print(f"taiyaku: {entry.id}: {entry.ja!r} = {entry.en!r} is left out: {problem}", file=sys.stderr)
    content = EXPORTS[arguments.to](held)
    if arguments.output:
        write_whole(arguments.output, content)
    elif isinstance(content, str):
        sys.stdout.write(content)
    elif sys.stdout.isatty():
        raise UsageError(f"{arguments.to} is not text: name a file with -o")
    else:
        sys.stdout.buffer.write(content)
    return TableError.exit_code if refused else 0


def _serve(arguments: Namespace) -> int:
    with page_server(arguments.folder, arguments.port) as server:
        print(f"open http://127.0.0.1:{server.server_port}/ (Ctrl+C stops)", file=sys.stderr, flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


#: What is not written without English.
_BILINGUAL = frozenset(("tmx", "tsv", "xliff"))
_COMMANDS = {
    "build": _build,
    "clean": _clean,
    "sentences": _sentences,
    "readings": _readings,
    "align": _align,
    "mine": _mine,
    "check": _check,
    "export": _export,
    "serve": _serve,
}


def _with_progress(pages: Sequence[PagePaths]) -> Iterable[PagePaths]:
    """Show a progress bar on a terminal while there is more than one page to go through."""
    if len(pages) < 2 or not sys.stderr.isatty():
        return pages
    from tqdm import tqdm

    bar: Iterable[PagePaths] = tqdm(pages, unit="page", leave=False)
    return bar


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """Show a progress bar on a terminal for so many steps."""
    from tqdm import tqdm

    with tqdm(total=total, unit="sentence", leave=False, disable=not sys.stderr.isatty()) as bar:
        yield bar.update


def _page_input(name: str, ja: Source, en: Source | None, output: Path) -> PageInput:
    table = output / f"{name}.alignment.tsv"
    return PageInput(name, ja, en, read_table(table) if table.exists() else "", str(table))


def _source(path: Path) -> Source:
    return Source(str(path), read_bytes(path))


def _text(page: str) -> str:
    return decode(read_bytes(page), _shown(page))[0]


def _name(page: str) -> str:
    return Path(_shown(page)).name


def _shown(page: str) -> str:
    return "standard input" if page == "-" else page


def _article(arguments: Namespace) -> Article:
    source = Source(_shown(arguments.page), read_bytes(arguments.page))
    return read_article(source, arguments.lang, Settings(keep=tuple(arguments.keep), drop=tuple(arguments.drop)))


def _side(page: str, lang: Lang, lines: bool, settings: Settings) -> tuple[Sentence, ...]:
    """Sentences of a file: one a line as given, or split from the article."""
    if lines:
        return one_a_line(_text(page))
    return split_article(read_article(Source(_shown(page), read_bytes(page)), lang, settings))


def _bitext(arguments: Namespace, settings: Settings) -> tuple[Bitext, tuple[tuple[Token, ...], ...]]:
    ja = _side(arguments.ja, "ja", arguments.lines, settings)
    en = _side(arguments.en, "en", arguments.lines, settings)
    return pair_sentences(ja, en, settings, _name(arguments.ja))


def _warn(name: str, bitext: Bitext) -> None:
    """Say so where a text and its English hardly answer to each other."""
    if warning := few_counterparts(bitext):
        _warn_of(f"{name}: {warning}")


def _warn_of(warning: str) -> None:
    if warning:
        print(f"taiyaku: {warning}", file=sys.stderr)


def _report(error: TaiyakuError) -> int:
    for line in error.lines():
        print(f"taiyaku: {line}", file=sys.stderr)
    return error.exit_code


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _print_json(value: object) -> None:
    _print([json.dumps(value, ensure_ascii=False, indent=1)])

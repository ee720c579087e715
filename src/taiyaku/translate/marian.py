"""OPUS-MT and other Marian models that were converted for CTranslate2; the only importer of it and of sentencepiece.

A model's folder holds what the converters write (``model.bin``, ``config.json``, one shared vocabulary or one for each
side) and the two sentencepiece models of the original, ``source.spm`` and ``target.spm``. Text is prepared as OPUS-MT
prepared what its models learned from (``preprocess.sh`` of OPUS-MT-train): full-width punctuation and digits as Moses
replaces them, control characters to blanks, then pieces of ``source.spm``, then ``</s>``, which models that Marian's
own converter wrote add themselves (``add_source_eos``) and those of the Transformers converter do not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from taiyaku.errors import MissingPartError, UnusablePartError
from taiyaku.sentences.english import joined_tokens, plain_punctuation
from taiyaku.translate.clauses import clauses, joined_clauses
from taiyaku.translate.model_file import token_counts

if TYPE_CHECKING:
    from ctranslate2 import Translator
    from sentencepiece import SentencePieceProcessor

#: Changes when sentences are prepared or joined in another way: what was drafted before is then drafted anew.
_VERSION = 1
_SIDES = ("source", "target")
_SPM = ("source.spm", "target.spm")
_END = "</s>"
_UNKNOWN = "<unk>"
_BEAM = 4
_PIECES = 90  # of a clause: OPUS-MT learned from sentences, of which few have more
_LONGEST = 256  # pieces of an answer
_BATCH = 1024  # pieces that are translated at once, by each core
_ROUND = 64  # sentences after which what is drafted is kept
_LEAST_KNOWN = 0.5  # share of a sentencepiece model's pieces that its vocabulary has


class Marian:
    """A model of a folder: looked at when made, loaded when the first sentence is asked.

    :raises UnusablePartError: the folder is no such model; one line says what is missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise UnusablePartError(f"{folder}: no such folder; --draft wants a model converted for CTranslate2")
        for name in ("model.bin", "config.json"):
            if not (folder / name).is_file():
                raise UnusablePartError(f"{folder}: no {name} in it; README says how a model is converted")
        for name in _SPM:
            if not (folder / name).is_file():
                raise UnusablePartError(f"{folder}: no {name} in it; copy it from the model that was converted")
        self._vocabulary_files = tuple(_vocabulary_file(folder, side) for side in _SIDES)

    @cached_property
    def name(self) -> str:
        """What the drafts are kept under: a digest of all files that decide what the model says."""
        digest = blake2b(f"{_VERSION} {_BEAM} {_PIECES}".encode(), digest_size=6)
        files = {self.folder / name for name in ("model.bin", "config.json", *_SPM)} | set(self._vocabulary_files)
        for path in sorted(path for path in files if path.is_file()):
            digest.update(path.name.encode())
            try:
                with path.open("rb") as file:
                    while block := file.read(1 << 20):
                        digest.update(block)
            except OSError as error:
                raise UnusablePartError(f"{path}: {(error.strerror or str(error)).lower()}") from None
        return f"marian-{digest.hexdigest()}"

    def translate(self, sentences: Sequence[str], keep: Callable[[int, str], None], step: Callable[[], object]) -> None:
        """Draft the sentences in rounds, so that little is lost when it is stopped.

        :param keep: called with the number of a sentence and its English; ``⁇`` is what the model does not know.
        :param step: called for each sentence.
        :raises MissingPartError: CTranslate2 or sentencepiece is not installed.
        :raises UnusablePartError: the files do not fit together.
        """
        for first in range(0, len(sentences), _ROUND):
            some = sentences[first : first + _ROUND]
            for number, english in enumerate(self._translated(some), first):
                keep(number, english)
                step()

    def _translated(self, sentences: Sequence[str]) -> Iterator[str]:
        parts = [self._clauses(sentence) for sentence in sentences]
        pieces = [self._pieces(clause) for clauses_ in parts for clause in clauses_]
        try:
            results = self._translator.translate_batch(
                pieces,
                beam_size=_BEAM,
                max_batch_size=_BATCH,
                batch_type="tokens",
                max_decoding_length=_LONGEST,
            )
        except (RuntimeError, ValueError) as error:
            raise UnusablePartError(f"{self.folder}: the model fails: {_first_line(error)}") from None
        english = iter([self._text(result.hypotheses[0]) for result in results])
        for clauses_ in parts:
            yield joined_clauses([next(english) for _ in clauses_])

    def _clauses(self, sentence: str) -> tuple[str, ...]:
        return clauses(sentence, lambda text: len(self._pieces(text)), _PIECES)

    def _pieces(self, text: str) -> list[str]:
        pieces: list[str] = self._spm[0].encode(plain_punctuation(text), out_type=str)
        return pieces if self._adds_end else [*pieces, _END]

    def _text(self, pieces: Sequence[str]) -> str:
        if _UNKNOWN in pieces:
            return "⁇"
        return joined_tokens(self._spm[1].decode([piece for piece in pieces if piece != _END]))

    @cached_property
    def _adds_end(self) -> bool:
        try:
            config = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False  # CTranslate2 will say what is wrong with it
        return bool(isinstance(config, dict) and config.get("add_source_eos"))

    @cached_property
    def _spm(self) -> tuple[SentencePieceProcessor, SentencePieceProcessor]:
        """Return the sentencepiece models of both sides, once it is sure that they belong to the vocabularies."""
        try:
            from sentencepiece import SentencePieceProcessor
        except ImportError:
            raise _not_installed() from None
        loaded = []
        for name, vocabulary in zip(_SPM, self._vocabularies(), strict=True):
            path = self.folder / name
            try:
                spm = SentencePieceProcessor(model_file=str(path))
            except (RuntimeError, OSError):
                raise UnusablePartError(f"{path}: not a sentencepiece model") from None
            count = spm.get_piece_size()
            shared = sum(spm.id_to_piece(number) in vocabulary for number in range(count))
            if shared < _LEAST_KNOWN * count:
                raise UnusablePartError(f"{path}: only {shared} of its {count} pieces are in the model's vocabulary")
            loaded.append(spm)
        return loaded[0], loaded[1]

    def _vocabularies(self) -> Iterator[frozenset[str]]:
        """Yield the tokens of each side, once their number is that of the model."""
        counts = token_counts(self.folder / "model.bin")
        for side, path in zip(_SIDES, self._vocabulary_files, strict=True):
            tokens = _vocabulary(path)
            if len(tokens) != counts.get(side, len(tokens)):
                raise UnusablePartError(f"{path}: has {len(tokens)} tokens, the model has {counts[side]}")
            yield frozenset(tokens)

    @cached_property
    def _translator(self) -> Translator:
        try:
            import ctranslate2
        except ImportError:
            raise _not_installed() from None
        cores = os.cpu_count() or 1
        try:
            return ctranslate2.Translator(str(self.folder), inter_threads=cores, intra_threads=1)
        except (RuntimeError, ValueError) as error:
            raise UnusablePartError(f"{self.folder}: CTranslate2 cannot load it: {_first_line(error)}") from None


def _not_installed() -> MissingPartError:
    return MissingPartError("--draft needs CTranslate2 and sentencepiece: pip install 'taiyaku[draft]'")


def _vocabulary_file(folder: Path, side: str) -> Path:
    """Return the vocabulary of a side; one that both share counts for either."""
    names = [f"{stem}_vocabulary.{ending}" for stem in (side, "shared") for ending in ("json", "txt")]
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise UnusablePartError(f"{folder}: no {names[0]} and no shared_vocabulary.json in it; convert the model again")


def _vocabulary(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
        return list(map(str, json.loads(text))) if path.suffix == ".json" else text.removesuffix("\n").split("\n")
    except (OSError, ValueError, TypeError):
        raise UnusablePartError(f"{path}: not a vocabulary of CTranslate2") from None


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__

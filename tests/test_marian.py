"""Drafts by a model of real parts: sentencepiece, CTranslate2, sacremoses; what it must say is known beforehand."""

from __future__ import annotations

import builtins
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from taiyaku.cli import main
from taiyaku.errors import MissingPartError, UnusablePartError
from taiyaku.translate.marian import Marian
from taiyaku.translate.model_file import token_counts

try:
    import marian_model
except ImportError:
    if os.environ.get("CI") == "true":
        raise
    pytest.skip("CTranslate2 is not installed: pip install 'taiyaku[draft]'", allow_module_level=True)

SENTENCES = (
    "港の市場で魚が売られている",
    "船は橋の下を通り,港に着いた",
    "雪が降り,市場は白い",
    "ナワリヌイ氏は港で演説した",
)
Model = tuple[Path, dict[str, str]]
PAGE = """\
港の市場で魚が売られている

船は橋の下を通り、港に着いた。市場に人が戻り、雪の道を歩いた。
ナワリヌイ氏は港で演説した。「橋は必要だ」と彼は述べた。
鰯の値段は上がった。
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("model")
    return folder, marian_model.save_model(folder)


def drafted(folder: Path, sentences: tuple[str, ...]) -> list[str]:
    found: dict[int, str] = {}
    Marian(folder).translate(sentences, found.__setitem__, lambda: None)
    return [found[number] for number in range(len(sentences))]


def test_each_piece_is_answered_by_the_piece_it_should(model: Model) -> None:
    folder, answer = model
    assert drafted(folder, SENTENCES) == [marian_model.expected(folder, answer, text) for text in SENTENCES]
    assert "harbour" in drafted(folder, ("港の船",))[0]


def test_full_width_marks_are_those_the_model_knows(model: Model) -> None:
    folder, _ = model
    wide, plain = drafted(folder, ("「橋は必要だ」と彼は述べた。", '"橋は必要だ"と彼は述べた.'))
    assert wide == plain


def test_the_converter_for_transformers_leaves_the_end_to_us(model: Model, tmp_path: Path) -> None:
    answer = marian_model.save_model(tmp_path / "one", adds_end=False)
    marian_model.save_model(tmp_path / "two", adds_end=False, shared=False)
    expected = [marian_model.expected(model[0], answer, text) for text in SENTENCES]
    assert drafted(tmp_path / "one", SENTENCES) == drafted(tmp_path / "two", SENTENCES) == expected
    assert (tmp_path / "two" / "source_vocabulary.json").is_file()


def test_quantized_weights_say_the_same(model: Model, tmp_path: Path) -> None:
    answer = marian_model.save_model(tmp_path / "small", quantization="int8")
    assert drafted(tmp_path / "small", SENTENCES) == [marian_model.expected(model[0], answer, s) for s in SENTENCES]
    assert set(token_counts(tmp_path / "small" / "model.bin").values()) == {size(model[0])}


def test_what_the_converter_of_opus_mt_writes_is_read(tmp_path: Path) -> None:
    original, folder = tmp_path / "opus", tmp_path / "converted"
    original.mkdir()
    marian_model.save_original(original)
    program = Path(sys.executable).with_name("ct2-opus-mt-converter")
    flags = ["--model_dir", str(original), "--output_dir", str(folder), "--quantization", "int8"]
    subprocess.run([program, *flags], check=True, capture_output=True)
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "model.bin", "shared_vocabulary.json"]
    with pytest.raises(UnusablePartError, match=r"no source\.spm in it; copy it from the model that was converted"):
        Marian(folder)
    for name in ("source.spm", "target.spm"):
        shutil.copy(original / name, folder)
    assert set(token_counts(folder / "model.bin").values()) == {size(folder)}
    assert all(isinstance(english, str) for english in drafted(folder, SENTENCES))


def test_many_sentences_come_back_in_their_order(model: Model) -> None:
    folder, answer = model
    many = tuple(SENTENCES[number % 4] + "港船雪橋"[number % 3] for number in range(150))
    assert drafted(folder, many) == [marian_model.expected(folder, answer, text) for text in many]


def test_a_long_sentence_is_drafted_clause_by_clause(model: Model) -> None:
    clause = "船は橋の下を通って、"
    text = drafted(model[0], (clause * 30 + "港に着いた。",))[0]
    assert text.lower().count("ship") == 30
    assert text.lower().count("harbour") == 1


def test_what_the_model_does_not_know_is_marked(model: Model) -> None:
    assert drafted(model[0], ("鰯が売られている",)) == ["⁇"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "port.ja.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_whole_command_and_again_without_the_model(
    model: Model, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = ["build", str(page), "-o", str(tmp_path / "out"), "--draft", str(model[0]), "--format", "html,csv,tsv,epub"]
    assert main(flags) == 0
    first = files(tmp_path / "out")
    assert "machine draft" in first["port.html"].decode()
    assert "Navalny" in first["port.draft.en.txt"].decode()
    assert "Nawarini" not in first["port.draft.en.txt"].decode()
    assert "words that the model does not know" in first["review.csv"].decode()
    assert "|draft:marian-" in first["port.html"].decode()
    monkeypatch.setattr(Marian, "translate", lambda *_: pytest.fail("the model is asked again"))
    assert main(flags) == 0
    assert files(tmp_path / "out") == first
    shutil.copy(tmp_path / "out" / "drafts.tsv", tmp_path / "drafts.tsv")
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "out").mkdir()
    shutil.copy(tmp_path / "drafts.tsv", tmp_path / "out" / "drafts.tsv")
    assert main(flags) == 0
    assert files(tmp_path / "out") == first


def test_a_second_run_does_not_even_import_the_parts(model: Model, page: Path, tmp_path: Path) -> None:
    flags = ["build", str(page), "-o", str(tmp_path / "out"), "--draft", str(model[0])]
    assert main(flags) == 0
    code = "import sys; from taiyaku.cli import main; assert main(sys.argv[1:]) == 0; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code, *flags], capture_output=True, text=True, check=True)
    assert not {"ctranslate2", "sentencepiece"} & set(run.stdout.split())
    assert "drafting" not in run.stderr


def test_a_changed_model_drafts_anew(model: Model, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(model[0], other)
    before = Marian(other).name
    config = json.loads((other / "config.json").read_text())
    (other / "config.json").write_text(json.dumps(config, indent=4))
    assert Marian(model[0]).name == before != Marian(other).name
    for folder in (model[0], other):
        assert main(["build", str(page), "-o", str(tmp_path / "out"), "--draft", str(folder)]) == 0
    rows = (tmp_path / "out" / "drafts.tsv").read_text("utf-8").splitlines()
    assert len({row.split("\t")[1] for row in rows[1:] if "\tfile\t" not in row}) == 2


def size(folder: Path) -> int:
    return len(json.loads((folder / "shared_vocabulary.json").read_text("utf-8")))


def resized(folder: Path, by: int) -> None:
    path = folder / "shared_vocabulary.json"
    tokens = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(tokens[:by] if by < 0 else [*tokens, *map(str, range(by))]), encoding="utf-8")


def overwritten(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


def removed(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "m: no such folder; --draft wants a model converted for CTranslate2"),
    "no model": (removed("model.bin"), "m: no model.bin in it; README says how a model is converted"),
    "no config": (removed("config.json"), "m: no config.json in it; README says how a model is converted"),
    "no source.spm": (removed("source.spm"), "m: no source.spm in it; copy it from the model that was converted"),
    "no target.spm": (removed("target.spm"), "m: no target.spm in it; copy it from the model that was converted"),
    "no vocabulary": (removed("shared_vocabulary.json"), "m: no source_vocabulary.json and no shared_vocabulary.json"),
    "few tokens": (
        lambda folder: resized(folder, -3),
        ".json: has {less} tokens, the model has {count}",
    ),
    "many tokens": (
        lambda folder: resized(folder, 5),
        ".json: has {more} tokens, the model has {count}",
    ),
    "no table": (overwritten("shared_vocabulary.json", b"{"), "shared_vocabulary.json: not a vocabulary"),
    "not spm": (overwritten("source.spm", b"hello"), "source.spm: not a sentencepiece model"),
    "empty spm": (overwritten("target.spm", b""), "target.spm: not a sentencepiece model"),
    "not a model": (overwritten("model.bin", b"hello"), "m: CTranslate2 cannot load it: "),
    "not a config": (overwritten("config.json", b"hello"), "m: CTranslate2 cannot load it: "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_model_is_one_line(
    name: str, model: Model, page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, message = BROKEN[name]
    shutil.copytree(model[0], tmp_path / "m")
    broken(tmp_path / "m")
    assert main(["build", str(page), "-o", str(tmp_path / "out"), "--draft", str(tmp_path / "m")]) == 5
    said = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("taiyaku: drafting ")]
    assert len(said) == 1
    count = size(model[0])
    assert message.format(count=count, less=count - 3, more=count + 5) in said[0]
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True


def test_the_spm_of_another_model_is_found_out(model: Model, tmp_path: Path) -> None:
    shutil.copytree(model[0], tmp_path / "m")
    path = tmp_path / "m" / "shared_vocabulary.json"
    path.write_text(json.dumps([f"a{n}" for n in range(len(json.loads(path.read_text("utf-8"))))]), encoding="utf-8")
    with pytest.raises(UnusablePartError, match=r"source\.spm: only 0 of its \d+ pieces are in the model's vocabulary"):
        drafted(tmp_path / "m", ("港",))


def test_without_the_parts_one_line_says_what_installs_them(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.split(".")[0] in ("ctranslate2", "sentencepiece"):
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingPartError, match=r"pip install 'taiyaku\[draft\]'") as error:
        drafted(model[0], ("港",))
    assert error.value.exit_code == 5


def test_tokens_are_counted_without_loading(model: Model, tmp_path: Path) -> None:
    assert token_counts(model[0] / "model.bin") == {"source": size(model[0]), "target": size(model[0])}
    for content in (b"", b"\x06\0\0\0", b"\x05\0\0\0abc", (model[0] / "model.bin").read_bytes()[:200]):
        (tmp_path / "model.bin").write_bytes(content)
        assert token_counts(tmp_path / "model.bin") == {}
    assert token_counts(tmp_path / "nowhere") == {}

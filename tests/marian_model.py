"""A translation model of real parts that tests can foretell: sentencepiece models trained on text written for it, and a
CTranslate2 Transformer whose weights are set by hand, so that it answers each source piece with one target piece.

Tokens and positions are one-hot. The decoder's state is its position, which attends to the same position of the source;
what it finds there is projected onto the target piece. ``</s>`` answers ``</s>``: a model that misses it never ends.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

JA = """\
港の市場で魚が売られている
市長は新しい橋の計画を発表した
雪が降り,道が白くなった
子どもたちは学校で歌を歌った
祭りは三年ぶりに開かれる
ナワリヌイ氏は港で演説した
船は朝早く港を出た
町の人々は橋の上で船を待った
彼は"橋は必要だ"と述べた.
雨がやみ,市場に人が戻った.
2026年3月1日に100人が集まった.
船は橋の下を通って,港に着いた,値段は上がった
"""
EN = """\
fish is sold at the market of the harbour
the mayor made public the plan of a new bridge
snow fell and the road turned white
the children sang a song at school
the festival is held for the first time in three years
Nawarini spoke at the harbour
the ship left the harbour early in the morning
people of the town waited for the ship on the bridge
he said that the bridge was needed
the rain stopped and people came back to the market
"""
#: Words of the source that answer with a word of their own; all other pieces answer with some piece.
WORDS = {"港": "▁harbour", "市場": "▁market", "雪": "▁snow", "橋": "▁bridge", "船": "▁ship", "ナワリヌイ": "▁Nawarini"}
_LENGTH = 300  # positions that the model knows


def _trained(text: str, size: int, symbols: list[str]) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text.splitlines() * 5),
        model_writer=model,
        vocab_size=size,
        user_defined_symbols=symbols,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    return model.getvalue()


def _pieces(model: bytes) -> list[str]:
    spm = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [spm.id_to_piece(number) for number in range(3, spm.get_piece_size())]


def answers(source: list[str], target: list[str]) -> dict[str, str]:
    """Which target piece answers each source piece."""
    plain = [piece for piece in target if piece.startswith("▁") and len(piece) > 2 and piece not in WORDS.values()]
    found = {piece: plain[number % len(plain)] for number, piece in enumerate(source)}
    return found | {piece: WORDS[piece] for piece in source if piece in WORDS} | {"</s>": "</s>", "<unk>": "<unk>"}


def _linear(layer, weight: np.ndarray, bias: np.ndarray | None = None) -> None:
    layer.weight = weight.astype(np.float32)
    layer.bias = (np.zeros(weight.shape[0]) if bias is None else bias).astype(np.float32)


def _norm(layer, size: int) -> None:
    layer.gamma, layer.beta = np.ones(size, np.float32), np.zeros(size, np.float32)


def _silent(attention, size: int) -> None:
    """Self-attention that adds nothing."""
    _linear(attention.linear[0], np.zeros((3 * size, size)))
    _linear(attention.linear[1], np.zeros((size, size)))
    _norm(attention.layer_norm, size)


def _silent_ffn(ffn, size: int) -> None:
    _linear(ffn.linear_0, np.zeros((4, size)))
    _linear(ffn.linear_1, np.zeros((size, 4)))
    _norm(ffn.layer_norm, size)


def _spec(vocabulary: list[str], answer: dict[str, str]) -> TransformerSpec:
    count = len(vocabulary)
    size = count + _LENGTH
    tokens, places = np.zeros((size, size)), np.zeros((size, size))
    tokens[:count, :count] = np.eye(count)
    places[count:, count:] = np.eye(_LENGTH)
    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    positions = np.zeros((_LENGTH, size), np.float32)
    positions[:, count:] = np.eye(_LENGTH)
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = positions
        _norm(side.layer_norm, size)
        _silent(side.layer[0].self_attention, size)
        _silent_ffn(side.layer[0].ffn, size)
    spec.encoder.embeddings[0].weight = (np.eye(count, size) / np.sqrt(size)).astype(np.float32)
    spec.decoder.embeddings.weight = np.zeros((count, size), np.float32)
    spec.decoder.start_from_zero_embedding = True
    attention = spec.decoder.layer[0].attention
    _linear(attention.linear[0], 10 * places)
    _linear(attention.linear[1], np.vstack([places, tokens]))
    _linear(attention.linear[2], np.eye(size))
    _norm(attention.layer_norm, size)
    projection = np.zeros((count, size))
    for number, piece in enumerate(vocabulary):
        projection[vocabulary.index(answer.get(piece, "<unk>")), number] = 2.0
    spec.decoder.projection.weight = projection.astype(np.float32)
    return spec


def save_model(folder: Path, *, adds_end: bool = True, shared: bool = True, quantization: str = "") -> dict[str, str]:
    """Write a model as the converters do, with its ``.spm`` files; return which piece answers which.

    :param adds_end: as Marian's converter writes it; the Transformers one leaves ``</s>`` to its users.
    :param quantization: how the weights are stored, ``int8`` for example.
    :param shared: one vocabulary for both sides, as OPUS-MT has it; else one each.
    """
    spms = {"source": _trained(JA, 130, list(WORDS)), "target": _trained(EN, 130, list(WORDS.values()))}
    pieces = {side: _pieces(spm) for side, spm in spms.items()}
    vocabulary = list(dict.fromkeys(["</s>", "<unk>", *pieces["source"], *pieces["target"]]))
    answer = answers(pieces["source"], pieces["target"])
    spec = _spec(vocabulary, answer)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary if shared else [*vocabulary[:-1], "▁never"])
    spec.config.add_source_eos = adds_end
    spec.config.decoder_start_token = "</s>"
    spec.validate()
    spec.optimize(quantization or None)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    for side, spm in spms.items():
        (folder / f"{side}.spm").write_bytes(spm)
    return answer


#: What OPUS-MT's training left in its models, as far as the converter asks for it.
_MARIAN = {
    "type": "transformer",
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": False,
    "transformer-ffn-activation": "swish",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-guided-alignment-layer": "last",
    "transformer-heads": 2,
    "enc-depth": 1,
    "dec-depth": 1,
}


def save_original(folder: Path) -> None:
    """Write a model as OPUS-MT releases it, before any conversion: random weights, but every file and name."""
    spms = {"source": _trained(JA, 130, list(WORDS)), "target": _trained(EN, 130, list(WORDS.values()))}
    vocabulary = list(dict.fromkeys(["</s>", "<unk>", *_pieces(spms["source"]), *_pieces(spms["target"])]))
    chance = np.random.default_rng(9)
    size = 16

    def values(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    weights = {"Wemb": values(len(vocabulary), size), "decoder_ff_logit_out_b": values(1, len(vocabulary))}
    for side, parts in (("encoder", ("self",)), ("decoder", ("self", "context"))):
        for part in parts:
            for name in "qkvo":
                weights[f"{side}_l1_{part}_W{name}"] = values(size, size)
                weights[f"{side}_l1_{part}_b{name}"] = values(1, size)
            weights |= {f"{side}_l1_{part}_Wo_ln_{end}": values(1, size) for end in ("scale", "bias")}
        weights |= {f"{side}_l1_ffn_W1": values(size, 32), f"{side}_l1_ffn_b1": values(1, 32)}
        weights |= {f"{side}_l1_ffn_W2": values(32, size), f"{side}_l1_ffn_b2": values(1, size)}
        weights |= {f"{side}_l1_ffn_ffn_ln_{end}": values(1, size) for end in ("scale", "bias")}
    settings = np.frombuffer((json.dumps(_MARIAN) + "\0").encode(), np.int8)
    np.savez(folder / "opus.npz", **weights, **{"special:model.yml": settings})
    rows = (f"{json.dumps(piece, ensure_ascii=False)}: {number}\n" for number, piece in enumerate(vocabulary))
    (folder / "opus.vocab.yml").write_text("".join(rows), encoding="utf-8")
    (folder / "decoder.yml").write_text("models: [opus.npz]\nvocabs: [opus.vocab.yml, opus.vocab.yml]\n")
    for side, spm in spms.items():
        (folder / f"{side}.spm").write_bytes(spm)


def expected(folder: Path, answer: dict[str, str], sentence: str) -> str:
    """What the model says to a sentence whose punctuation is plain, by the pieces of its own sentencepiece models."""
    source, target = (
        sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{side}.spm")) for side in ("source", "target")
    )
    return target.decode([answer[piece] for piece in source.encode(sentence, out_type=str)])

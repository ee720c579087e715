"""Sentences a second, growth with length, and runs that are quadratic elsewhere; peers beside us where installed.

Run with ``PYTHONPATH=src python benchmarks/sentences.py``; ``pip install hasami pysbd sentencex`` for the ratios.
Times are processor seconds on this machine: read the ratios, not the seconds.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator

from taiyaku.sentences.english import english_spans
from taiyaku.sentences.japanese import japanese_spans

Split = Callable[[str], object]

PARAGRAPHS = {
    "ja": (
        "市は25日、新しい図書館の基本計画を公表した。蔵書は30万冊で、2028年春の開館を目指す。総額は80億円に上る。",
        "市長は「反対の声は聞いている。だが工事は止めない。」と話し、議長は「説明が足りない」と不満を示した。議会は28日に閉会する。",
        "成長率は3.5%だった（前年は2.1%）。専門家は「数値に問題はない」とみる。本当だろうか？疑問は残る。",
        "城は1603年に建てられた。[1] 天守は焼失している。[2]現在の建物は昭和の再建だ。",
    ),
    "en": (
        "The council approved the plan on Tuesday. Work starts in May and will cost $4.2 million. Few objected.",
        "“We were scared. We ran,” said Maria Lopez, 34. “Nobody helped us.” Mr. Lee of the U.S. Embassy agreed.",
        "Sales rose 5 percent. (The figures exclude online orders.) Acme Corp. Chief Executive Ann Lee resigned.",
        "The castle burned in 1612.[2] It was rebuilt by J. K. Smith at 9 a.m. on Jan. 3. Little remains.",
    ),
}
RUNS = ("「", "。[1]", "あ。「", "「あ。」", "(a.", "「(", "！", "…", "a. ", "\n", "(笑)", "あ\n")
MEGABYTES = 2


def ours(lang: str) -> Split:
    return japanese_spans if lang == "ja" else english_spans


def peers(lang: str) -> Iterator[tuple[str, Split]]:
    """Yield the splitters of other packages that can be imported."""
    if lang == "ja" and (hasami := _module("hasami")):
        yield "hasami", hasami.segment_sentences
    if sentencex := _module("sentencex"):
        yield "sentencex", lambda text: list(sentencex.segment(lang, text))
    if pysbd := _module("pysbd"):
        yield "pysbd", pysbd.Segmenter(language=lang, clean=False).segment


def _module(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return max(time.process_time() - began, 1e-6)


def text_of(lang: str, size: int) -> list[str]:
    """Return paragraphs of together about ``size`` bytes."""
    each = sum(len(paragraph.encode()) for paragraph in PARAGRAPHS[lang])
    return list(PARAGRAPHS[lang]) * (size // each)


def throughput(lang: str) -> None:
    paragraphs = text_of(lang, MEGABYTES * 1_000_000)
    count = sum(len(ours(lang)(paragraph)) for paragraph in paragraphs)
    ours_took = seconds(lambda: [ours(lang)(paragraph) for paragraph in paragraphs])
    print(f"{lang}  taiyaku    {count / ours_took:>9,.0f} sentences/s")
    for name, split in peers(lang):
        few = paragraphs if name != "pysbd" else paragraphs[: len(paragraphs) // 20]
        took = seconds(lambda few=few, split=split: [split(paragraph) for paragraph in few])
        rate = count * len(few) / len(paragraphs) / took
        print(f"{lang}  {name:<10} {rate:>9,.0f} sentences/s   taiyaku is {count / ours_took / rate:.1f} x as fast")


def growth(lang: str) -> None:
    line = (" " if lang == "en" else "").join(text_of(lang, 4_000_000))
    for name, split in [("taiyaku", ours(lang)), *peers(lang)]:
        sizes = (250_000, 500_000, 1_000_000) if name != "pysbd" else (15_000, 30_000, 60_000)
        took = [seconds(lambda size=size, split=split: split(line[:size])) for size in sizes]
        print(f"{lang}  {name:<10} {sizes[-1]:>9,} in a line {took[-1]:6.2f} s, {took[-1] / took[-2]:.1f} x half")


def runs() -> None:
    for run in RUNS:
        text = run * (20_000 // len(run))
        took = max(seconds(lambda text=text: japanese_spans(text)), seconds(lambda text=text: english_spans(text)))
        print(f"run {run!r:<12} {took:6.3f} s")


if __name__ == "__main__":
    for language in ("ja", "en"):
        throughput(language)
        growth(language)
    runs()

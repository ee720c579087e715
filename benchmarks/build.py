"""How long ``taiyaku build`` takes from cold: one page, and all pages of a folder.

python benchmarks/build.py seeds          (three runs each; the best counts)
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 3


def seconds(*pages: Path) -> float:
    """The best of three runs of the command in a process of its own."""
    best = float("inf")
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as out:
            start = time.perf_counter()
            command = [sys.executable, "-m", "taiyaku", "build", *map(str, pages), "-o", out]
            subprocess.run(command, check=True, capture_output=True)
            best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    folder = Path(sys.argv[1])
    pages = sorted(folder.glob("*.ja.*"))
    longest = max(pages, key=lambda page: page.stat().st_size)
    one, all_pages = seconds(longest), seconds(folder)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"one page, the longest ({longest.name}): {one:.2f} s")
    further = (all_pages - one) / max(len(pages) - 1, 1)
    print(f"all {len(pages)} pages: {all_pages:.2f} s, {further:.2f} s for each further page")
    print(f"peak memory: {memory:.0f} MB")


if __name__ == "__main__":
    main()

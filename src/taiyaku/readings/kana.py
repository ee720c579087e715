"""Hiragana, katakana, kanji: which character is which, and the same kana in one script.

Hiragana is the script of readings; half-width katakana and decomposed voicing marks become ordinary kana on the way.
"""

from __future__ import annotations

import re
import unicodedata

_TO_HIRAGANA = {code: code - 0x60 for code in (*range(ord("ァ"), ord("ヶ") + 1), ord("ヽ"), ord("ヾ"))}
_TO_KATAKANA = {hira: kata for kata, hira in _TO_HIRAGANA.items()}
_UNUSUAL = re.compile(r"[\uff66-\uff9f]+|.[\u3099\u309a]", re.DOTALL)  # ﾌﾟ, は + combining ゜

#: A character class (for use inside ``[...]``) of kanji and what is read like one: 々 〻 repeat a kanji, 〆 〇 are read
#: しめ and れい, ヶ ヵ abbreviate 箇 (一ヶ月 いっかげつ).
KANJI_CLASS = "\u3005-\u3007\u303bヵヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
#: The same for kana: both scripts, full and half width, ー and the marks ゝゞヽヾ; not ・, not ヶ ヵ.
KANA_CLASS = "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30f4\u30f7-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"

_KANJI = re.compile(f"[{KANJI_CLASS}]")

_ROWS = {
    "あ": "あかがさざただなはばぱまやらわぁゃゎゕ",
    "い": "いきぎしじちぢにひびぴみりゐぃ",
    "う": "うくぐすずつづぬふぶぷむゆるぅゅゔ",
    "え": "えけげせぜてでねへべぺめれゑぇゖ",
    "お": "おこごそぞとどのほぼぽもよろをぉょ",
}
_VOWEL = {kana: vowel for vowel, row in _ROWS.items() for kana in row}


def hiragana(text: str) -> str:
    """Return ``text`` with its katakana in hiragana, ー and everything else as it is.

    ``プーチン`` gives ぷーちん; ``ﾌﾟｰﾁﾝ`` too.
    """
    return _ordinary(text).translate(_TO_HIRAGANA)


def plain_hiragana(kana: str) -> str:
    """Return ordinary katakana in hiragana, faster than ``hiragana``, which looks for half-width kana as well."""
    return kana.translate(_TO_HIRAGANA)


def katakana(text: str) -> str:
    """Return ``text`` with its hiragana in katakana: ``ぷーちん`` gives プーチン, ``取り組み`` gives 取リ組ミ."""
    return _ordinary(text).translate(_TO_KATAKANA)


def plain_vowels(kana: str) -> str:
    """Return hiragana of the same length in which every ー is the vowel it lengthens, for comparing spellings.

    ``らーめん`` and ``らあめん`` both give らあめん; a ー that follows no kana stays.
    """
    if "ー" not in kana:
        return kana
    spelled: list[str] = []
    for char in kana:
        spelled.append(_VOWEL.get(spelled[-1], char) if char == "ー" and spelled else char)
    return "".join(spelled)


def is_kanji(char: str) -> bool:
    """Whether the character is a kanji (𠮷 as well) or read like one: 々 〻 〆 〇 ヶ ヵ."""
    return len(char) == 1 and _KANJI.match(char) is not None


def has_kanji(text: str) -> bool:
    """Whether a kanji is anywhere in ``text``: true for 取り組み and 1ヶ, false for 20カ."""
    return _KANJI.search(text) is not None


def _ordinary(text: str) -> str:
    return _UNUSUAL.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)

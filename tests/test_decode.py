"""Bytes to text: the encodings of Japanese pages, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.errors import InputError
from taiyaku.intake.decode import decode

RUNNING = (
    "島の小学校で六月から朝の読書が始まった。図書室の本は三千冊しかないが、町の人が家から持ち寄ってくれた。"
    "「毎朝十分だけ」と校長は言う。ところが子どもたちは、チャイムが鳴っても本を閉じない。"
    "コンピューターの前に座る時間は、去年の半分になったという。二〇二〇年に閉じた映画館も、来年また開く予定だ。"
)
CODECS = ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16")


@pytest.mark.parametrize("text, codec, declared, expected", cases("decode"))
def test_the_text_comes_back_exactly(text: str, codec: str, declared: str, expected: str) -> None:
    assert decode(text.encode(codec), "page.txt", declared) == (text, expected)


@given(st.data())
def test_twenty_characters_are_enough(data: st.DataObject) -> None:
    length = data.draw(st.integers(20, 60))
    start = data.draw(st.integers(0, len(RUNNING) - length))
    codec = data.draw(st.sampled_from(CODECS))
    text = RUNNING[start : start + length]
    assert decode(text.encode(codec), "page.txt")[0] == text


@given(st.data())
def test_vendor_characters_are_cp932(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(RUNNING) - 20))
    text = list(RUNNING[start : start + 20])
    for sign in "①㈱髙":
        text[data.draw(st.integers(0, 19))] = sign
    assert decode("".join(text).encode("cp932"), "page.txt", "shift_jis")[0] == "".join(text)


@pytest.mark.parametrize(
    "sign, pair", [("①", b"\xad\xa1"), ("㈱", b"\xad\xea"), ("Ⅲ", b"\xad\xb7"), ("髙", b"\xfc\xe2")]
)
def test_vendor_rows_of_euc_jp(sign: str, pair: bytes) -> None:
    data = RUNNING.encode("euc_jp") + pair
    assert decode(data, "page.txt")[0] == RUNNING + sign


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_newlines(end: str) -> None:
    assert decode(f"港の町{end}船が着いた。".encode(), "page.txt")[0] == "港の町\n船が着いた。"


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "is empty"),
        (b" \n\t\n", "is blank"),
        ("\u3000\n".encode(), "is blank"),
        (b"\xef\xbb\xbf", "is blank"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n", "an image"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"\x00\x01\x02\x03 no text", "is binary"),
        (bytes(range(256)), "is binary"),
        (RUNNING.encode()[:-1], "utf-8 fails at byte"),
        (b"\xff\xfe\x00", "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "page.txt")
    assert str(caught.value).startswith("page.txt: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_error_names_the_guesses() -> None:
    with pytest.raises(InputError, match=r"utf-8 .*cp932 .*euc_jp"):
        decode(RUNNING.encode()[:-1], "page.txt")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        text, _codec = decode(data, "page.txt")
    except InputError:
        return
    assert "\ufffd" not in text or "\ufffd".encode() in data
    assert "\x00" not in text
    assert "\r" not in text

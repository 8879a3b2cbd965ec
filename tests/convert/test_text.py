from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.convert.text import decode_strictly, decode_text


@pytest.mark.parametrize(
    ("untrusted", "text"),
    [
        (b"", ""),
        ("Zoë € 5".encode(), "Zoë € 5"),
        ("Zoë € 5".encode("utf-8-sig"), "Zoë € 5"),
        ("Zoë € 5".encode("utf-16"), "Zoë € 5"),
        ("Zoë € 5".encode("cp1252"), "Zoë € 5"),
        (b"\xfe\xff\x00J\x00a\x00n", "Jan"),
        (b"een\r\ntwee\rdrie\nvier", "een\ntwee\ndrie\nvier"),
        (b"een\x0ctwee\tdrie", "een\x0ctwee\tdrie"),
        (b"einde\x1a", "einde"),
        (b"a\x00b\x1bc\x7fd", "a␀b␛c␡d"),
        (b"caf\xe9 \x81", "café \\x81"),
        ("Jan\u00adsen".encode(), "Jansen"),
        ("Jan\u200bsen\u202e".encode(), "Jansen"),
        ("Zoe\u0308".encode(), "Zoë"),
        ("een\u2028twee\u0085drie".encode(), "een\ntwee\ndrie"),
    ],
)
def test_decoding(untrusted: bytes, text: str) -> None:
    assert decode_text(untrusted) == text


@given(st.binary(max_size=200))
def test_any_bytes_become_text_without_control_characters(untrusted: bytes) -> None:
    text = decode_text(untrusted)
    assert all(c.isprintable() or c.isspace() for c in text if ord(c) < 0x100)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P"])))
def test_letters_come_back_as_they_were(text: str) -> None:
    assert decode_strictly(text.encode()) == text

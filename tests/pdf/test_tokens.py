from __future__ import annotations

import time

import pytest

from woo_desk.pdf.tokens import Unsupported, number_text, numbers, string_bytes, tokens_of


def test_cuts_operators_operands_and_drops_comments() -> None:
    content = b"q 1 0 0 -1 .5 842. cm % Jansen\n/F1 12 Tf[(a\\)b)-20<41 42>]TJ T* (x)' BT/F0 9 Tf"
    assert tokens_of(content) == [
        b"q", b"1", b"0", b"0", b"-1", b".5", b"842.", b"cm", b"/F1", b"12", b"Tf", b"[",
        b"(a\\)b)", b"-20", b"<41 42>", b"]", b"TJ", b"T*", b"(x)", b"'", b"BT", b"/F0", b"9",
        b"Tf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (b"(abc)", b"abc"),
        (b"(a\\(b\\)c)", b"a(b)c"),
        (b"(a(b(c))d)", b"a(b(c))d"),
        (b"(\\101\\7\\n\\\r\nx)", b"A\x07\nx"),
        (b"(a\r\nb)", b"a\nb"),
        (b"<4 14 2 5>", b"AB\x50"),
    ],
)
def test_strings_say_what_readers_read(token: bytes, said: bytes) -> None:
    assert tokens_of(token) == [token]
    assert string_bytes(token) == said


@pytest.mark.parametrize("content", [b"(open", b"<zz>", b"a ) b", b"((((((", b"<< /A", b"{ 1 }"])
def test_what_is_not_well_formed_is_refused(content: bytes) -> None:
    with pytest.raises(Unsupported):
        numbers(tokens_of(content), 0)


def test_unbalanced_brackets_cost_no_time() -> None:
    """A page of compressed garbage once kept the tokeniser busy for ever."""
    content = b"(ab\\c" * 20_000
    start = time.process_time()
    with pytest.raises(Unsupported):
        tokens_of(content)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.0, b"0"), (-0.0000001, b"0"), (12.5, b"12.5"), (1e-7, b"0"), (3, b"3")],
)
def test_numbers_are_written_without_exponent(value: float, written: bytes) -> None:
    assert number_text(value) == written

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_desk.domain.geometry import Box
from woo_desk.usecases.requests import RenderResult, TextResult
from woo_desk.workers import codec, messages
from woo_desk.workers.codec import CodecError

NAME = "Sanne Voorbeeld"


def test_order_and_answer_come_back() -> None:
    request = msgspec.Raw(codec.encode(Box(1, 2, 3, 4), 1000))
    order = codec.decode_order(codec.encode(messages.Run("a", "t", request, 1.0), 1000))
    assert isinstance(order, messages.Run)
    assert codec.decode(order.request, Box) == Box(1, 2, 3, 4)
    answer = messages.Erred("a", "damaged", {"page": 3, "name": "x.pdf"}, 5)
    assert codec.decode_answer(codec.encode(answer, 1000)) == answer


def test_too_long_a_message_is_not_sent() -> None:
    assert len(codec.encode(b"x" * 90, 100)) <= 100
    with pytest.raises(CodecError, match="at most 100"):
        codec.encode(b"x" * 101, 100)


def test_what_cannot_be_sent_is_refused() -> None:
    with pytest.raises(CodecError, match="cannot encode object"):
        codec.encode(object(), 100)


@pytest.mark.parametrize(
    "value",
    [
        {"x0": 5, "y0": 0, "x1": 1, "y1": 1},  # no box: x0 > x1
        {"x0": float("nan"), "y0": 0, "x1": 1, "y1": 1},
        {"x0": NAME, "y0": 0, "x1": 1, "y1": 1},
        {"x0": 0},
        NAME,
    ],
)
def test_what_breaks_a_rule_of_the_domain_is_refused_without_quoting_it(value: object) -> None:
    with pytest.raises(CodecError) as caught:
        codec.decode(msgspec.msgpack.encode(value), Box)
    assert str(caught.value) == "not a Box"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    "answer",
    [
        messages.Erred("a", "Not A Key", {}, 0),
        messages.Erred("a", "key", {"text": "x" * (messages.VALUE_LIMIT + 1)}, 0),
        messages.Erred("a", "key", {str(n): n for n in range(21)}, 0),
        messages.Progressed("a", -1, 1),
        messages.Halted("a" * 65, 0),
    ],
)
def test_answer_out_of_bounds_is_refused(answer: messages.Answer) -> None:
    with pytest.raises(CodecError):
        codec.decode_answer(msgspec.msgpack.encode(answer))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(CodecError):
        codec.decode_answer(b"\x91" * 500_000)


@given(st.binary(max_size=200))
def test_garbage_is_refused_or_is_an_answer(data: bytes) -> None:
    try:
        answer = codec.decode_answer(data)
    except CodecError:
        return
    assert isinstance(answer, messages.Answer)


@given(st.binary(max_size=200))
def test_garbage_is_no_result(data: bytes) -> None:
    for kind in (RenderResult, TextResult):
        try:
            value = codec.decode(data, kind)
        except CodecError:
            continue
        assert isinstance(value, kind)

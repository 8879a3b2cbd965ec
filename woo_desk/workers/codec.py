"""Values to bytes and back, with types and lengths checked. No pickle: bytes cannot run code."""

from __future__ import annotations

import functools
from typing import Any, TypeVar

import msgspec

from woo_desk.workers import messages

T = TypeVar("T")

LONGEST_ORDER = 64 * 1024 * 1024
"""Bytes; the longest message to a worker. A redaction request of a long document is some 1 MB."""
LONGEST_ANSWER = 256 * 1024 * 1024
"""Bytes; the longest message from a worker. An A3 page at six pixels per point is 108 MB."""


class CodecError(Exception):
    """A message is too long, garbled, or not of the type that belongs there."""


def encode(value: object, longest: int) -> bytes:
    """The value as bytes.

    Raises:
        CodecError: it would be longer than `longest` bytes, or holds what cannot be encoded.
    """
    try:
        data = msgspec.msgpack.encode(value)
    except (TypeError, ValueError, OverflowError) as error:
        msg = f"cannot encode {type(value).__name__}"
        raise CodecError(msg) from error
    if len(data) > longest:
        msg = f"{type(value).__name__} takes {len(data)} bytes, at most {longest} may be sent"
        raise CodecError(msg)
    return data


def decode_order(data: bytes) -> messages.Order:
    """A message to a worker; CodecError when it is none."""
    order: messages.Order = _decode(data, messages.Order)
    return order


def decode_answer(untrusted_data: bytes) -> messages.Answer:
    """A message from a worker; CodecError when it is none."""
    answer: messages.Answer = _decode(untrusted_data, messages.Answer)
    return answer


def decode(untrusted_data: bytes | msgspec.Raw, kind: type[T]) -> T:
    """The value of type `kind` that the bytes hold.

    Raises:
        CodecError: the bytes hold anything else. The message never quotes them.
    """
    value: T = _decode(untrusted_data, kind)
    return value


def _decode(untrusted_data: bytes | msgspec.Raw, kind: Any) -> Any:
    try:
        return _decoder(kind).decode(untrusted_data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # WHY from None: the cause may quote values out of a document.
        msg = f"not a {getattr(kind, '__name__', kind)}"
        raise CodecError(msg) from None


@functools.cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)

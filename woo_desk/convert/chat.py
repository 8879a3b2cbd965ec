"""JSON as readable pages: chats as Teams, Slack, Telegram or Signal export them, and data.

WHY not as it stands: in JSON letters with an accent may be written as numbers, so that nobody finds
such a name, neither a reader nor a search. Source: RFC 8259.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from woo_desk.convert.html import html_blocks
from woo_desk.convert.result import Converted, limit
from woo_desk.convert.text import decode_strictly
from woo_desk.domain.document import IntakeProblem
from woo_desk.domain.printout import Block, Ink, Kind, Paragraph, Run
from woo_desk.texts import text

_MAX_DEPTH = 60
_MAX_VALUES = 400_000
_WORDS = ("content", "text", "body", "message", "messageText")
_WHO = ("from", "sender", "senderName", "sender_name", "displayName", "user", "user_name",
        "username", "author", "name", "imdisplayname")  # fmt: skip
_WHEN = ("timestamp", "createdDateTime", "originalarrivaltime", "date", "ts", "time", "sent_at",
         "created_at", "sentAt")  # fmt: skip
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(?!\s*:)')
"""Not of keys: those of a message are told by how it is printed."""
_EPOCH = range(100_000_000, 10_000_000_000)
"""Seconds since 1970 that are a moment between 1973 and 2286."""


def convert_json(untrusted: bytes) -> Converted | None:
    """The values of a JSON file, messages of chats as messages; None for what is no JSON.

    Raises:
        LimitExceeded: more values than fit on pages, or nested too deeply.
    """
    content = decode_strictly(untrusted)
    if content is None or content.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return None
    try:
        value = _values(content)
    except RecursionError:
        raise limit(IntakeProblem.TOO_COMPLEX) from None
    except ValueError:
        return None
    result = Converted()
    _Printer(result).add(value, 0)
    result.source_text += _strings(content)
    return result


def _values(content: str) -> object:
    """What the file holds; where each line is a value of its own, the list of them."""
    try:
        return json.loads(content)
    except ValueError:
        return [json.loads(line) for line in content.splitlines() if line.strip()]


def _strings(content: str) -> Iterator[str]:
    """Every string of the file, found by a pattern and not by reading the JSON."""
    for match in _STRING.finditer(content):
        said = json.loads(f'"{match[1]}"', strict=False)
        yield _MARKUP.sub(" ", said) if isinstance(said, str) else ""


class _Printer:
    def __init__(self, result: Converted) -> None:
        self._result = result
        self._count = 0

    def add(self, value: object, depth: int, label: str = "") -> None:
        """A value with all that is in it, each further in than what it is in."""
        self._count += 1
        if depth > _MAX_DEPTH or self._count > _MAX_VALUES:
            raise limit(IntakeProblem.TOO_COMPLEX)
        if isinstance(value, Mapping):
            self._object(value, depth, label)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if label:
                self._line(depth, f"{label}:", "")
            for each in value:
                self.add(each, depth + bool(label))
        elif isinstance(value, str) and _MARKUP.search(value):
            if label:
                self._line(depth, f"{label}:", "")
            self._result.blocks += self._markup(value)
        else:
            self._line(depth, f"{label}:" if label else "", _shown(value))

    def _object(self, value: Mapping[str, object], depth: int, label: str) -> None:
        if label:
            self._line(depth, f"{label}:", "")
            depth += 1
        told = self._message(value, depth)
        for key, each in value.items():
            if key not in told:
                self.add(each, depth + bool(told), key)

    def _message(self, value: Mapping[str, object], depth: int) -> frozenset[str]:
        """Print a message of a chat with who wrote it and when; gives the keys that are told."""
        words = next((k for k in _WORDS if isinstance(value.get(k), str)), None)
        who = next((k for k in _WHO if isinstance(value.get(k), str) and k != words), None)
        when = next((k for k in _WHEN if isinstance(value.get(k), str | int | float)), None)
        if words is None or who is None or when is None:
            return frozenset()
        said, name = str(value[words]), str(value[who])
        head = f"{_moment(value[when])} {name}:"
        if _MARKUP.search(said):
            self._line(depth, head, "")
            self._result.blocks += self._markup(said)
        else:
            self._line(depth, head, said)
        return frozenset((words, who, when))

    def _markup(self, value: str) -> list[Block]:
        inner = Converted()
        blocks, _ = html_blocks(value, inner, {})
        self._result.hidden += inner.hidden
        for problem in inner.warnings:
            self._result.warn(problem)
        return blocks

    def _line(self, depth: int, label: str, words: str) -> None:
        runs = [Run(label, Ink.BOLD)] if label else []
        if words:
            runs.append(Run(f" {words}" if label else words))
        if runs:
            kind = Kind.BODY if depth < 2 else Kind.SMALL
            self._result.blocks.append(Paragraph(tuple(runs), kind, min(depth, 6)))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return text("mark.yes") if value else text("mark.no")
    return "" if value is None else str(value)


def _moment(value: object) -> str:
    """Seconds since 1970 as a moment in UTC; whatever else it is, as it stands."""
    try:
        seconds = float(str(value))
    except ValueError:
        return str(value)
    if int(seconds) not in _EPOCH:
        return str(value)
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return f"{value} ({moment:%d-%m-%Y %H:%M} UTC)"

"""What a page is, to the last byte: a digest of all that decides what it shows and says.

That is its content, its resources with everything that they lead to, and its own keys. Numbers of
objects are no part of it: in another file the same page has others. Where anything is not
understood there is no print, and such a page equals none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

MAX_DEPTH = 40
"""Objects that lead to objects: resources, a font, its descriptor, the font file."""

_TOKENS = re.compile(rb"\((?:[^()\\]|\\.)*+\)|(?<![\w.])(\d++) (\d++) R\b", re.DOTALL)
"""Strings, in which nothing is a reference, and references. qpdf escapes brackets in strings."""
_PAINTS = re.compile(rb"/Form\b|/Type3\b|/PatternType 1\b")
_ELSEWHERE = frozenset(
    ("/Type", "/Parent", "/Contents", "/Resources", "/StructParents", "/Tabs", "/Annots")
)
"""Keys of a page that say nothing of what it shows: its place in the file, and its tags and links,
which are looked at in every file."""


@dataclass(frozen=True, slots=True)
class Print:
    """A page, or an object with all that it leads to."""

    digest: bytes
    streams: Mapping[int, bytes]
    """Number of each stream in it -> digest of its bytes as they are stored."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """One page, taken apart.

    Attributes:
        contents: its content streams, in order.
        fonts: by name.
        rest: its other resources, and its own keys.
    """

    contents: tuple[pikepdf.Stream, ...]
    fonts: Mapping[str, pikepdf.Object]
    rest: pikepdf.Dictionary


def parts_of(page: Any) -> PageParts:
    """Take a page apart, with the keys that it inherits put in it before.

    Raises:
        ValueError: its content is of another kind.
        TypeError, AttributeError: so are its resources.
    """
    found = page.get("/Contents", pikepdf.Array())
    contents: tuple[Any, ...] = tuple(found) if isinstance(found, pikepdf.Array) else (found,)
    if not all(isinstance(stream, pikepdf.Stream) for stream in contents):
        msg = "content of another kind"
        raise ValueError(msg)
    resources = dict(page.get("/Resources", pikepdf.Dictionary()).items())
    fonts = dict(resources.pop("/Font", pikepdf.Dictionary()).items())
    own = {key: value for key, value in page.items() if key not in _ELSEWHERE}
    return PageParts(contents, fonts, pikepdf.Dictionary(Own=own, Resources=resources))


@dataclass(slots=True)
class Prints:
    """The prints of one file, each object of which is looked at once."""

    _pdf: pikepdf.Pdf
    _known: dict[tuple[int, int], Print | None] = field(default_factory=dict)
    """None while it is being looked at."""

    def page(self, parts: PageParts) -> Print:
        """The print of a page, or of what was left of it.

        Raises:
            ValueError: objects that lead to themselves, or are nested too deep.
            pikepdf.PdfError: it is damaged.
        """
        streams: dict[int, bytes] = {}
        said = [self._text(parts.rest.unparse(), 0, streams)]
        for name in sorted(parts.fonts):
            font = pikepdf.Array([parts.fonts[name]])
            said += [name.encode(), self._text(font.unparse(), 0, streams)]
        said.append(b"%d" % len(parts.contents))
        said += [self._object(*stream.objgen, 0, streams) for stream in parts.contents]
        return Print(_digest(said), streams)

    def _object(self, number: int, generation: int, depth: int, streams: dict[int, bytes]) -> bytes:
        key = number, generation
        if key not in self._known:
            self._known[key] = None
            self._known[key] = self._new(key, depth)
        known = self._known[key]
        if known is None:
            msg = "an object that leads to itself"
            raise ValueError(msg)
        streams.update(known.streams)
        return known.digest

    def _new(self, key: tuple[int, int], depth: int) -> Print:
        if depth > MAX_DEPTH:
            msg = "nested too deep"
            raise ValueError(msg)
        value: Any = self._pdf.get_object(*key)
        streams: dict[int, bytes] = {}
        if not isinstance(value, pikepdf.Stream):
            is_plain = not isinstance(value, pikepdf.Object)  # a number, a truth value, or nothing
            body = repr(value).encode() if is_plain else value.unparse(resolved=True)
            return Print(_digest([b"object", self._text(body, depth, streams)]), streams)
        stored = value.read_raw_bytes()
        streams[key[0]] = hashlib.sha256(stored).digest()
        entries = self._text(value.stream_dict.unparse(resolved=True), depth, streams)
        return Print(_digest([b"stream", entries, stored]), streams)

    def _text(self, value: bytes, depth: int, streams: dict[int, bytes]) -> bytes:
        """A value in which each reference is the digest of what it leads to.

        Raises:
            ValueError: what paints has no resources of its own, so that names in it are those of
                pages, whichever paint it.
        """
        if _PAINTS.search(value) and b"/Resources" not in value:
            msg = "resources of a page"
            raise ValueError(msg)

        def print_of(token: re.Match[bytes]) -> bytes:
            if token[1] is None:
                return token[0]
            digest = self._object(int(token[1]), int(token[2]), depth + 1, streams)
            return b"@" + digest.hex().encode()

        return _TOKENS.sub(print_of, value)


def _digest(said: Iterable[bytes]) -> bytes:
    whole = hashlib.sha256()
    for each in said:
        whole.update(b"%d " % len(each))
        whole.update(each)
    return whole.digest()

"""Looks at what fonts tell besides what is printed: names in them, and letters nobody reads."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Container, Iterable, Mapping

import pikepdf

from woo_desk.domain.export import ResidueKind
from woo_desk.verify.findings import Check
from woo_desk.verify.strings import from_hex
from woo_desk.verify.structure import Walk
from woo_desk.verify.vocabulary import SFNT

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])", re.DOTALL)


def check_names(pdf: pikepdf.Pdf, walk: Walk, check: Check, proved: Container[int] = ()) -> None:
    """Report embedded TrueType and OpenType fonts that carry a table of names.

    Args:
        pdf: the file.
        walk: what each object is.
        check: takes the findings.
        proved: numbers of streams that were looked at before.

    Raises:
        struct.error: the table directory is damaged.
    """
    for number in sorted(walk.roles):
        if walk.roles[number] != "fontfile" or number in proved:
            continue
        data = pdf.get_object(number, 0).read_bytes()
        if data[:4] in (*SFNT, b"ttcf") and b"name" in _tables(data):
            check.add(ResidueKind.FONT, place=f"object {number}, name table")


def _tables(data: bytes) -> set[bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    return {
        bytes(struct.unpack_from(">4s", data, 12 + 16 * index)[0])
        for index in range(count)
        if struct.unpack_from(">I", data, 12 + 16 * index + 12)[0] > 0
    }


def mapped_letters(
    pdf: pikepdf.Pdf, walk: Walk, proved: Container[int] = ()
) -> Mapping[int, frozenset[str]]:
    """The letters and digits that each ToUnicode table can give, by object number.

    Those of fonts that were looked at before are left out: their pages print them.
    """
    return {
        number: letters_in(_values(pdf.get_object(number, 0).read_bytes()))
        for number in sorted(walk.roles)
        if walk.roles[number] == "cmap"
        and number not in proved
        and isinstance(pdf.get_object(number, 0), pikepdf.Stream)
    }


def check_letters(
    mapped: Mapping[int, frozenset[str]], printed: frozenset[str], check: Check
) -> None:
    """Report ToUnicode tables with letters that stand on no page: those of removed words.

    Args:
        mapped: what `mapped_letters` gave.
        printed: the letters and digits on all pages, as `letters_in` gives them.
        check: takes the findings.
    """
    for number, letters in mapped.items():
        if letters - printed:
            check.add(ResidueKind.FONT, place=f"object {number}, letters")


def letters_in(texts: Iterable[str]) -> frozenset[str]:
    """The letters and digits of some texts, one by one."""
    plain = unicodedata.normalize("NFKD", "".join(texts))
    return frozenset(character for character in plain if character.isalnum())


def _values(cmap: bytes) -> list[str]:
    values: list[bytes] = []
    for block in _CHARS.finditer(cmap):
        values.extend(from_hex(pair[2]) for pair in _PAIR.finditer(block[1]))
    for block in _RANGES.finditer(cmap):
        for entry in _RANGE.finditer(block[1]):
            values.extend(_range(entry))
    return [value.decode("utf-16-be", "replace") for value in values]


def _range(entry: re.Match[bytes]) -> list[bytes]:
    if entry[4] is not None:
        return [from_hex(value) for value in re.findall(_HEX, entry[4])]
    first, last = int(entry[1], 16), int(entry[2], 16)
    start = from_hex(entry[3])
    base, size = int.from_bytes(start, "big"), len(start)
    return [(base + step).to_bytes(size, "big") for step in range(min(last - first, 65535) + 1)]

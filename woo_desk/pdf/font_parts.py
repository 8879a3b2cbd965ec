"""What all embedded fonts have in common: a safe name, the program, the descriptor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tokens import Unsupported

_DESCRIPTOR_NUMBERS = (
    "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/XHeight", "/StemV", "/StemH",
    "/Leading", "/AvgWidth", "/MaxWidth", "/MissingWidth", "/FontWeight",
)  # fmt: skip
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What has to be rebuilt."""

    source: pikepdf.Object
    codes: frozenset[int]
    number: int
    """Running number in the output; makes the subset's name."""

    @property
    def base_name(self) -> str:
        """A name of ours, which says nothing.

        WHY not the family: a surname may be a font's name ("Arial"), and a name that is left out
        only then would tell of it.
        """
        number, tag = self.number, ""
        for _ in range(6):
            number, digit = divmod(number, 26)
            tag = chr(65 + digit) + tag
        return f"{tag}+F{self.number}"


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font program as it is written."""

    data: bytes
    key: str
    """Under which it belongs: /FontFile, /FontFile2 or /FontFile3."""
    kind: str = ""
    """/Subtype of the stream, for /FontFile3."""
    lengths: tuple[int, ...] = ()
    """Of its parts: three for /FontFile, one for /FontFile2."""
    glyph_names: tuple[str, ...] = ()
    """For /CharSet, which PDF/A asks of a Type 1 subset."""


def is_in_file(descriptor: Any) -> bool:
    """Whether a font carries its program."""
    return descriptor is not None and any(key in descriptor for key in _PROGRAMS)


def program_of(descriptor: pikepdf.Object) -> tuple[bytes, str]:
    """The embedded program, and under which key it belongs: an OpenType wrapper is taken off."""
    if isinstance(descriptor.get("/FontFile"), pikepdf.Stream):
        return descriptor.FontFile.read_bytes(), "/FontFile"
    for key in ("/FontFile2", "/FontFile3"):
        stream = descriptor.get(key)
        if isinstance(stream, pikepdf.Stream):
            data = stream.read_bytes()
            if data[:4] == b"OTTO":
                return bytes(read_table(data, b"CFF ")), "/FontFile3"
            if data[:4] in (b"\0\1\0\0", b"true", b"ttcf"):
                return data, "/FontFile2"
            return data, "/FontFile3"
    raise Unsupported("font not embedded")


def read_table(data: bytes, tag: bytes) -> bytes:
    """One table of an OpenType file."""
    for index in range(int.from_bytes(data[4:6], "big")):
        entry = data[12 + 16 * index : 28 + 16 * index]
        if entry[:4] == tag:
            offset, length = (int.from_bytes(entry[i : i + 4], "big") for i in (8, 12))
            return data[offset : offset + length]
    raise Unsupported("broken font")


def descriptor_of(
    target: pikepdf.Pdf,
    source: Any,
    name: pikepdf.Object,
    program: Embedded,
) -> pikepdf.Object:
    """A font descriptor with the program in it.

    Args:
        target: the output.
        source: descriptor of the source, or a mapping with the same keys.
        name: of the font.
        program: to embed.
    """
    result = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=name)
    result.Flags = int(source.get("/Flags", 4)) & 0x700FF
    box = source.get("/FontBBox")
    corners = [float(x) for x in box] if box is not None else [0.0, -200.0, 1000.0, 900.0]
    result.FontBBox = pikepdf.Array([tidy(x) for x in corners[:4]])
    for entry in _DESCRIPTOR_NUMBERS:
        if entry in source:
            result[entry] = tidy(float(source[entry]))
    for entry, standing in (("/ItalicAngle", 0), ("/Ascent", 900), ("/Descent", -200),
                            ("/CapHeight", 700), ("/StemV", 80)):  # fmt: skip
        if entry not in result:
            result[entry] = standing
    if program.glyph_names:
        names = "".join(f"/{glyph}" for glyph in sorted(program.glyph_names))
        result.CharSet = pikepdf.String(names)
    # WHY a line end: after the zeros and `cleartomark` of a Type 1 program only that is allowed.
    filler = b"\n" if program.key == "/FontFile" else b"\1"
    stream = make_stream(target, program.data, filler=filler)
    for number, length in enumerate(program.lengths, 1):
        stream[f"/Length{number}"] = length
    if program.kind:
        stream.Subtype = pikepdf.Name(program.kind)
    result[program.key] = stream
    return target.make_indirect(result)


def tidy(value: float) -> int | float:
    """The number without a needless fraction."""
    return int(value) if value == int(value) else round(value, 4)

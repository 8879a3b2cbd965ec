"""Colour: every colour operator becomes `g` or `rg`, so no profile or spot name is written.

WHY device colours: the output intent of the file is sRGB, and a profile, a spot colour or its
tint function can carry text. What cannot be expressed so (patterns, Lab, sampled tints) goes the
next safer way. Source: ISO 32000-1, 8.6; ISO 19005-2, 6.2.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from woo_desk.pdf.tokens import Unsupported, number_text, numbers

Rgb = tuple[float, float, float]

_DEVICE = {
    "/DeviceGray": "gray",
    "/G": "gray",
    "/CalGray": "gray",
    "/DeviceRGB": "rgb",
    "/RGB": "rgb",
    "/CalRGB": "rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
}
_COMPONENTS = {"gray": 1, "rgb": 3, "cmyk": 4, "indexed": 1, "tint": 1}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space, reduced to what is needed to turn its colours into grey or RGB."""

    kind: str
    """gray, rgb, cmyk, indexed or tint."""
    base: str = ""
    """Device space of the palette or of the tint's result."""
    palette: bytes = b""
    ends: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    """Tint: the colours at 0 and at 1."""
    exponent: float = 1.0

    @property
    def components(self) -> int:
        """How many numbers a colour has."""
        return _COMPONENTS[self.kind]

    def paint(self, values: tuple[float, ...]) -> tuple[float, ...]:
        """The colour as one grey value or three of red, green, blue; each 0 to 1."""
        if self.kind == "indexed":
            count = _COMPONENTS[self.base]
            index = max(0, min(int(values[0]), len(self.palette) // count - 1))
            raw = self.palette[index * count : (index + 1) * count]
            return _device(self.base, tuple(byte / 255 for byte in raw))
        if self.kind == "tint":
            share = max(0.0, min(1.0, values[0])) ** self.exponent
            low, high = self.ends
            mixed = tuple(a + share * (b - a) for a, b in zip(low, high, strict=True))
            return _device(self.base, mixed)
        return _device(self.kind, values)


GRAY = Space("gray")
RGB = Space("rgb")
CMYK = Space("cmyk")
_SPACES = {"gray": GRAY, "rgb": RGB, "cmyk": CMYK}


def _device(kind: str, values: tuple[float, ...]) -> tuple[float, ...]:
    values = tuple(max(0.0, min(1.0, value)) for value in values)
    if kind != "cmyk":
        return values
    cyan, magenta, yellow, black = values
    return (
        1 - min(1.0, cyan + black),
        1 - min(1.0, magenta + black),
        1 - min(1.0, yellow + black),
    )


def space_of(value: pikepdf.Object, named: pikepdf.Object | None, depth: int = 0) -> Space:
    """The colour space that an object or a resource name stands for.

    Args:
        value: a name or an array.
        named: the /ColorSpace resources in force, if any.
        depth: of aliases followed so far.

    Raises:
        Unsupported: for a space that cannot be expressed in grey or RGB.
    """
    if depth > 4:
        raise Unsupported("colour space")
    if isinstance(value, pikepdf.Name):
        kind = _DEVICE.get(str(value))
        if kind:
            return _SPACES[kind]
        found = named.get(str(value)) if named is not None else None
        if found is None:
            raise Unsupported("colour space")
        return space_of(found, named, depth + 1)
    if not isinstance(value, pikepdf.Array) or not len(value):
        raise Unsupported("colour space")
    return _array_space(value, named, depth)


def _array_space(value: pikepdf.Array, named: pikepdf.Object | None, depth: int) -> Space:
    family = str(value[0])
    if family in _DEVICE:
        return _SPACES[_DEVICE[family]]
    if family == "/ICCBased":
        components = int(value[1].get("/N", 0))
        kind = {1: "gray", 3: "rgb", 4: "cmyk"}.get(components)
        if kind is None:
            raise Unsupported("colour space")
        return _SPACES[kind]
    if family in ("/Indexed", "/I"):
        base = space_of(value[1], named, depth + 1)
        table = value[3]
        raw = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        if base.kind not in _SPACES or not raw:
            raise Unsupported("colour space")
        return Space("indexed", base=base.kind, palette=raw[: 256 * base.components])
    if family == "/Separation":
        return _tint(value, named, depth)
    raise Unsupported("colour space")


def _tint(value: pikepdf.Array, named: pikepdf.Object | None, depth: int) -> Space:
    base, function = space_of(value[2], named, depth + 1), value[3]
    if base.kind not in _SPACES or int(function.get("/FunctionType", -1)) != 2:
        raise Unsupported("tint function")
    count = base.components
    low = tuple(float(x) for x in function.get("/C0", [0.0]))
    high = tuple(float(x) for x in function.get("/C1", [1.0]))
    if len(low) != count or len(high) != count:
        raise Unsupported("tint function")
    return Space("tint", base=base.kind, ends=(low, high), exponent=float(function.get("/N", 1)))


def colour_tokens(space: Space, operands: list[bytes], *, stroke: bool) -> list[bytes]:
    """The operator that sets this colour, with its operands."""
    painted = space.paint(numbers(operands, space.components))
    return written(painted, stroke=stroke)


def written(painted: tuple[float, ...], *, stroke: bool) -> list[bytes]:
    """`g`, `G`, `rg` or `RG` for a grey value or an RGB colour."""
    operator = (b"G" if stroke else b"g") if len(painted) == 1 else (b"RG" if stroke else b"rg")
    return [*map(number_text, painted), operator]

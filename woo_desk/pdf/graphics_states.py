"""Graphics state dictionaries: what of them is written (ISO 32000-1, 8.4.5)."""

from __future__ import annotations

from typing import Any

import pikepdf

from woo_desk.pdf.tokens import Unsupported

_BLEND_MODES = frozenset(
    [
        "/Normal",
        "/Compatible",
        "/Multiply",
        "/Screen",
        "/Overlay",
        "/Darken",
        "/Lighten",
        "/ColorDodge",
        "/ColorBurn",
        "/HardLight",
        "/SoftLight",
        "/Difference",
        "/Exclusion",
        "/Hue",
        "/Saturation",
        "/Color",
        "/Luminosity",
    ]
)
_STATE_NUMBERS = ("/LW", "/LC", "/LJ", "/ML", "/CA", "/ca")
_STATE_FLAGS = ("/AIS", "/SA", "/TK")
_NEARLY_SOLID = 0.9
"""Opacity from which a reviewer does not see what lies under an area."""


def allowed_entries(source: pikepdf.Object) -> dict[str, Any]:
    """The entries of a graphics state that may be written, as fresh values.

    Raises:
        Unsupported: for a soft mask, a font or a dash pattern in it.
    """
    entries: dict[str, Any] = {}
    for key in source.keys():  # noqa: SIM118  # pikepdf objects iterate over values
        value = source[key]
        if key in _STATE_NUMBERS:
            entries[key] = float(value)
        elif key in _STATE_FLAGS:
            entries[key] = bool(value)
        elif key == "/BM":
            entries[key] = pikepdf.Name(_blend_mode(value))
        elif (key == "/SMask" and str(value) != "/None") or key in ("/Font", "/D"):
            raise Unsupported("graphics state")
        elif key == "/SMask":
            entries[key] = pikepdf.Name("/None")
    return entries


def stays_solid(source: pikepdf.Object, before: bool) -> bool:
    """Whether what is filled under this state hides what lies under it."""
    solid = before
    if "/ca" in source:
        solid = float(source["/ca"]) > _NEARLY_SOLID
    if "/BM" in source and _blend_mode(source["/BM"]) not in ("/Normal", "/Compatible"):
        solid = False
    return solid


def _blend_mode(value: pikepdf.Object) -> str:
    names = [str(item) for item in value] if isinstance(value, pikepdf.Array) else [str(value)]
    known = [name for name in names if name in _BLEND_MODES]
    if not known:
        raise Unsupported("blend mode")
    return known[0]

"""Which glyph a character code of a simple font means (ISO 32000-1, 9.6.6 and Annex D)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pikepdf
from fontTools.agl import AGL2UV, UV2AGL
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding

from woo_desk.pdf.sfnt import CmapKey

_KNOWN_NAMES = "|".join(sorted(map(re.escape, AGL2UV), key=len, reverse=True))
SAFE_NAME = re.compile(rf"(?:{_KNOWN_NAMES}|uni[0-9A-F]{{4}}|u[0-9A-F]{{4,6}}|[gcG]\d{{1,5}})")
"""Glyph names that may be written: those of the Adobe Glyph List and numbered ones."""

_WIN_ANSI = {
    code: UV2AGL.get(ord(char), ".notdef")
    for code in range(32, 256)
    for char in [bytes([code]).decode("cp1252", "replace")]
    if char != "\ufffd"
} | {0xA0: "space", 0xAD: "hyphen"}
_BASES: dict[str, Mapping[int, str]] = {
    "/StandardEncoding": {c: n for c, n in enumerate(StandardEncoding) if n != ".notdef"},
    "/MacRomanEncoding": {c: n for c, n in enumerate(MacRoman) if n != ".notdef"},
    "/WinAnsiEncoding": _WIN_ANSI | dict.fromkeys((0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D), "bullet"),
}


def code_names(
    encoding: pikepdf.Object | None, codes: Iterable[int], built_in: Mapping[int, str]
) -> dict[int, str]:
    """Glyph name of each code.

    Args:
        encoding: the font's /Encoding, a name, a dictionary or None.
        codes: those asked for.
        built_in: the font program's own encoding; empty for the standard one.
    """
    base: Mapping[int, str] = built_in or _BASES["/StandardEncoding"]
    differences: dict[int, str] = {}
    if isinstance(encoding, pikepdf.Name):
        base = _BASES.get(str(encoding), base)
    elif isinstance(encoding, pikepdf.Dictionary):
        base = _BASES.get(str(encoding.get("/BaseEncoding")), base)
        differences = _differences(encoding.get("/Differences"))
    return {
        code: name
        for code in codes
        if (name := differences.get(code, base.get(code, ""))) and name != ".notdef"
    }


def _differences(array: pikepdf.Object | None) -> dict[int, str]:
    result: dict[int, str] = {}
    code = 0
    for item in array if isinstance(array, pikepdf.Array) else ():
        if isinstance(item, pikepdf.Name):
            result[code] = str(item)[1:]
            code += 1
        else:
            code = int(item)
    return result


def unicode_of(name: str) -> int | None:
    """The character that a glyph name stands for, by the Adobe Glyph List."""
    if name in AGL2UV:
        return int(AGL2UV[name])
    match = re.fullmatch(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})", name)
    return int(match[1] or match[2], 16) if match else None


def true_type_candidates(
    cmaps: Mapping[CmapKey, Mapping[int, int]],
    encoding: pikepdf.Object | None,
    codes: frozenset[int],
    *,
    symbolic: bool,
) -> dict[CmapKey, dict[int, int]]:
    """The entries of each character map that a reader may need for these codes."""
    names = code_names(encoding, codes, {})
    unicodes = {u for name in names.values() if (u := unicode_of(name)) is not None}
    mac = {name: code for code, name in _BASES["/MacRomanEncoding"].items()}
    mac_codes = codes | {mac[name] for name in names.values() if name in mac}
    symbols = {page + code for code in codes for page in (0, 0xF000, 0xF100, 0xF200)}
    wanted: dict[CmapKey, set[int] | frozenset[int]] = {
        (1, 0): mac_codes,
        (3, 0): symbols,
        (3, 1): unicodes | codes,
    }
    if symbolic and (3, 0) in cmaps:
        wanted.pop((3, 1))
    return {
        key: {code: glyph for code, glyph in cmaps[key].items() if code in chosen}
        for key, chosen in wanted.items()
        if key in cmaps
    }

"""Which glyph a character code of a simple font means (ISO 32000-1, 9.6.6 and Annex D)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pikepdf
from fontTools.agl import AGL2UV, LEGACY_AGL2UV, UV2AGL, toUnicode
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding

from woo_desk.pdf.sfnt import CmapKey

_KNOWN_NAMES = frozenset(AGL2UV) | frozenset(LEGACY_AGL2UV)
_NUMBERED_NAME = re.compile(r"uni[0-9A-F]{4}|u[0-9A-F]{4,6}|[gcG]\d{1,5}")

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


def is_safe_name(name: str) -> bool:
    """Whether a glyph name may be written: of the Adobe Glyph List, or numbered."""
    return name in _KNOWN_NAMES or _NUMBERED_NAME.fullmatch(name) is not None


def text_of(name: str) -> str:
    """What a glyph with this name says, "" when its name does not tell."""
    return str(toUnicode(name)) if is_safe_name(name) else ""


def unicode_of(name: str) -> int | None:
    """The one character that a glyph name stands for."""
    said = text_of(name)
    return ord(said) if len(said) == 1 else None


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
    if symbolic:  # one map only, so that no reader takes another (ISO 19005-2, 6.2.11.6)
        best = next((key for key in ((3, 0), (1, 0), (3, 1)) if key in cmaps), (3, 0))
        wanted = {best: wanted[best]}
    return {
        key: {code: glyph for code, glyph in cmaps[key].items() if code in chosen}
        for key, chosen in wanted.items()
        if key in cmaps
    }

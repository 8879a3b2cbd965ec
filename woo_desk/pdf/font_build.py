"""Rebuilds one font dictionary with its program, from allow-listed entries and used codes only.

Source: ISO 32000-1, 9.6-9.8; ISO 19005-2, 6.2.11 (every font embedded, widths that agree).
"""

from __future__ import annotations

import pikepdf

from woo_desk.pdf.cmaps import read_to_unicode, write_to_unicode
from woo_desk.pdf.font_composite import build_composite
from woo_desk.pdf.font_parts import FontFacts
from woo_desk.pdf.font_simple import build_simple
from woo_desk.pdf.streams import make_stream
from woo_desk.pdf.tokens import Unsupported


def build_font(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    """Fill `result`, an empty dictionary in the target file; Unsupported when it cannot be done."""
    kind = str(facts.source.get("/Subtype"))
    result.Type = pikepdf.Name.Font
    result.BaseFont = pikepdf.Name(f"/{facts.base_name}")
    if kind == "/Type0":
        build_composite(target, facts, result)
    elif kind in ("/TrueType", "/Type1", "/MMType1"):
        build_simple(target, facts, result)
    else:
        raise Unsupported("font kind")
    _add_to_unicode(target, facts, result)


def _add_to_unicode(target: pikepdf.Pdf, facts: FontFacts, result: pikepdf.Object) -> None:
    stream = facts.source.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream) or "/ToUnicode" in result:
        return
    mapping = read_to_unicode(stream.read_bytes(), facts.codes)
    width = 2 if str(facts.source.get("/Subtype")) == "/Type0" else 1
    result.ToUnicode = make_stream(target, write_to_unicode(mapping, code_bytes=width))

"""The words that every PDF is written in: they say nothing of the document.

A surname may be one of them ("Catalog", "Font", "Page", "Alt", "Value"). Looked for in these words,
it would be found in every file there is, and no package could be made. They are left out only where
they stand as what they are: a name of the format, to the letter, or the frame around the values of
an XMP packet. In strings, values, text and names of any other kind they count like all words.
"""

from __future__ import annotations

import re

from fontTools.agl import AGL2UV

from woo_desk.verify.grammar import GRAMMAR
from woo_desk.verify.speech import KIND_NAMES

_VALUES = (
    "Catalog Pages Page Font Type0 Type1 Type1C Type3 TrueType MMType1 CIDFontType0 CIDFontType0C "
    "CIDFontType2 OpenType FontDescriptor Encoding CMap Identity Identity-H Identity-V Adobe "
    "WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding XObject Image Form "
    "Pattern ExtGState Group Transparency Luminosity Alpha Mask Metadata XML OutputIntent "
    "GTS_PDFA1 StructTreeRoot StructElem MCR OBJR MCID ObjStm XRef Extends First Prev Root "
    "FlateDecode DCTDecode JPXDecode CCITTFaxDecode JBIG2Decode LZWDecode RunLengthDecode "
    "ASCIIHexDecode ASCII85Decode DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab ICCBased "
    "Indexed Separation DeviceN Normal Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn "
    "HardLight SoftLight Difference Exclusion Hue Saturation Color Compatible Perceptual "
    "RelativeColorimetric AbsoluteColorimetric None All Default PDF Text ImageB ImageC ImageI "
    "Artifact Layout Pagination Header Footer ActualText Alt Lang List Annots Annot Link GoTo URI "
    "Action XYZ Fit FitH FitR "
    "Cyan Magenta Yellow Black Outlines PageLabel Table Row "
    "Column Both UseOutlines UseNone R2L L2R true false null"
)
"""Values of keys, of ISO 32000-1."""

_OWN_FONTS = (
    "WOODSK+GelaktLabel",
    "WOODSL+GelaktTekstlaag",
    *("Label", "Layer", "Tekst", "Bundel"),
)
"""What the fonts of our own words are called, by themselves and on a page."""
_SHORTEST_GLYPH = 3
"""Letters of a glyph's name that says what it is ("space"); shorter ones can be put in a row."""

FORMAT_NAMES = frozenset(
    name.encode()
    for name in (
        *(key[1:] for keys in GRAMMAR.values() for key in keys if key != "*"),
        *KIND_NAMES,
        *_VALUES.split(),
        *_OWN_FONTS,
        *(name for name in AGL2UV if len(name) >= _SHORTEST_GLYPH),
    )
    if len(name) > 1
)
"""Letters by themselves count: in a row they spell a word.

Names without their solidus, as they stand in the bytes: one with a #xx code is none of them.
"""

SFNT = (b"\x00\x01\x00\x00", b"true", b"OTTO")
"""What a font of tables begins with."""
_DIRECTORY = 12
"""Bytes before the directory of its tables, which has 16 for each."""
_TABLE_NAMES = (
    "OS/2 cmap cvt fpgm gasp glyf head hhea hmtx loca maxp name post prep CFF CFF2 VORG kern "
    "vhea vmtx hdmx LTSH VDMX PCLT DSIG BASE GDEF GPOS GSUB JSTF MATH FFTM"
)
_TABLES = frozenset(name.ljust(4).encode() for name in _TABLE_NAMES.split())

_ELEMENTS = (
    r"x:xmpmeta|rdf:(?:RDF|Description|Alt|Bag|Seq|li)|dc:(?:title|format|language)"
    r"|pdf:(?:Producer|PDFVersion|Trapped)"
    r"|xmp:(?:CreateDate|ModifyDate|MetadataDate|CreatorTool)"
    r"|pdfaid:(?:part|conformance|rev)|pdfuaid:(?:part|rev)|pdfaExtension:schemas"
    r"|pdfaSchema:(?:namespaceURI|prefix|schema|property)"
    r"|pdfaProperty:(?:category|description|name|valueType)"
)
_UA = "http://www.aiim.org/pdfua/ns/id/"
_SPACES = "|".join(
    re.escape(f'xmlns:{prefix}="{address}"')
    for prefix, address in {
        "x": "adobe:ns:meta/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
        "pdfuaid": _UA,
        "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
        "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
        "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    }.items()
)
_SAID_OF_SCHEMA = (
    rf">(?:{re.escape(_UA)}|pdfuaid|PDF/UA identification schema|internal"
    r"|PDF/UA version identifier|part|Integer)(?=<)"
)
_FRAME = re.compile(
    rf"<\?xpacket begin=\"\ufeff?\" id=\"W5M0MpCehiHzreSzNTczkc9d\"\?>|<\?xpacket end=\"[rw]\"\?>"
    rf"|<(?:{_ELEMENTS})(?=[\s/>])|</(?:{_ELEMENTS})(?=>)|{_SPACES}"
    rf"|(?<=<pdf:Producer>)Woo Desk(?=</pdf:Producer>)"
    rf"|rdf:about=\"\"|rdf:parseType=\"Resource\"|xml:lang=\"x-default\"|{_SAID_OF_SCHEMA}"
)

_LEFT_OUT = b" 0 "
"""No letter: what stood on both sides is no word together."""
_STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_SYSTEM = rb"/Registry\s*\(Adobe\)|/Ordering\s*\((?:Identity|UCS|Japan1|GB1|CNS1|Korea1|KR)\)"
_NAME = rb"/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]+)"
_SYNTAX = re.compile(
    rb"(?P<system>" + _SYSTEM + rb")|/CharSet\s*\((?P<glyphs>[\w/.]*)\)"
    rb"|" + _NAME + rb"|" + _STRING + rb"|%[^\r\n]*|(?P<word>\b(?:true|false|null)\b)",
    re.DOTALL,
)
_CMAP = re.compile(
    rb"(?P<system>" + _SYSTEM + rb")|" + _STRING + rb"|%[^\r\n]*"
    rb"|(?P<word>/Adobe-Identity-UCS(?=\s)|(?<![\w#-])/?(?:CIDInit|ProcSet|findresource|begin|dict"
    rb"|(?:begin|end)(?:cmap|codespacerange|bfchar|bfrange|cidchar|cidrange|notdefrange|notdefchar)"
    rb"|CIDSystemInfo|Registry|Ordering|Supplement|CMap(?:Name|Type|Version)?|WMode|UIDOffset"
    rb"|XUID|def|dup|currentdict|defineresource|pop|end)(?![\w#-]))",
    re.DOTALL,
)


def is_of_format(name: bytes) -> bool:
    """Whether a name, without its solidus and as it stands there, is one of the format."""
    return name in FORMAT_NAMES


def without_syntax(value: bytes) -> bytes:
    """A piece of PDF syntax without names of the format and what stands for a character set."""
    return _SYNTAX.sub(_left, value)


def without_operators(cmap: bytes) -> bytes:
    """A CMap without the words that every CMap is written in (Adobe technical note 5014)."""
    return _CMAP.sub(_left, cmap)


def without_tables(font: bytes) -> bytes:
    """A TrueType or OpenType font without what its tables are called (OpenType, "Table Directory").

    Only in the directory, and only names of the standard; "head" anywhere else stays.
    """
    if font[:4] not in SFNT:
        return font
    kept = bytearray(font)
    for start in range(_DIRECTORY, _DIRECTORY + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[start : start + 4] in _TABLES:
            kept[start : start + 4] = bytes(4)
    return bytes(kept)


def _left(token: re.Match[bytes]) -> bytes:
    match token.lastgroup:
        case "system" | "word":
            return _LEFT_OUT
        case "name" if is_of_format(token["name"]):
            return _LEFT_OUT
        case "glyphs" if token["glyphs"]:
            names = token["glyphs"].split(b"/")
            return b"(%b)" % b"/".join(name for name in names if not is_of_format(name))
        case _:
            return token[0]


def without_frame(packet: bytes) -> bytes:
    """An XMP packet without what stands in every packet; what is not UTF-8 stays as it is."""
    try:
        text = packet.decode("utf-8")
    except UnicodeDecodeError:
        return packet
    return _FRAME.sub(" ", text).encode()

"""What makes an output a PDF/A-2b: metadata of ours, one output intent, a bare catalogue.

Source: ISO 19005-2, 6.2.3 (output intent), 6.6 (metadata). No date is written: it would differ
between two runs of the same decisions.
"""

from __future__ import annotations

import functools
from importlib.resources import files
from xml.sax.saxutils import escape

import pikepdf

from woo_desk.pdf.streams import make_stream

PRODUCER = "Woo Desk"
LANGUAGE = "nl-NL"
_CONDITION = "sRGB IEC61966-2.1"

_ACCESSIBLE = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/UA-1, and the schema in which that is said (ISO 19005-2, 6.6.2.3)."""

_SIGNS = (b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<")


def make_pdfa(target: pikepdf.Pdf, title: str, *, is_accessible: bool = False) -> None:
    """Add metadata, output intent, language and viewer preferences to a new file.

    Args:
        target: a file that was made with `pikepdf.new()`.
        title: neutral; free of personal data.
        is_accessible: whether it has tags and says all its characters: PDF/A-2a and PDF/UA-1.
    """
    metadata = make_stream(target, _xmp(_printable(title), is_accessible=is_accessible))
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    profile = make_stream(target, _srgb(), filler=b"\0")
    profile.N = 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String(_CONDITION),
        Info=pikepdf.String(_CONDITION),
        DestOutputProfile=profile,
    )
    root = target.Root
    root.Metadata = metadata
    root.OutputIntents = pikepdf.Array([target.make_indirect(intent)])
    root.Lang = pikepdf.String(LANGUAGE)
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def says_accessible(source: pikepdf.Pdf) -> bool:
    """Whether a file of ours has tags and says all its characters."""
    metadata = source.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream) or "/StructTreeRoot" not in source.Root:
        return False
    return all(sign in metadata.read_bytes() for sign in _SIGNS)


@functools.cache
def _srgb() -> bytes:
    # WHY not of "pikepdf.pdfa": that would import its converter, a quarter of a second.
    return files("pikepdf").joinpath("pdfa", "data", "sRGB.icc").read_bytes()


def _printable(title: str) -> str:
    return "".join(c if c.isprintable() else " " for c in title).strip() or PRODUCER


def _xmp(title: str, *, is_accessible: bool) -> bytes:
    level = "A" if is_accessible else "B"
    extra = _ACCESSIBLE if is_accessible else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>{level}</pdfaid:conformance>
</rdf:Description>
{extra}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""".encode()

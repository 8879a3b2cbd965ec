"""What a published PDF may consist of: an allow-list of keys per kind of dictionary.

ISO 32000-1 is the source of the keys; the choice is ours: what shows the page, what PDF/A-2 asks
for, a title, and in a bundle bookmarks and page labels. Whatever is not named here is a finding,
also when it is harmless: a name may stand in any key that nobody thought of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from woo_desk.domain.export import ResidueKind

PLAIN: Final = "plain"
"""Numbers, names and truth values, or arrays of these."""
TEXT: Final = "text"
"""A string."""
UP: Final = "up"
"""Points to what was visited already."""
SPEECH: Final = "speech"
"""A string for who cannot see the page: a language, or what a box is."""
DESTINATION: Final = "destination"
"""An array that begins with a page."""
ANY_COLOUR: Final = "colour"
FOREIGN: Final = "foreign"
"""Below something that is not allowed: visited for its kind only."""


def _keys(**children: str) -> dict[str, str]:
    """Child kind by a space-separated list of keys."""
    return {f"/{key}": kind for kind, keys in children.items() for key in keys.split()}


def _map(child: str) -> dict[str, str]:
    """Any key, all of the same kind."""
    return {"*": child}


_STREAM = _keys(plain="Length Filter", parameters="DecodeParms")
_FUNCTION = "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds"

GRAMMAR: Final[Mapping[str, Mapping[str, str]]] = {
    "trailer": _keys(
        plain="Size Type W Index Length Filter",
        parameters="DecodeParms",
        catalog="Root",
        info="Info",
    )
    | {"/ID": TEXT},
    "catalog": _keys(
        plain="Type Version PageMode PageLayout",
        node="Pages",
        text="Lang",
        xmp="Metadata",
        intent="OutputIntents",
        marked="MarkInfo",
        viewer="ViewerPreferences",
        labels="PageLabels",
        tree="StructTreeRoot",
    ),
    "tree": _keys(plain="Type ParentTreeNextKey", element="K", parents="ParentTree"),
    "parents": _keys(plain="Limits", parents="Kids", element="Nums"),
    "element": _keys(
        plain="Type S MCID",
        up="P Pg Stm Obj",
        element="K",
        attributes="A",
        speech="Alt ActualText Lang",
    ),
    "attributes": _keys(
        plain="O Scope RowSpan ColSpan ListNumbering Placement BBox Width Height Type Subtype"
    ),
    "marked": _keys(plain="Marked Suspects UserProperties"),
    "viewer": _keys(
        plain="HideToolbar HideMenubar HideWindowUI FitWindow CenterWindow DisplayDocTitle "
        "Direction NonFullScreenPageMode ViewArea ViewClip PrintArea PrintClip PrintScaling "
        "Duplex NumCopies"
    ),
    "labels": _keys(plain="Limits", labels="Kids", label="Nums"),
    "label": _keys(plain="Type S St", text="P"),
    "outlines": _keys(plain="Type Count", outline="First Last"),
    "outline": _keys(
        plain="Count C F",
        text="Title",
        up="Parent Prev Last",
        outline="First Next",
        destination="Dest",
        goto="A",
    ),
    "goto": _keys(plain="Type S", destination="D"),
    "info": _keys(text="Title Producer Creator CreationDate ModDate", plain="Trapped"),
    "xmp": _STREAM | _keys(plain="Type Subtype"),
    "intent": _keys(
        plain="Type S",
        text="OutputCondition OutputConditionIdentifier RegistryName Info",
        icc="DestOutputProfile",
    ),
    "icc": _STREAM | _keys(plain="N Range", colour="Alternate"),
    "node": _keys(plain="Type Count MediaBox CropBox Rotate", node="Kids", up="Parent"),
    "page": _keys(
        plain="Type MediaBox CropBox TrimBox BleedBox ArtBox Rotate UserUnit StructParents Tabs",
        up="Parent",
        resources="Resources",
        content="Contents",
        group="Group",
    ),
    "link": _keys(
        plain="Type Subtype Rect Border F StructParent",
        text="Contents",
        uri="A",
        destination="Dest",
    ),
    "uri": _keys(plain="Type S", text="URI"),
    "content": _STREAM,
    "resources": _keys(
        plain="ProcSet",
        fonts="Font",
        xobjects="XObject",
        states="ExtGState",
        colours="ColorSpace",
        patterns="Pattern",
        shadings="Shading",
    ),
    "fonts": _map("font"),
    "xobjects": _map("xobject"),
    "states": _map("state"),
    "colours": _map("colour"),
    "patterns": _map("pattern"),
    "shadings": _map("shading"),
    "form": _STREAM
    | _keys(
        plain="Type Subtype FormType BBox Matrix StructParents",
        resources="Resources",
        group="Group",
    ),
    "image": _STREAM
    | _keys(
        plain="Type Subtype Width Height BitsPerComponent Decode Interpolate ImageMask Matte "
        "Intent SMaskInData",
        colour="ColorSpace",
        image="SMask Mask",
    ),
    "parameters": _keys(
        plain="K EndOfLine EncodedByteAlign Columns Rows EndOfBlock BlackIs1 "
        "DamagedRowsBeforeError Predictor Colors BitsPerComponent EarlyChange ColorTransform",
        content="JBIG2Globals",
    ),
    "group": _keys(plain="Type S I K", colour="CS"),
    "state": _keys(
        plain="Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK",
        font="Font",
        mask="SMask",
        function="BG BG2 UCR UCR2 TR TR2 HT",
    ),
    "mask": _keys(plain="Type S BC", form="G", function="TR"),
    "pattern": _STREAM
    | _keys(
        plain="Type PatternType PaintType TilingType BBox XStep YStep Matrix",
        resources="Resources",
        shading="Shading",
        state="ExtGState",
    ),
    "shading": _STREAM
    | _keys(
        plain="ShadingType Background BBox AntiAlias Coords Domain Extend Matrix Decode "
        "BitsPerCoordinate BitsPerComponent BitsPerFlag VerticesPerRow",
        colour="ColorSpace",
        function="Function",
    ),
    "function": _STREAM | _keys(plain=_FUNCTION, function="Functions"),
    "colour": _STREAM
    | _keys(plain=f"{_FUNCTION} WhitePoint BlackPoint Gamma Matrix", colour="Alternate"),
    "font": _keys(
        plain="Type Subtype BaseFont FirstChar LastChar DW DW2 W W2 FontBBox FontMatrix Name",
        widths="Widths",
        descriptor="FontDescriptor",
        encoding="Encoding",
        cmap="ToUnicode",
        font="DescendantFonts",
        system="CIDSystemInfo",
        gids="CIDToGIDMap",
        procedures="CharProcs",
        resources="Resources",
    ),
    "widths": {},
    "encoding": _STREAM
    | _keys(
        plain="Type BaseEncoding Differences CMapName WMode", system="CIDSystemInfo", cmap="UseCMap"
    ),
    "cmap": _STREAM | _keys(plain="Type CMapName WMode", system="CIDSystemInfo", cmap="UseCMap"),
    "gids": _STREAM,
    "system": _keys(plain="Supplement", text="Registry Ordering"),
    "procedures": _map("content"),
    "descriptor": _keys(
        plain="Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent "
        "Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth",
        text="FontFamily CharSet",
        fontfile="FontFile FontFile2 FontFile3",
        gids="CIDSet",
    ),
    "fontfile": _STREAM | _keys(plain="Length1 Length2 Length3 Subtype"),
}
"""Kind of dictionary -> allowed key -> kind of its value."""

SETTLED: Final = frozenset(("element", "font", "descriptor"))
"""Dictionaries that no check asks for again once they were visited."""

KIND_OF_KEY: Final[Mapping[str, ResidueKind]] = {
    **dict.fromkeys(("/JS", "/JavaScript", "/AA", "/OpenAction", "/Rendition"), ResidueKind.SCRIPT),
    **dict.fromkeys(("/AcroForm", "/XFA", "/Perms"), ResidueKind.FORM_FIELD),
    **dict.fromkeys(("/Annots", "/Popup", "/B", "/Threads"), ResidueKind.ANNOTATION),
    **dict.fromkeys(("/EmbeddedFiles", "/AF", "/EF", "/FS", "/Collection"), ResidueKind.ATTACHMENT),
    **dict.fromkeys(("/OCProperties", "/OC", "/Properties"), ResidueKind.LAYER),
    **dict.fromkeys(("/URI", "/A", "/Dests"), ResidueKind.LINK),
    "/Outlines": ResidueKind.OUTLINE,
    **dict.fromkeys(
        ("/Metadata", "/PieceInfo", "/LastModified", "/Author", "/Subject", "/Keywords"),
        ResidueKind.METADATA,
    ),
}
"""Kind of residue for keys that are not allowed; any other key is STRUCTURE."""

KIND_OF_SUBTYPE: Final[Mapping[str, ResidueKind]] = {
    "/Link": ResidueKind.LINK,
    "/Widget": ResidueKind.FORM_FIELD,
    "/FileAttachment": ResidueKind.ATTACHMENT,
}
"""Kind of residue for annotations; any other subtype is ANNOTATION."""

KIND_OF_ROLE: Final[Mapping[str, ResidueKind]] = {
    "info": ResidueKind.METADATA,
    "xmp": ResidueKind.METADATA,
    "outline": ResidueKind.OUTLINE,
    "outlines": ResidueKind.OUTLINE,
    "link": ResidueKind.LINK,
    "uri": ResidueKind.LINK,
    "content": ResidueKind.TEXT,
    "form": ResidueKind.TEXT,
    "pattern": ResidueKind.TEXT,
    **dict.fromkeys(
        ("font", "descriptor", "encoding", "cmap", "fontfile", "procedures", "system", "widths"),
        ResidueKind.FONT,
    ),
}
"""Kind of residue when a term is found in such an object; RAW_BYTES otherwise."""

"""Channels around the pages: metadata, files, structure, names, objects that nothing refers to."""

from __future__ import annotations

import zlib

import pikepdf

from tests.pdf.corpus.case import NAME, Draft, case

ARRAY, DICT, N, S = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name, pikepdf.String


@case("info", "document information and XMP")
def _info() -> bytes:
    draft = Draft()
    draft.pdf.docinfo["/Author"] = NAME
    draft.pdf.docinfo["/Eigen"] = NAME.encode("utf-16-be")
    xmp = (
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:source>{NAME}</dc:source></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    draft.pdf.Root.Metadata = draft.stream(xmp, Type=N.Metadata, Subtype=N.XML)
    return draft.bytes()


@case("xmp_everywhere", "XMP on page, form, font and font file")
def _xmp_everywhere() -> bytes:
    draft = Draft()
    form = draft.form("0 0 m")
    for holder in (draft.page, draft.font, form):
        holder.Metadata = draft.stream(f"<x>{NAME}</x>")
    draft.resource("XObject", "Fm", form).content("/Fm Do\n")
    return draft.bytes()


@case("outline", "bookmarks, named destinations, page labels")
def _outline() -> bytes:
    draft = Draft()
    with draft.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Brief van {NAME}", 0))
    root = draft.pdf.Root
    root.Names = DICT(Dests=DICT(Names=ARRAY([S(NAME), ARRAY([draft.page, N.Fit])])))
    root.Dests = DICT({f"/{NAME}": ARRAY([draft.page, N.Fit])})
    root.PageLabels = DICT(Nums=ARRAY([0, DICT(P=S(NAME))]))
    return draft.bytes()


@case("attachment", "an embedded file, also as associated file")
def _attachment() -> bytes:
    draft = Draft()
    spec = pikepdf.AttachedFileSpec(
        draft.pdf,
        NAME.encode(),
        filename=f"{NAME}.txt",
        description=NAME,
        mime_type="text/plain",
        creation_date="",
        mod_date="",
    )
    draft.pdf.attachments[NAME] = spec
    draft.pdf.Root.AF = ARRAY([spec.obj])
    draft.page.AF = ARRAY([spec.obj])
    return draft.bytes()


@case("structure", "structure tree with alternative texts")
def _structure() -> bytes:
    draft = Draft()
    element = DICT(Type=N.StructElem, S=N.P, ActualText=S(NAME), Alt=S(NAME), E=S(NAME), T=S(NAME))
    root = DICT(Type=N.StructTreeRoot, K=draft.pdf.make_indirect(element),
                RoleMap=DICT({f"/{NAME}": N.P}))  # fmt: skip
    draft.pdf.Root.StructTreeRoot = draft.pdf.make_indirect(root)
    draft.pdf.Root.MarkInfo = DICT(Marked=True)
    return draft.bytes()


@case("piece_info", "private data on catalogue, page and form")
def _piece_info() -> bytes:
    draft = Draft()
    data = DICT(Word=DICT(Private=S(NAME), LastModified=S("D:20200101")))
    form = draft.form("0 0 m", PieceInfo=data)
    draft.resource("XObject", "Fm", form).content("/Fm Do\n")
    draft.page.PieceInfo = data
    draft.pdf.Root.PieceInfo = data
    draft.page.Eigen = S(NAME)
    draft.pdf.Root.Eigen = S(NAME)
    draft.page.Thumb = draft.stream(NAME)
    draft.page.VP = ARRAY([DICT(Name=S(NAME), BBox=ARRAY([0, 0, 9, 9]))])
    return draft.bytes()


@case("hidden_layer", "text on a layer that is switched off, and layer names")
def _hidden_layer() -> bytes:
    draft = Draft()
    layer = draft.pdf.make_indirect(DICT(Type=N.OCG, Name=S(NAME)))
    draft.pdf.Root.OCProperties = DICT(
        OCGs=ARRAY([layer]), D=DICT(OFF=ARRAY([layer]), Order=ARRAY([layer]), Creator=S(NAME))
    )
    draft.resource("Properties", "L1", layer)
    return draft.content(f"/OC /L1 BDC BT /F1 12 Tf 40 300 Td ({NAME}) Tj ET EMC\n").bytes()


@case("hidden_page", "a page object that is not in the page tree, and a template")
def _hidden_page() -> bytes:
    draft = Draft()
    hidden = draft.pdf.make_indirect(
        DICT(Type=N.Page, MediaBox=ARRAY([0, 0, 99, 99]), Contents=draft.stream(f"({NAME}) Tj"))
    )
    draft.pdf.Root.Names = DICT(Templates=DICT(Names=ARRAY([S(NAME), hidden])))
    return draft.bytes()


@case("colorants", "spot colour names and private colour space entries")
def _colorants() -> bytes:
    draft = Draft()
    tint = DICT(FunctionType=2, Domain=ARRAY([0, 1]), C0=ARRAY([0, 0, 0, 0]),
                C1=ARRAY([0, 1, 1, 0]), N=1)  # fmt: skip
    space = ARRAY([N.Separation, N("/" + NAME), N.DeviceCMYK, draft.pdf.make_indirect(tint)])
    draft.resource("ColorSpace", NAME, draft.pdf.make_indirect(space))
    return draft.content(f"/{NAME} cs 0.5 scn 40 200 80 14 re f\n").bytes()


@case("function_comment", "a comment in a PostScript function", in_place=False)
def _function_comment() -> bytes:
    draft = Draft()
    function = draft.stream(f"{{ % {NAME}\n dup 0 exch }}", FunctionType=4, Domain=ARRAY([0, 1]),
                            Range=ARRAY([0, 1, 0, 1, 0, 1]))  # fmt: skip
    shading = DICT(ShadingType=2, ColorSpace=N.DeviceRGB, Coords=ARRAY([0, 0, 100, 0]),
                   Function=function)  # fmt: skip
    draft.resource("Shading", "Sh", draft.pdf.make_indirect(shading))
    return draft.content("q 40 150 100 20 re W n /Sh sh Q\n").bytes()


@case("catalogue", "language, base address, legal notes, output intent, extensions")
def _catalogue() -> bytes:
    draft = Draft()
    root = draft.pdf.Root
    root.URI = DICT(Base=S(f"https://{NAME}.example/"))
    root.Lang = S(NAME)
    root.Legal = DICT(Attestation=S(NAME))
    root.OutputIntents = ARRAY(
        [DICT(S=N.GTS_PDFX, Info=S(NAME), OutputConditionIdentifier=S(NAME))]
    )
    root.Threads = ARRAY([DICT(Type=N.Thread, I=DICT(Title=S(NAME)))])
    root.Collection = DICT(Schema=DICT(F=DICT(N=S(NAME), Subtype=N.S)))
    draft.pdf.trailer.Eigen = S(NAME)
    return draft.bytes()


@case("revisions", "an earlier revision, bytes before the header and after the end")
def _revisions() -> bytes:
    first = Draft().content(f"BT /F1 9 Tf 40 90 Td ({NAME} eerder) Tj ET\n").bytes()
    packed = zlib.compress(f"({NAME}) Tj".encode())
    number = 900
    extra = b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % (number, len(packed))
    tail = first[first.rindex(b"startxref") :]
    comment = b"\nendstream\nendobj\n%" + NAME.encode() + b"\n"
    return first + b"\n" + extra + packed + comment + tail


@case("encrypted", "encrypted with an empty user password")
def _encrypted() -> bytes:
    return Draft().bytes(encryption=pikepdf.Encryption(owner="eigenaar", user="", R=6))


@case("info_key_no_utf8", "a key of the document information that is no UTF-8")
def _info_key_no_utf8() -> bytes:
    draft = Draft()
    draft.pdf.docinfo["/Eigenxx"] = NAME
    return draft.bytes().replace(b"/Eigenxx", b"/E#ff#fe")


@case("shown_layer", "text on a layer that is shown: once the page became a picture for it")
def _shown_layer() -> bytes:
    draft = Draft()
    layer = draft.pdf.make_indirect(DICT(Type=N.OCG, Name=S(NAME)))
    draft.pdf.Root.OCProperties = DICT(OCGs=ARRAY([layer]), D=DICT(ON=ARRAY([layer])))
    draft.resource("Properties", "L1", layer)
    return draft.content(f"/OC /L1 BDC BT /F1 12 Tf 40 300 Td ({NAME}) Tj ET EMC\n").bytes()

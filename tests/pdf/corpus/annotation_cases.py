"""Channels in annotations and forms."""

from __future__ import annotations

import pikepdf

from tests.pdf.corpus.case import NAME, Draft, case

ARRAY, DICT, N, S = pikepdf.Array, pikepdf.Dictionary, pikepdf.Name, pikepdf.String


def _annotate(draft: Draft, **entries: object) -> pikepdf.Object:
    note = DICT(Type=N.Annot, Rect=ARRAY([200, 200, 320, 220]), F=4)
    for key, value in entries.items():
        note[f"/{key}"] = value
    added = draft.pdf.make_indirect(note)
    if "/Annots" not in draft.page:
        draft.page.Annots = ARRAY([])
    draft.page.Annots.append(added)
    return added


def _drawn(draft: Draft) -> pikepdf.Object:
    form = draft.form(f"BT /F1 10 Tf 2 5 Td ({NAME}) Tj ET")
    form.BBox = ARRAY([0, 0, 120, 20])
    return form


@case("note", "a sticky note with author and a reply")
def _note() -> bytes:
    draft = Draft()
    note = _annotate(draft, Subtype=N.Text, Contents=S(NAME), T=S(NAME), Subj=S(NAME), RC=S(NAME))
    _annotate(draft, Subtype=N.Text, Contents=S(NAME), IRT=note, RT=N.R)
    return draft.bytes()


@case("highlight", "a highlight that quotes the text")
def _highlight() -> bytes:
    draft = Draft()
    _annotate(draft, Subtype=N.Highlight, Contents=S(NAME), T=S(NAME),
              QuadPoints=ARRAY([200, 220, 320, 220, 200, 200, 320, 200]))  # fmt: skip
    return draft.bytes()


@case("stamp", "a stamp with the name drawn on it")
def _stamp() -> bytes:
    draft = Draft()
    _annotate(draft, Subtype=N.Stamp, Name=N("/" + NAME), AP=DICT(N=_drawn(draft)))
    return draft.bytes()


@case("hidden_notes", "hidden, not viewable and rollover appearances")
def _hidden() -> bytes:
    draft = Draft()
    appearance = DICT(N=_drawn(draft), R=_drawn(draft), D=_drawn(draft))
    _annotate(draft, Subtype=N.Stamp, F=2, AP=appearance)
    _annotate(draft, Subtype=N.Stamp, F=32, AP=appearance)
    return draft.bytes()


@case("links", "links that say the name")
def _links() -> bytes:
    draft = Draft()
    _annotate(
        draft, Subtype=N.Link, Contents=S(NAME), A=DICT(S=N.URI, URI=S(f"mailto:{NAME}@x.nl"))
    )
    _annotate(draft, Subtype=N.Link, A=DICT(S=N.Launch, F=S(f"C:\\{NAME}.doc")))
    _annotate(draft, Subtype=N.Link, A=DICT(S=N.GoToR, F=S(f"{NAME}.pdf"), D=S(NAME)))
    return draft.bytes()


@case("web_links", "links of the web that say the name, in ways of writing")
def _web_links() -> bytes:
    draft = Draft()
    for number, path in enumerate(
        (NAME, f"?naam={NAME}", f"x-{NAME.lower()}", f"%4F{NAME[1:]}", f"a%2520{NAME}#b")
    ):
        place = ARRAY([200, 200 + 20 * number, 320, 215 + 20 * number])
        address = S(f"https://example.nl/{path}")
        _annotate(draft, Subtype=N.Link, Rect=place, A=DICT(S=N.URI, URI=address))
    return draft.bytes()


@case("named_link", "a link to a place in the document that is named after somebody")
def _named_link() -> bytes:
    draft = Draft()
    _annotate(draft, Subtype=N.Link, Dest=S(NAME))
    place = ARRAY([draft.page, N.XYZ, 0, 300, 0])
    draft.pdf.Root.Names = DICT(Dests=DICT(Names=ARRAY([S(NAME), place])))
    return draft.bytes()


@case("file_note", "a paper clip")
def _file_note() -> bytes:
    draft = Draft()
    file = draft.stream(NAME, Type=N.EmbeddedFile)
    spec = DICT(Type=N.Filespec, F=S(f"{NAME}.txt"), EF=DICT(F=file))
    _annotate(draft, Subtype=N.FileAttachment, FS=spec, Contents=S(NAME))
    return draft.bytes()


@case("foreign_redaction", "somebody else's redaction that was not applied")
def _foreign() -> bytes:
    draft = Draft()
    _annotate(draft, Subtype=N.Redact, OverlayText=S(NAME), RO=_drawn(draft), Contents=S(NAME))
    return draft.bytes()


@case("field", "a text field with values and actions")
def _field() -> bytes:
    draft = Draft()
    script = DICT(S=N.JavaScript, JS=S(f"app.alert('{NAME}')"))
    field = _annotate(
        draft, Subtype=N.Widget, FT=N.Tx, T=S(NAME), TU=S(NAME), TM=S(NAME), V=S(NAME), DV=S(NAME),
        DA=S("/F1 10 Tf 0 g"), AP=DICT(N=_drawn(draft)), AA=DICT(K=script),
    )  # fmt: skip
    loose = DICT(FT=N.Tx, T=S("los"), V=S(NAME))
    draft.pdf.Root.AcroForm = DICT(
        Fields=ARRAY([field, draft.pdf.make_indirect(loose)]), XFA=draft.stream(f"<x>{NAME}</x>"),
        DR=DICT(Font=DICT(F1=draft.font)), DA=S("/F1 10 Tf"),
    )  # fmt: skip
    draft.pdf.Root.OpenAction = script
    draft.pdf.Root.AA = DICT(WC=script)
    draft.page.AA = DICT(O=script)
    return draft.bytes()


@case("choice", "options of a list")
def _choice() -> bytes:
    draft = Draft()
    field = _annotate(
        draft, Subtype=N.Widget, FT=N.Ch, T=S("keuze"), Opt=ARRAY([S("een"), S(NAME)]), V=S("een"),
        MK=DICT(CA=S(NAME)), DA=S("/F1 10 Tf 0 g"),
    )  # fmt: skip
    draft.pdf.Root.AcroForm = DICT(Fields=ARRAY([field]), DR=DICT(Font=DICT(F1=draft.font)))
    return draft.bytes()


@case("media", "sound, film and rich media")
def _media() -> bytes:
    draft = Draft()
    _annotate(draft, Subtype=N.Sound, Sound=draft.stream(NAME, R=8000), Contents=S(NAME))
    _annotate(draft, Subtype=N.Screen, T=S(NAME))
    _annotate(draft, Subtype=N("/3D"), Contents=S(NAME), **{"3DD": draft.stream(NAME)})
    return draft.bytes()

"""A name planted in each file of a real package, wherever it may hide there, is found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.end2end.conftest import Meddling
from tests.end2end.test_whole_line import ready
from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from tests.publication.samples import SETTINGS
from woo_desk.domain.export import ExportProfile, Format, Verification
from woo_desk.domain.ids import Sha256
from woo_desk.domain.verify_part import WHOLE, Copied
from woo_desk.errors import ResidueFound
from woo_desk.usecases.dossier import change_dossier, open_dossier
from woo_desk.usecases.export import export_package
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.publication import change_publication_settings
from woo_desk.usecases.requests import VerifyRequest
from woo_desk.usecases.session import Session
from woo_desk.verify.copies import Proved, prove
from woo_desk.verify.folder import verify_folder
from woo_desk.verify.verify_pdf import verify_part, verify_pdf
from woo_desk.workers.engine import LocalEngine

NAME = "Sanne Kwakernaat"
LINES = ["Geachte mevrouw,", "BSN 123456782", "Met vriendelijke groet,", NAME]
FORMATS = frozenset(
    {
        Format.INVENTORY_XLSX, Format.INVENTORY_CSV, Format.INVENTORY_ODS, Format.INVENTORY_PDF,
        Format.PAGE_MAP, Format.DOSSIER, Format.DIWOO,
    }
)  # fmt: skip
PDFS = ("bundel.pdf", "certificaat.pdf", "inventarislijst.pdf", "documenten/0001.pdf")
Plant = Callable[[Path], None]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier")
    for number in (1, 2):
        (folder / f"{number}.pdf").write_bytes(simple_pdf([*LINES, f"Dossier 471{number}."]))
    path = folder / "x.woodossier"
    session = ready(path, folder / "1.pdf", folder / "2.pdf")
    with session.file:
        settings = dataclasses.replace(SETTINGS, decision_day=dt.date(2022, 9, 1))
        change_publication_settings(session, settings)
        change_dossier(session, dataclasses.replace(session.dossier, organisation="Dijkstad"))
    return path


def export(dossier: Path, target: Path, engine: LocalEngine) -> None:
    session: Session = open_dossier(dossier, user="tester", clock=FixedClock())
    with session.file:
        run_blocking(export_package(session, target, ExportProfile(formats=FORMATS)), engine)


@pytest.fixture(scope="module")
def sound(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pakket")
    export(dossier, target, LocalEngine())
    return target / "publicatie"


@pytest.fixture
def package(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "publicatie"))


def looked_at(public: Path, name: str) -> Verification:
    """What the verifier says of one file of a package, by what it says or as a PDF.

    Of a bundle it takes over what it said of documents, as in an export.
    """
    path = public / name
    if name == "bundel.pdf":
        copied = [
            Copied(str(each), Sha256(hashlib.sha256(each.read_bytes()).hexdigest()), (0, 9))
            for each in sorted((public / "documenten").iterdir())
        ]
        part = verify_part(path, name, WHOLE, marks=None, terms=[NAME], copied=copied)
        return part.verification
    if path.suffix == ".pdf":
        return verify_pdf(path, name, marks=None, terms=[NAME])
    (found,) = (each for each in verify_folder(public, [NAME], ()) if each.file_name == name)
    return found


def test_every_document_in_the_bundle_is_known_by_its_bytes(dossier: Path, tmp_path: Path) -> None:
    seen: list[Proved] = []

    def look(request: object) -> None:
        if isinstance(request, VerifyRequest) and request.file_name == "bundel.pdf":
            seen.append(prove(Path(request.path).read_bytes(), request.copied))
            assert [each.pages for each in request.copied] == [(n, n + 1) for n in seen[-1].lines]

    export(dossier, tmp_path / "uit", Meddling("verify", look))
    (proved,) = seen
    assert [line[0][:4] for line in proved.lines.values()] == ["0001", "0002"]


def test_the_package_itself_is_clean(sound: Path) -> None:
    assert not [each for each in verify_folder(sound, [NAME], ()) if each.has_leak]
    for name in PDFS:
        assert looked_at(sound, name).residues == ()


# --- lists --------------------------------------------------------------------------------------


def _in_json(change: Callable[[dict[str, object]], None]) -> Plant:
    def plant(path: Path) -> None:
        value = json.loads(path.read_bytes())
        change(value)
        path.write_text(json.dumps(value, ensure_ascii=True), "utf-8")

    return plant


def _in_bytes(change: Callable[[bytes], bytes]) -> Plant:
    def plant(path: Path) -> None:
        before = path.read_bytes()
        path.write_bytes(change(before))
        assert path.read_bytes() != before

    return plant


def _in_archive(part: str, old: bytes, new: bytes) -> Plant:
    def plant(path: Path) -> None:
        out, is_there = io.BytesIO(), False
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
            for info in source.infolist():
                data = source.read(info)
                if info.filename == part:
                    assert old in data
                    is_there = True
                    data = data.replace(old, new, 1)
                target.writestr(info, data)
        assert is_there
        path.write_bytes(out.getvalue())

    return plant


_JSON: dict[str, Plant] = {
    "value": _in_json(lambda value: value.update(toelichting=f"door {NAME}")),
    "key": _in_json(lambda value: value.update({NAME: 1})),
    "deep": _in_json(lambda value: value.update(a=[{"b": [{"c": NAME.upper()}]}])),
    "escaped": _in_bytes(
        lambda data: data.replace(b"{", b'{"x": "Sanne Kwa\\u006bernaat", ', 1)
    ),
    "twice": _in_bytes(
        lambda data: data.replace(b"{", b'{"format": "Sanne Kwakernaat", "format": "", ', 1)
    ),
}  # fmt: skip
_CSV: dict[str, Plant] = {
    "row": _in_bytes(lambda data: data + f"9999;{NAME}\r\n".encode()),
    "heading": _in_bytes(lambda data: data.replace(b";", f";{NAME};".encode(), 1)),
    "quoted": _in_bytes(lambda data: data + b'9999;"Sanne\r\nKwakernaat"\r\n'),
}
_XML: dict[str, Plant] = {
    "element": _in_bytes(
        lambda data: data.replace(b"</", f"<x>{NAME}</x></".encode(), 1)
    ),
    "comment": _in_bytes(lambda data: data + f"<!-- {NAME} -->".encode()),
    "entity": _in_bytes(
        lambda data: data.replace(b"</", b"<x>Sanne&#32;Kwakernaa&#116;</x></", 1)
    ),
}  # fmt: skip
_LISTS = {
    **{("bladzijden.json", key): plant for key, plant in _JSON.items()},
    **{("certificaat.json", key): plant for key, plant in _JSON.items()},
    **{("dossier.json", key): plant for key, plant in _JSON.items()},
    **{("bladzijden.csv", key): plant for key, plant in _CSV.items()},
    **{("inventarislijst.csv", key): plant for key, plant in _CSV.items()},
    ("inventarislijst.ods", "cell"): _in_archive(
        "content.xml", b"</text:p>", b" Sanne Kwakernaat</text:p>"
    ),
    ("inventarislijst.ods", "comment"): _in_archive(
        "meta.xml", b"</", b"<!-- Sanne Kwakernaat --></"
    ),
    ("inventarislijst.ods", "comment at the head"): _in_archive(
        "content.xml", b"?>", b"?><!-- Sanne Kwakernaat -->"
    ),
    ("inventarislijst.xlsx", "property"): _in_archive(
        "docProps/core.xml", b"</dc:creator>", b"Sanne Kwakernaat</dc:creator>"
    ),
    ("inventarislijst.xlsx", "comment"): _in_archive(
        "xl/workbook.xml", b"?>", b"?><!-- Sanne Kwakernaat -->"
    ),
    ("inventarislijst.xlsx", "name"): _in_archive(
        "xl/workbook.xml",
        b"<sheets>",
        b"<definedNames><definedName name='x'>Sanne Kwakernaat</definedName></definedNames>"
        b"<sheets>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "channel"), _LISTS)
def test_a_name_in_a_list(package: Path, name: str, channel: str) -> None:
    _LISTS[name, channel](package / name)
    assert looked_at(package, name).has_leak


@pytest.mark.parametrize("channel", _XML)
def test_a_name_in_every_sitemap(package: Path, channel: str) -> None:
    names = [path.relative_to(package).as_posix() for path in package.rglob("*.xml")]
    assert names
    for name in names:
        _XML[channel](package / name)
        assert looked_at(package, name).has_leak, name


# --- tagged PDFs --------------------------------------------------------------------------------


def _element(pdf: pikepdf.Pdf) -> pikepdf.Object:
    element = pdf.Root.StructTreeRoot.K
    while True:
        kids = element.get("/K") if isinstance(element, pikepdf.Dictionary) else element
        first = kids[0] if isinstance(kids, Array) and len(kids) else kids
        if not isinstance(first, pikepdf.Dictionary) or "/S" not in first:
            return element if isinstance(element, pikepdf.Dictionary) else pdf.Root.StructTreeRoot
        element = first


def _text(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                      Encoding=Name.WinAnsiEncoding)  # fmt: skip
    page = pdf.pages[-1]
    page.Resources.Font.Plant = font
    page.contents_add(f"q BT /Plant 6 Tf 3 Tr 9 9 Td ({NAME}) Tj ET Q".encode())


def _xmp(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(data.replace(b"</dc:title>", f"<!-- {NAME} --></dc:title>".encode()))


_IN_PDF: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "text": _text,
    "other words in content": lambda pdf: pdf.pages[-1].contents_add(
        f"/Span <</ActualText ({NAME})>> BDC EMC".encode()
    ),
    "Alt": lambda pdf: _element(pdf).update({"/Alt": String(NAME)}),
    "ActualText": lambda pdf: _element(pdf).update({"/ActualText": String(NAME)}),
    "E": lambda pdf: _element(pdf).update({"/E": String(NAME)}),
    "T": lambda pdf: _element(pdf).update({"/T": String(NAME)}),
    "ID": lambda pdf: _element(pdf).update({"/ID": String(NAME)}),
    "Lang": lambda pdf: _element(pdf).update({"/Lang": String(NAME)}),
    "attribute": lambda pdf: _element(pdf).update(
        {"/A": Dictionary(O=Name.Table, Summary=String(NAME))}
    ),
    "kind": lambda pdf: _element(pdf).update({"/S": Name("/Sanne Kwakernaat")}),
    "kind that nobody looks for": lambda pdf: _element(pdf).update({"/S": Name("/Hendriks")}),
    "role map": lambda pdf: pdf.Root.StructTreeRoot.update(
        {"/RoleMap": Dictionary({"/Sanne Kwakernaat": Name.P})}
    ),
    "class map": lambda pdf: pdf.Root.StructTreeRoot.update(
        {"/ClassMap": Dictionary({"/Sanne Kwakernaat": Dictionary(O=Name.Layout)})}
    ),
    "id tree": lambda pdf: pdf.Root.StructTreeRoot.update(
        {"/IDTree": Dictionary(Names=Array([String(NAME), Dictionary()]))}
    ),
    "XMP": _xmp,
    "bookmark": lambda pdf: pdf.Root.update(
        {"/Outlines": pdf.make_indirect(Dictionary(First=pdf.make_indirect(
            Dictionary(Title=String(NAME)))))}
    ),
    "page label": lambda pdf: pdf.Root.update(
        {"/PageLabels": Dictionary(Nums=Array([0, Dictionary(P=String(NAME))]))}
    ),
    "link": lambda pdf: pdf.pages[-1].obj.update(
        {"/Annots": Array([Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 1, 9, 9]), F=4,
            Border=Array([0, 0, 0]),
            Contents=String("Koppeling naar https://example.nl/sanne-kwakernaat"),
            A=Dictionary(S=Name.URI, URI=String("https://example.nl/sanne-kwakernaat")),
        )])}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PDFS)
def test_pdfs_of_a_package_are_tagged(sound: Path, name: str) -> None:
    with pikepdf.open(sound / name) as pdf:
        assert b"<pdfaid:conformance>A<" in pdf.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize("channel", _IN_PDF)
@pytest.mark.parametrize("name", PDFS)
def test_a_name_in_a_tagged_pdf(package: Path, name: str, channel: str) -> None:
    path = package / name
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        _IN_PDF[channel](pdf)
        pdf.save(path, deterministic_id=True)
    assert looked_at(package, name).has_leak


# --- while the package is made ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "name"),
    [
        ("records", "bladzijden.json"),
        ("records", "bladzijden.csv"),
        ("bundle", "bundel.pdf"),
        ("inventory", "inventarislijst.ods"),
        ("inventory", "inventarislijst.pdf"),
        ("certificate", "certificaat.json"),
        ("certificate", "certificaat.pdf"),
    ],
)
def test_an_export_with_a_name_in_a_list_is_refused(
    dossier: Path, tmp_path: Path, task: str, name: str
) -> None:
    def plant(_request: object) -> None:
        for path in tmp_path.rglob(name):
            if path.suffix == ".pdf":
                with pikepdf.open(path, allow_overwriting_input=True) as pdf:
                    _text(pdf)
                    pdf.save(path)
            else:
                channel = {".ods": "cell", ".csv": "row", ".json": "value"}[path.suffix]
                _LISTS[name, channel](path)

    with pytest.raises(ResidueFound):  # by what it says, or because it is not what was written
        export(dossier, tmp_path / "uit", Meddling(task, plant, after=True))
    assert not (tmp_path / "uit" / "publicatie").exists()

"""Inventory, files, page map, metadata and bundle of the example say the same of every document.

Each is read by itself, from the bytes of the package, into the same few facts.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pikepdf
import pymupdf
import pytest
from lxml import etree

from tests.end2end import test_publication
from tests.helpers.tagged import printed_rows, tree_of
from tests.publication import test_diwoo
from tests.publication.test_formats_of_lists import ods_sheets
from tests.publication.test_platform_report import (
    cells_that_are_no_text,
    problems_of_study,
    through_xlsx2csv,
)
from woo_desk.domain.export import Format
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.person import KnownPerson
from woo_desk.store.dossier_file import DossierFile
from woo_desk.usecases.export_internal import DOSSIER
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.requests import CleanTitlesRequest
from woo_desk.workers.tasks_detect import clean_titles

public = test_publication.public
schema = test_diwoo.schema
Facts = dict[str, dict[str, object]]
SPACE = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "d": "https://standaarden.overheid.nl/diwoo/metadata/",
}
TITLE = (
    ".//{http://purl.org/dc/elements/1.1/}title//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
)
FIXED = frozenset({"Email Thread ID", "Family ID", "True"})
"""Words of forms that others made, which detection does not know."""
MACHINE = re.compile(
    r"[a-z]+(?:_[a-z]+)+|https://identifier\.overheid\.nl/tooi/(?:id|def)/[a-z0-9/_]+"
)
"""Values of lists of the program (`partial_public`), and identifiers of lists of the government."""
NAMES = re.compile(
    r"(?:https://open\.voorbeeld\.nl/nareis/)?(?:"
    r"documenten/\d{4}\.pdf|\d{4}\.pdf|documenten|platform|diwoo|brieven"
    r"|(?:brieven/)?(?:besluit|verantwoording|tijdlijn)\.docx|tijdlijn\.csv"
    r"|bundel\.pdf|(?:inventarislijst|bladzijden|buiten-reikwijdte|certificaat|manifest|dossier"
    r"|publicatiebank|woogle)\.(?:pdf|csv|json|xlsx|ods)"
    r"|platform/(?:productierapport\.xlsx|documenten\.zip)"
    r"|diwoo/sitemap(?:index)?-diwoo-infocat014(?:-1)?\.xml)"
)
"""All that a file of a package may be called: nothing in it comes from a source."""
JUDGEMENTS = {"public": "Openbaar", "partial_public": "Deels openbaar"}


@pytest.fixture(scope="module")
def rows(public: Path) -> Mapping[str, Mapping[str, str]]:
    """Rows of the inventory with a file, by number."""
    stream = io.StringIO((public / "inventarislijst.csv").read_text("utf-8-sig"), newline="")
    found = {row["Nr."]: row for row in csv.DictReader(stream, delimiter=";")}
    given = {number: row for number, row in found.items() if row["Bestand"]}
    assert len(given) > 10
    return given


def whole(row: Mapping[str, str], *headings: str) -> list[object]:
    """Cells, those that are numbers as numbers."""
    return [int(row[h]) if row[h].isdigit() and h != "Nr." else row[h] for h in headings]


def test_files(public: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    """Pages, digest, boxes and grounds of every file; and the copies in the archive."""
    manifest = {f["path"]: f for f in json.loads((public / "manifest.json").read_bytes())["files"]}
    with zipfile.ZipFile(public / "platform" / "documenten.zip") as archive:
        copies = {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()
        }
    assert len(copies) == len(rows) == len(list((public / "documenten").iterdir()))
    for number, row in rows.items():
        path = public / row["Bestand"]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        told = manifest[row["Bestand"]]
        spoken = boxes_of(path)
        with pymupdf.open(path) as document:
            assert whole(row, "Aantal pagina's", "SHA-256") == [len(document), digest]
        with pikepdf.open(path) as pdf:
            title = ET.fromstring(pdf.Root.Metadata.read_bytes()).findtext(TITLE)
        assert title == row["Document"]
        assert (told["sha256"], told["bytes"], told["pages"]) == (
            digest, path.stat().st_size, int(row["Aantal pagina's"]),
        )  # fmt: skip
        assert copies[f"{number}.pdf"] == digest
        assert len(spoken) == int(row["Aantal lakkingen"]) > 0
        codes = {code.strip() for said in spoken for code in re.split("[;,]", said)}
        grounds = {re.sub(r"\.([a-i])$", r"\1", code) for code in codes}
        assert grounds == set(row["Weigeringsgronden"].split("; "))


def boxes_of(path: Path) -> list[str]:
    """Grounds that are read aloud for the boxes of a file."""
    with pikepdf.open(path) as pdf:
        said = [str(o.ActualText) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
                and o.get("/S") == "/Span" and "/ActualText" in o]  # fmt: skip
    return [words.removeprefix("gelakt: ") for words in said]


def test_every_form_of_the_inventory(public: Path) -> None:
    """Also the printed one, cell by cell as it is read aloud."""
    book = openpyxl.load_workbook(public / "inventarislijst.xlsx")
    sheets = ods_sheets(public / "inventarislijst.ods")
    printed = printed_rows(public / "inventarislijst.pdf")
    assert [*sheets] == book.sheetnames
    assert len(printed) == len(book.sheetnames)
    for sheet, in_pdf in zip(book, printed, strict=True):
        in_xlsx = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert sheets[sheet.title] == in_xlsx
        head = ["".join(str(cell).split()) for cell in in_xlsx[0]]
        columns = [head.index(cell) for cell in in_pdf[0]]
        assert in_pdf == [["".join(str(row[n]).split()) for n in columns] for row in in_xlsx]


def test_page_map(public: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    found = json.loads((public / "bladzijden.json").read_bytes())
    parts = {part["number"]: part for part in found["documents"] if part["kind"] == "document"}
    assert set(parts) == set(rows)
    for number, row in rows.items():
        part = parts[number]
        assert whole(row, "Blz. bundel van", "t/m", "In deel") == [
            part["first_page"], part["last_page"], part["volume"],
        ]  # fmt: skip
        assert row["Bijlage"] == part["annex"]
        own = [page for page in found["pages"] if page["number"] == number]
        assert [page["document_page"] for page in own] == [
            n + 1 for n in range(int(row["Aantal pagina's"]))
        ]
    stream = io.StringIO((public / "bladzijden.csv").read_text("utf-8-sig"), newline="")
    listed = list(csv.DictReader(stream, delimiter=";"))
    keys = {"Blz. bundel": "page", "Nr.": "number", "Bijlage": "annex",
            "Blz. document": "document_page", "Bestand": "file",
            "Bladzijde in bestand": "sheet"}  # fmt: skip
    for line, page in zip(listed, found["pages"], strict=True):
        told = {
            heading: "" if page[key] is None else str(page[key]) for heading, key in keys.items()
        }
        assert told.items() <= line.items()


def test_bundle(public: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    """Bookmarks, labels, what is printed, and the parts of the structure tree."""
    pages = json.loads((public / "bladzijden.json").read_bytes())
    with pymupdf.open(public / "bundel.pdf") as bundle:
        marks = {entry[1]: entry[2] for entry in bundle.get_toc()}
        for number, row in rows.items():
            first, last = (int(row[heading]) for heading in ("Blz. bundel van", "t/m"))
            sheet = marks[f"{number} Bijlage {row['Bijlage']} {row['Document']}"]
            for step, page in enumerate(range(first, last + 1)):
                shown = bundle[sheet - 1 + step]
                assert shown.get_label() == str(page)
                assert (
                    f"{number} | Bijlage {row['Bijlage']} - blz. {step + 1} van "
                    f"{len(range(first, last + 1))} | bundel blz. {page}"
                ) in " ".join(shown.get_text().split())
        assert len(marks) == 1 + len(pages["documents"]), "the inventory and every part"
        assert str(len(rows)) in bundle[0].get_text()
    parts = tree_of(public / "bundel.pdf").kids
    assert [part.kind for part in parts] == ["Part"] * (2 + len(pages["documents"]))
    assert sum(len(boxes_of(public / row["Bestand"])) for row in rows.values()) == len(
        boxes_of(public / "bundel.pdf")
    )


def test_metadata(public: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    """What each receiver is told, as far as its form has room for it."""
    dossier = {d["id"]: d for d in json.loads((public / "dossier.json").read_bytes())["documents"]}
    for number, row in rows.items():
        told = dossier[number]
        assert whole(
            row, "Document", "Documentsoort", "Ons kenmerk", "Toelichting", "Bestand", "SHA-256",
            "Aantal pagina's", "Blz. bundel van", "t/m", "In deel", "Aantal lakkingen",
        ) == [
            told[key] for key in ("title", "kind", "reference", "remark", "file", "sha256", "pages",
                                  "bundleFirst", "bundleLast", "volume", "redactions")
        ]  # fmt: skip
        assert told["annex"] == row["Bijlage"]
        assert JUDGEMENTS[told["judgement"]] == row["Beoordeling"]
        assert "; ".join(told["grounds"]) == row["Weigeringsgronden"]
        assert (told["date"] or "onbekend") == row["Datum"]
    for name, form in FORMS.items():
        given = form(public)
        assert set(given) == set(rows), name
        for number, told in given.items():
            assert told == {heading: rows[number][heading] for heading in told}, (name, number)


def test_the_report_of_the_example_keeps_the_rules_of_the_platform(
    public: Path, shared: Path
) -> None:
    """As the platform reads it: through xlsx2csv, by the rules of the study alone."""
    study = json.loads((shared / "inventory_columns.json").read_text("utf-8"))
    path = public / "platform" / "productierapport.xlsx"
    assert path.stat().st_size < 10_024_000
    assert cells_that_are_no_text(path) == []
    head, *told = through_xlsx2csv(path)
    assert head == study["productierapport"]["recommended_header_order"]
    listed = [dict(zip(head, line, strict=True)) for line in told]
    with zipfile.ZipFile(public / "platform" / "documenten.zip") as archive:
        names = [re.match(r"[a-zA-Z0-9]+", name) for name in archive.namelist()]
    assert problems_of_study(listed, {name[0] for name in names if name}, study) == []
    given = json.loads((public / "dossier.json").read_bytes())
    fields = study["dossier_fields"]
    assert re.fullmatch(r"(?i)[a-z0-9-]{3,50}", given["dossierNumber"]), fields["dossierNumber"]
    assert 3 <= len(given["title"]) <= 500
    assert 1 <= len(given["summary"]) <= 1000
    assert given["decision"] in study["productierapport"]["enums"]["decision_type"]


def test_the_metadata_of_the_example_validates(
    public: Path, rows: Mapping[str, Mapping[str, str]], schema: etree.XMLSchema
) -> None:
    (path,) = (public / "diwoo").glob("sitemap-diwoo-*.xml")
    documents = etree.parse(str(path)).getroot().findall("s:url/d:Document", SPACE)
    assert len(documents) == len(rows)
    for document in documents:
        schema.assertValid(etree.ElementTree(document))


def sitemap(public: Path) -> dict[str, dict[str, str]]:
    found = {}
    (path,) = (public / "diwoo").glob("sitemap-diwoo-*.xml")
    for url in ET.parse(path).getroot().findall("s:url", SPACE):
        more = {
            str(entry.findtext("d:key", "", SPACE)): [
                value.text or "" for value in entry.findall(".//d:value", SPACE)
            ]
            for entry in url.iterfind(".//d:extraMetadataveld", SPACE)
        }
        found[more["documentnummer"][0]] = {
            "Document": url.findtext(".//d:officieleTitel", "", SPACE),
            "Bestand": str(url.findtext("s:loc", "", SPACE)).split("/nareis/")[1],
            "Beoordeling": more["beoordeling"][0],
            "Weigeringsgronden": "; ".join(more["weigeringsgrond"]),
            "Bijlage": more["bijlage"][0],
            "Blz. bundel van": more["bundelbladzijde"][0],
            "t/m": more["bundelbladzijde"][-1],
            "SHA-256": more["sha256"][0],
        }
    return found


def report(public: Path) -> dict[str, dict[str, str]]:
    sheet = openpyxl.load_workbook(public / "platform" / "productierapport.xlsx").active
    head, *values = sheet.iter_rows(values_only=True)
    found = {}
    for value in values:
        row = {str(k): str(v or "") for k, v in zip(head, value, strict=True)}
        if row["Beoordeling"] in JUDGEMENTS.values():
            found[row["ID"]] = {
                "Document": row["Document"],
                "Beoordeling": row["Beoordeling"],
                "Weigeringsgronden": row["Beoordelingsgrond"],
                "Datum": row["Datum"] or "onbekend",
                "Toelichting": row["Toelichting"],
            }
    return found


def woogle(public: Path) -> dict[str, dict[str, str]]:
    files = json.loads((public / "woogle.json").read_bytes())[0]["foi_files"]["foi_documenten"]
    return {
        entry["dc_source"][-8:-4]: {
            "Document": entry["dc_title"],
            "Beoordeling": entry["foi_valuation"],
            "Weigeringsgronden": entry["foi_groundsOfRefusal"],
            "Datum": entry.get("foi_sentDate", "onbekend"),
            "Documentsoort": entry.get("foi_documentType", ""),
        }
        for entry in files
        if entry["dc_source"].endswith(".pdf")
    }


def gpp(public: Path) -> dict[str, dict[str, str]]:
    entries = json.loads((public / "publicatiebank.json").read_bytes())["documenten"]
    for entry in entries:
        path = public / "documenten" / entry["bestandsnaam"]
        assert entry["bestandsomvang"] == path.stat().st_size
    return {
        entry["kenmerken"][0]["kenmerk"]: {
            "Document": entry["officieleTitel"],
            "Toelichting": entry["omschrijving"],
            "Bestand": f"documenten/{entry['bestandsnaam']}",
        }
        for entry in entries
    }


FORMS = {"sitemap": sitemap, "productierapport": report, "Woogle": woogle, "GPP": gpp}


def test_no_detected_datum_in_any_cell_name_xml_or_bookmark(public: Path) -> None:
    """Detection itself, on everything that a package says beside the pages of its documents."""
    files = [path.relative_to(public).as_posix() for path in public.rglob("*")]
    assert [name for name in files if not NAMES.fullmatch(name)] == []
    said = sorted(
        {
            words
            for words in _said(public)
            if words not in FIXED and not MACHINE.fullmatch(words) and not NAMES.fullmatch(words)
        }
    )
    assert len(said) > 200
    persons = _persons(public)
    assert len(persons) > 20
    request = CleanTitlesRequest(tuple(said), load_policy(LegalBasis.WOO), persons)
    cleaned = clean_titles(request, lambda _done, _total: None).texts
    assert [
        (before, after) for before, after in zip(said, cleaned, strict=True) if before != after
    ] == []


def _persons(public: Path) -> tuple[KnownPerson, ...]:
    """Everybody that the dossier knows."""
    with DossierFile.open(public.parent / "intern" / DOSSIER, read_only=True) as file:
        return file.persons()


def _said(public: Path) -> Iterator[str]:
    """Every text of the package that is not on a page of a document."""
    for path in public.rglob("*"):
        match path.suffix:
            case ".json":
                yield from _texts_in(json.loads(path.read_bytes()))
            case ".xml":
                yield from (text.strip() for text in ET.parse(path).getroot().itertext())
            case ".csv":
                stream = io.StringIO(path.read_text("utf-8-sig"), newline="")
                yield from (cell for row in csv.reader(stream, delimiter=";") for cell in row)
            case ".xlsx":
                book = openpyxl.load_workbook(path)
                yield from (
                    str(cell or "") for sheet in book for row in sheet.values for cell in row
                )
                yield from (str(book.properties.title), str(book.properties.creator))
            case ".ods":
                sheets = ods_sheets(path).values()
                yield from (cell for sheet in sheets for row in sheet for cell in row)
            case ".pdf":
                with pymupdf.open(path) as document:
                    yield from (entry[1] for entry in document.get_toc())
                    yield from re.findall(r">([^<>]+)<", document.get_xml_metadata())
            case _:
                continue


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for kid in value.values():
            yield from _texts_in(kid)
    elif isinstance(value, list):
        for kid in value:
            yield from _texts_in(kid)


def test_the_example_is_exported_in_every_form_for_machines() -> None:
    """None of the forms above is missing because nobody asked for it."""
    asked = test_publication.PROFILE.formats
    assert {
        Format.INVENTORY_XLSX, Format.INVENTORY_CSV, Format.INVENTORY_ODS, Format.INVENTORY_PDF,
        Format.PAGE_MAP, Format.DOSSIER, Format.PLATFORM, Format.DIWOO, Format.GPP, Format.WOOGLE,
    } <= asked  # fmt: skip

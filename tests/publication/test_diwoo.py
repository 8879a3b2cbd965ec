"""DiWoo metadata against KOOP's own schema, and GPP and Woogle against their field lists."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.conftest import SHARED
from tests.publication.samples import ENTRY, MAIL, SETTINGS, facts
from woo_desk.domain.export import Format
from woo_desk.domain.publication import PublicationSettings
from woo_desk.publication import diwoo, package, tooi
from woo_desk.publication.diwoo import write_diwoo
from woo_desk.publication.facts import Facts
from woo_desk.publication.format_checks import check_formats
from woo_desk.publication.portals import dossier_json, gpp_json, woogle_json
from woo_desk.publication.records import write_records

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "d": "https://standaarden.overheid.nl/diwoo/metadata/",
}


class FromFolder(etree.Resolver):
    """Answers every address from the folder with the schemas."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(  # type: ignore[override]  # the stubs leave out the third
        self, system_url: str, public_id: str, context: Any
    ) -> Any:
        path = str(self._folder / system_url.rpartition("/")[2])
        return self.resolve_filename(path, context)  # type: ignore[attr-defined]  # of lxml itself


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    folder = SHARED / "diwoo"
    if not folder.is_dir():
        pytest.skip("the schema of KOOP lies in the shared folder, which is not here")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(FromFolder(folder))
    return etree.XMLSchema(etree.parse(str(folder / "diwoo-metadata.xsd"), parser))


def test_every_entry_is_valid_diwoo(tmp_path: Path, schema: etree.XMLSchema) -> None:
    kinds = ("nota", "conceptnota", "e-mail", "Kamerbrief", "", "kamervragen")
    odd = [
        dataclasses.replace(
            ENTRY, printed_number=f"{n:04d}", kind=kind, title=f'"<&> {kind}\x01 é',
            file_name=f"documenten/{n:04d}.pdf", remark="Zie <bijlage> & meer" if n % 2 else "",
        )
        for n, kind in enumerate(kinds, 1)
    ]  # fmt: skip
    given = facts(entries=(*odd, MAIL))
    assert check_formats(given, {Format.DIWOO}) == ()
    (tmp_path / "diwoo").mkdir()
    sitemap, index = write_diwoo(given, tmp_path / "diwoo")
    assert (sitemap.name, index.name) == (
        "sitemap-diwoo-infocat014-1.xml",
        "sitemapindex-diwoo-infocat014.xml",
    )
    root = etree.parse(str(sitemap)).getroot()
    documents = root.findall("s:url/d:Document", NAMES)
    assert len(documents) == len(given.published) == 7
    for document in documents:
        schema.assertValid(etree.ElementTree(document))
    addresses = [element.text for element in root.findall("s:url/s:loc", NAMES)]
    assert addresses[0] == "https://open.voorbeeld.nl/nareis/documenten/0001.pdf"
    assert len(set(addresses)) == 7
    reasons = root.findall(".//d:redenVerwijderingVervanging", NAMES)
    assert [reason.text for reason in reasons] == ["correctie privacygevoelige gegevens"]
    located = etree.parse(str(index)).findall("s:sitemap/s:loc", NAMES)
    assert [e.text for e in located] == [f"https://open.voorbeeld.nl/nareis/diwoo/{sitemap.name}"]


def test_the_schema_would_refuse_what_is_wrong(tmp_path: Path, schema: etree.XMLSchema) -> None:
    (tmp_path / "diwoo").mkdir()
    sitemap, _ = write_diwoo(facts(), tmp_path / "diwoo")
    document: Any = etree.parse(str(sitemap)).getroot().find("s:url/d:Document", NAMES)
    title = document.find(".//d:officieleTitel", NAMES)
    title.getparent().remove(title)
    assert not schema.validate(etree.ElementTree(document))


def test_lists_are_those_of_the_schema(shared: Path) -> None:
    listed = etree.parse(str(shared / "diwoo" / "diwoo-metadata-lijsten.xsd"))
    found = {
        element.get("value")
        for element in listed.iter("{http://www.w3.org/2001/XMLSchema}enumeration")
    }
    names = (
        tooi.ORGANISATIONS, tooi.CATEGORIES, tooi.DOCUMENT_KINDS, tooi.THEMES, tooi.ACTIONS,
        tooi.RELATIONS, tooi.REASONS,
    )  # fmt: skip
    ours = {identifier for name in names for identifier in tooi.value_list(name)}
    assert ours < found
    of_others = ("publications.europa.eu/", "/thes/xtrn/")  # languages and formats of files
    assert [i for i in found - ours if not any(part in str(i) for part in of_others)] == []
    assert {diwoo.LANGUAGE, diwoo.PDF} < found
    usual = {tooi.document_kind(kind, SETTINGS) for kind in ("nota", "brief", "rapport", "x")}
    assert usual - {""} <= set(tooi.value_list(tooi.DOCUMENT_KINDS))
    assert "" in usual


def test_sitemaps_are_split_where_they_grow_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diwoo, "MAX_URLS", 1)
    (tmp_path / "diwoo").mkdir()
    *sitemaps, index = write_diwoo(facts(), tmp_path / "diwoo")
    assert [path.name[-5:] for path in sitemaps] == ["1.xml", "2.xml"]
    assert len(etree.parse(str(index)).findall("s:sitemap", NAMES)) == 2


def settings(**changes: object) -> Facts:
    return facts(settings=dataclasses.replace(SETTINGS, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (settings(publisher=""), "publisher"),
        (settings(responsible="x"), "responsible"),
        (settings(author="x"), "author"),
        (settings(category="x"), "category"),
        (settings(themes=("x",)), "theme"),
        (settings(document_kinds={"nota": "x"}), "document_kind"),
        (settings(base_address="ftp://a.nl/"), "base_address"),
        (settings(base_address="https://a.nl"), "base_address"),
        (settings(decision_day=None), "day_missing"),
    ],
)
def test_what_diwoo_needs_is_asked_for(given: Facts, key: str) -> None:
    assert {problem.key for problem in check_formats(given, {Format.DIWOO})} == {key}


def test_without_an_address_the_sitemap_is_a_concept(tmp_path: Path) -> None:
    (tmp_path / "diwoo").mkdir()
    given = settings(base_address=PublicationSettings().base_address)
    assert check_formats(given, {Format.DIWOO}) == ()
    names = [path.name for path in write_diwoo(given, tmp_path / "diwoo")]
    assert all("concept" in name for name in names)


def test_gpp_has_the_fields_of_its_api() -> None:
    told = json.loads(json.dumps(gpp_json(facts())))
    assert told["publicatie"]["publicatiestatus"] == "concept"
    assert told["publicatie"]["informatieCategorieen"] == ["b84c3b0d-a471-48f5-915f-7fbd8b94188f"]
    api = {
        "officieleTitel", "omschrijving", "creatiedatum", "kenmerken", "bestandsnaam",
        "bestandsformaat", "bestandsomvang", "aanleveringBestand",
    }  # fmt: skip
    for document in told["documenten"]:
        assert set(document) == api
        assert 0 < len(document["officieleTitel"]) <= 255
        assert dt.date.fromisoformat(document["creatiedatum"])
        assert document["bestandsomvang"] > 0
    assert [d["bestandsnaam"] for d in told["documenten"]] == ["0001.pdf", "0007.pdf"]
    long = facts(entries=(dataclasses.replace(ENTRY, title="x" * 256),))
    assert [p.key for p in check_formats(long, {Format.GPP})] == ["document_length"]
    undated = facts(entries=(MAIL,), settings=dataclasses.replace(SETTINGS, decision_day=None))
    assert [p.key for p in check_formats(undated, {Format.GPP})] == ["day_missing"]


def test_woogle_has_only_fields_that_its_check_knows() -> None:
    (told,) = json.loads(json.dumps(woogle_json(facts(), package.INVENTORY_CSV)))
    known = {
        "dc_title", "dc_description", "dc_publisher", "dc_type", "foi_requestDate",
        "foi_decisionDate", "foi_publishedDate", "foi_requestText", "foi_files",
    }  # fmt: skip
    assert set(told) <= known
    assert (told["dc_type"], told["dc_publisher"]) == ("2i", "mnre1162")
    of_document = {
        "dc_title", "dc_source", "foi_sentDate", "foi_documentType", "foi_valuation",
        "foi_groundsOfRefusal", "dc_description", "foi_url_on_web",
    }  # fmt: skip
    documents = told["foi_files"]["foi_documenten"]
    assert all({"dc_source", "foi_url_on_web"} <= set(d) <= of_document for d in documents)
    assert [d["foi_valuation"] for d in documents] == [
        "Deels openbaar",
        "Reeds openbaar",
        "Openbaar",
    ]
    assert documents[0]["foi_groundsOfRefusal"] == "5.1.2e; 5.1.2i"
    assert documents[1]["dc_source"].startswith("https://www.rijksoverheid.nl/")
    keys = {
        p.key for p in check_formats(settings(publisher="", decision_day=None), {Format.WOOGLE})
    }
    assert keys == {"publisher", "decision_day"}


def test_dossier_json_tells_all_that_was_judged() -> None:
    told = dossier_json(facts())
    assert told["decision"] == "partial_public"
    documents = told["documents"]
    assert isinstance(documents, list)
    assert [d["id"] for d in documents] == ["0001", "0003", "0004", "0005", "0006", "0007"]


def test_formats_that_were_not_chosen_are_not_written(tmp_path: Path) -> None:
    given = facts(changes=())
    assert write_records(given, set(), tmp_path) == ()
    files = write_records(given, {Format.DOSSIER, Format.PAGE_MAP}, tmp_path)
    assert [file.path for file in files] == [
        package.PAGES_CSV,
        package.PAGES_JSON,
        package.DOSSIER_JSON,
    ]

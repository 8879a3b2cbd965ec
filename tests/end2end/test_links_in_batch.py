"""An address that names who is redacted in another document costs the links, not the document."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from tests.end2end.conftest import batch, engine_running, files_in
from tests.helpers.pdfs import simple_pdf
from woo_desk.publication.package import check_package

NAME = "Sanne Kwakernaat"
WEB = "https://www.rijksoverheid.nl/onderwerpen/water"


def with_link(lines: list[str], *addresses: str) -> bytes:
    with pymupdf.open(stream=simple_pdf(lines), filetype="pdf") as document:
        for number, address in enumerate(addresses):
            place = pymupdf.Rect(300, 200 + 30 * number, 400, 215 + 30 * number)
            document[0].insert_link({"kind": pymupdf.LINK_URI, "from": place, "uri": address})
        data: bytes = document.tobytes()
    return data


def links_in(path: Path) -> list[str]:
    with pymupdf.open(path) as document:
        return [link["uri"] for page in document for link in page.get_links()]


def test_links_stay_but_for_those_that_name_somebody(tmp_path: Path) -> None:
    folder = tmp_path / "bron"
    folder.mkdir()
    letter = ["Geachte mevrouw,", "BSN 123456782", "Met vriendelijke groet,", NAME]
    (folder / "1.pdf").write_bytes(with_link(letter, WEB))
    told = "https://example.nl/medewerkers/sanne-kwakernaat"
    (folder / "2.pdf").write_bytes(with_link(["Verslag van het overleg."], WEB, told))
    with engine_running() as engine:
        report = batch(engine, tmp_path / "uit", folder)
    assert report.export.troubles == ()
    public = tmp_path / "uit" / "publicatie"
    check_package(public)
    assert links_in(public / "documenten" / "0001.pdf") == [WEB]
    assert links_in(public / "documenten" / "0002.pdf") == []
    assert links_in(public / "bundel.pdf") == [WEB]
    assert not any(b"sanne-kwakernaat" in path.read_bytes() for path in files_in(public))

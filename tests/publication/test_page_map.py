from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from woo_desk.domain.export import BundlePart, PartKind, PublishedFile
from woo_desk.domain.ids import DocumentId, Sha256
from woo_desk.publication.facts import Volume
from woo_desk.publication.page_map import page_map, read_page_map, write_page_map


def volume(number: int, front: int) -> Volume:
    file = PublishedFile(f"bundel-deel-{number}.pdf", Sha256("0" * 64), 1, 9)
    return Volume(file, number, front)


def part(number: str, first: int, last: int, volume: int = 1, **more: object) -> BundlePart:
    return BundlePart(
        DocumentId(number),
        number,
        first,
        last,
        annex=number[-1],
        volume=volume,
        **more,  # type: ignore[arg-type]
    )


PARTS = (
    part("0001", 1, 2),
    part("0002", 3, 5, kind=PartKind.WITHDRAWN),
    part("0003", 6, 6),
    part("0004", 7, 8, volume=2),
)


def test_every_number_leads_to_one_page_and_back() -> None:
    found = page_map(PARTS, [volume(1, 2), volume(2, 1)])
    assert [page.page for page in found.pages] == list(range(1, 9))
    assert [(p.sheet, p.document_page) for p in found.pages] == [
        (3, 1),
        (4, 2),
        (5, None),
        (5, None),
        (5, None),
        (6, 1),
        (2, 1),
        (3, 2),
    ]
    back = {d.number: (d.first_page, d.last_page) for d in found.documents}
    for page in found.pages:
        first, last = back[page.number]
        assert first <= page.page <= last
        assert page.document_page in (None, page.page - first + 1)
    assert found.pages[-1].file == "bundel-deel-2.pdf"
    assert found.belongs_to == ""


def test_what_the_annexes_belong_to_is_told_in_both_forms(tmp_path: Path) -> None:
    volumes = [volume(1, 2), volume(2, 1)]
    found = page_map(PARTS, volumes, "Vragen van een lid over nareis")
    write_page_map(found, tmp_path / "b.csv", tmp_path / "b.json")
    assert read_page_map(tmp_path / "b.json") == found
    stream = io.StringIO((tmp_path / "b.csv").read_text("utf-8-sig"), newline="")
    rows = list(csv.DictReader(stream, delimiter=";"))
    assert {row["Horend bij"] for row in rows} == {"Vragen van een lid over nareis"}


def test_a_map_from_before_annexes_were_told_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text('{"format": "woo-desk-pages/1", "documents": [], "pages": []}')
    read = read_page_map(path)
    assert read is not None
    assert read.belongs_to == ""


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    found = page_map(PARTS, [volume(1, 2), volume(2, 1)])
    write_page_map(found, tmp_path / "b.csv", tmp_path / "b.json")
    assert read_page_map(tmp_path / "b.json") == found
    text = (tmp_path / "b.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["Blz. bundel"] for row in rows] == [str(page.page) for page in found.pages]
    assert [row["Blz. document"] for row in rows][:3] == ["1", "2", ""]
    assert rows[2]["Wat er staat"] == "ingetrokken"


def test_what_is_no_map_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"format": "x", "documents": [], "pages": []}')
    assert read_page_map(tmp_path / "a.json") is None
    assert read_page_map(tmp_path / "b.json") is None


def test_a_part_in_no_volume_is_refused() -> None:
    with pytest.raises(ValueError, match="no volume"):
        page_map(PARTS, [volume(1, 2)])

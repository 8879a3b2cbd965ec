"""The package as a whole: names, cells, values, and no source among the files."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.verify import build
from tests.verify.build import NAME
from woo_desk.domain.export import ResidueKind as Kind
from woo_desk.domain.export import Verification
from woo_desk.domain.ids import Sha256
from woo_desk.verify.folder import verify_folder
from woo_desk.verify.needles import Needles

TERMS = (NAME, "Bakker", "Jan", "06-12345678")


def _workbook(
    path: Path, cells: list[list[str]], change: Callable[..., object] | None = None
) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet("Inventarislijst")
    for row, values in enumerate(cells):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value)
    if change is not None:
        change(book, sheet)
    book.close()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A clean package with one file of each kind."""
    folder = tmp_path / "publicatie"
    (folder / "documenten").mkdir(parents=True)
    (folder / "documenten" / "0001.pdf").write_bytes(build.make_pdf())
    cells = [["Nr", "Titel"], ["0001", "Bezoek aan een bakkerij in januari bij de bakker"]]
    _workbook(folder / "inventarislijst.xlsx", cells)
    text = "Nr;Titel\r\n0001;Bezoek aan de bakker\r\n"
    (folder / "inventarislijst.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (folder / "manifest.json").write_text('{"files": [{"path": "0001.pdf", "pages": 3}]}')
    (folder / "metadata.xml").write_text("<a><b c='d'>besluit</b></a>")
    return folder


def _verify(folder: Path, sources: tuple[Sha256, ...] = ()) -> tuple[Verification, ...]:
    return verify_folder(folder, TERMS, sources)


def _kinds(folder: Path, sources: tuple[Sha256, ...] = ()) -> dict[str, set[Kind]]:
    return {v.file_name: build.kinds(v) for v in _verify(folder, sources) if v.has_leak}


def test_clean_package(package: Path) -> None:
    result = _verify(package)
    assert [v.file_name for v in result] == [
        "documenten/0001.pdf",
        "inventarislijst.csv",
        "inventarislijst.xlsx",
        "manifest.json",
        "metadata.xml",
    ]
    assert all(v.is_clean for v in result)
    assert {v.sha256 for v in result} == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in package.rglob("*.*")
    }


def test_original_in_the_package(package: Path) -> None:
    data = build.make_pdf([build.source()])
    (package / "documenten" / "0002.pdf").write_bytes(data)
    digest = Sha256(hashlib.sha256(data).hexdigest())
    assert _kinds(package, (digest,)) == {"documenten/0002.pdf": {Kind.ORIGINAL}}


def test_file_name(package: Path) -> None:
    (package / f"brief {NAME}.txt").write_text("x")
    assert _kinds(package) == {f"brief {NAME}.txt": {Kind.FILE_NAME}}


def test_folder_name(package: Path) -> None:
    (package / NAME).mkdir()
    (package / NAME / "a.txt").write_text("x")
    assert _kinds(package) == {f"{NAME}/a.txt": {Kind.FILE_NAME}}


WORKBOOKS: dict[str, tuple[list[list[str]], Callable[..., object] | None]] = {
    "cell": ([["Brief aan mevrouw Bakker"]], None),
    "number": ([["bel 06 12345678"]], None),
    "formula": ([["x"]], lambda _book, sheet: sheet.write_formula(3, 1, "=1+1")),
    "comment": ([["x"]], lambda _book, sheet: sheet.write_comment(0, 0, "zie bijlage")),
    "link": ([["x"]], lambda _book, sheet: sheet.write_url(0, 0, f"https://{NAME}.nl")),
    "author": ([["x"]], lambda book, _sheet: book.set_properties({"author": NAME})),
    "custom property": (
        [["x"]],
        lambda book, _sheet: book.set_custom_property("Behandelaar", "iemand"),
    ),
    "sheet name": ([["x"]], lambda book, _sheet: book.add_worksheet(NAME)),
    "header": ([["x"]], lambda _book, sheet: sheet.set_header(f"&L{NAME}")),
    "defined name": ([["x"]], lambda book, _s: book.define_name(NAME, "=Inventarislijst!$A$1")),
}


@pytest.mark.parametrize("channel", WORKBOOKS)
def test_workbook(package: Path, channel: str) -> None:
    _workbook(package / "inventarislijst.xlsx", *WORKBOOKS[channel])
    assert _kinds(package) == {"inventarislijst.xlsx": {Kind.CELL}}


def test_place_of_a_cell(package: Path) -> None:
    _workbook(package / "inventarislijst.xlsx", [["a", "b"], ["c", f"van {NAME}"]])
    (found,) = [v for v in _verify(package) if v.has_leak]
    assert [residue.place for residue in found.residues] == ["sheet1.xml B2"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f"Nr;Titel\n1;Brief van {NAME}\n"),
        ("a.csv", "Nr;Titel\n1;=HYPERLINK(1)\n"),
        ("a.csv", 'Nr;Titel\n1;"Kwartel-\nmans"\n'),
        ("a.json", json.dumps({"a": [{"b": f"door {NAME}"}]})),
        ("a.json", json.dumps({NAME: 1})),
        ("a.json", '{"a": "Kwartelm\\u0061ns"}'),
        ("a.json", '{"a": "Kwartelmans", "a": "iets anders"}'),
        ("a.json", json.dumps({"phone": 31612345678})),
        ("a.xml", f"<a><b>{NAME}</b></a>"),
        ("a.xml", f"<a b='{NAME}'/>"),
        ("a.xml", "<a>Kwartel&#109;ans</a>"),
        ("a.xml", f"<a><!-- {NAME} --></a>"),
        ("a.txt", f"Geachte mevrouw {NAME},"),
    ],
)
def test_values(package: Path, name: str, text: str) -> None:
    (package / name).write_text(text)
    assert _kinds(package) == {name: {Kind.CELL}}


def test_what_is_said_twice_is_told_with_every_place(package: Path) -> None:
    row = f"van {NAME}"
    _workbook(package / "inventarislijst.xlsx", [["a", row], ["c", "besluit"], ["d", row]])
    (package / "inventarislijst.csv").write_text(f"Nr;Titel\n1;{row}\n2;besluit\n3;{row}\n")
    found = {v.file_name: [r.place for r in v.residues] for v in _verify(package) if v.has_leak}
    assert found == {
        "inventarislijst.xlsx": ["sheet1.xml B1", "sheet1.xml B3"],
        "inventarislijst.csv": ["line 2, field 2", "line 4, field 2"],
    }


def test_a_formula_counts_however_often_its_words_stand_elsewhere(package: Path) -> None:
    (package / "a.csv").write_text("Nr;Titel\n1;x\n")
    _workbook(
        package / "b.xlsx",
        [["x"]],
        lambda _book, sheet: sheet.write_formula(3, 1, "=1+1", value="x"),
    )
    assert _kinds(package) == {"b.xlsx": {Kind.CELL}}


def test_what_stood_in_a_file_that_broke_off_is_still_looked_for(package: Path) -> None:
    (package / "a.csv").write_text(f'Nr;Titel\n1;van {NAME}\n2;"')
    (package / "b.csv").write_text(f"Nr;Titel\n1;van {NAME}\n")
    assert _kinds(package) == {"a.csv": {Kind.UNREADABLE}, "b.csv": {Kind.CELL}}


def test_a_text_is_looked_at_once_in_a_package(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists of a thousand documents say the same few words ten thousand times, in each format."""
    looked: list[str] = []
    narrowed = Needles.narrowed

    def noted(needles: Needles, text: str) -> Needles:
        looked.extend(text.split("\n"))
        return narrowed(needles, text)

    monkeypatch.setattr(Needles, "narrowed", noted)
    rows = [["0001", "besluit op bezwaar"]] * 30
    _workbook(package / "inventarislijst.xlsx", rows)
    (package / "inventarislijst.csv").write_text("\n".join(";".join(row) for row in rows))
    (package / "manifest.json").write_text(json.dumps(rows))
    assert not any(v.has_leak for v in _verify(package))
    assert looked.count("besluit op bezwaar") == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"PK\x03\x04"),
        ("a", b"x"),
        ("a.pdf", b"<html>"),
        ("a.xlsx", b"PK\x03\x04 damaged"),
        ("a.json", b"{"),
        ("a.csv", b'a;"b'),
        ("a.csv", b"\xff\xfea\x00"),
        ("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("a.zip", b"PK\x03\x04 damaged"),
    ],
)
def test_what_cannot_be_read_is_a_leak(package: Path, name: str, data: bytes) -> None:
    (package / name).write_bytes(data)
    found = _kinds(package)
    assert set(found) == {name}
    assert Kind.UNREADABLE in found[name]


def test_link_to_elsewhere(package: Path) -> None:
    (package / "a.txt").symlink_to(package / "manifest.json")
    assert _kinds(package) == {"a.txt": {Kind.UNREADABLE}}


def test_archive(package: Path, tmp_path: Path) -> None:
    beside = package / "documenten" / "0001.pdf"
    with zipfile.ZipFile(package / "alles.zip", "w") as archive:
        archive.write(beside, "0001.pdf")
        archive.writestr("lijst.csv", "Nr;Titel\n")
    assert _kinds(package) == {}
    with zipfile.ZipFile(package / "alles.zip", "a") as archive:
        archive.writestr("0002.pdf", build.make_pdf([build.source()]))
        archive.writestr(f"{NAME}.csv", "Nr;Titel\n")
        archive.writestr("b.csv", f"Nr;{NAME}\n")
    assert _kinds(package) == {"alles.zip": {Kind.UNREADABLE, Kind.FILE_NAME, Kind.CELL}}


def test_digests_are_chance(package: Path) -> None:
    digest = "ab12345c" * 8
    (package / "manifest.json").write_text(json.dumps({"sha256": digest}))
    assert not any(v.has_leak for v in verify_folder(package, ["12345"], ()))


def test_report_and_stop(package: Path) -> None:
    seen = []

    def report(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        verify_folder(package, TERMS, (), report)
    assert seen == [(1, 5), (2, 5)]


def _again(folder: Path, checked: tuple[Verification, ...]) -> dict[str, set[Kind]]:
    """What is found after the same package was checked once, and something was done to it."""
    result = verify_folder(folder, TERMS, (), checked=checked)
    return {v.file_name: build.kinds(v) for v in result if v.has_leak}


def test_what_was_checked_is_told_again(package: Path) -> None:
    earlier = _verify(package)
    assert verify_folder(package, TERMS, (), checked=earlier) == earlier


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("inventarislijst.csv", f"Nr;Titel\r\n0001;Brief van {NAME}\r\n"),
        ("manifest.json", f'{{"files": [{{"path": "{NAME}"}}]}}'),
        ("metadata.xml", f"<a><b c='{NAME}'>besluit</b></a>"),
    ],
)
def test_a_leak_planted_after_the_check_is_found(package: Path, name: str, content: str) -> None:
    earlier = _verify(package)
    (package / name).write_text(content)
    assert _again(package, earlier) == {name: {Kind.CELL}}


def test_a_leak_planted_in_a_checked_workbook_is_found(package: Path) -> None:
    earlier = _verify(package)
    _workbook(package / "inventarislijst.xlsx", [["Nr"], [f"van {NAME}"]])
    assert _again(package, earlier) == {"inventarislijst.xlsx": {Kind.CELL}}


def test_a_checked_file_under_a_telling_name_is_found(package: Path) -> None:
    earlier = _verify(package)
    (package / "metadata.xml").rename(package / f"{NAME}.xml")
    assert _again(package, earlier) == {f"{NAME}.xml": {Kind.FILE_NAME}}


def test_a_file_that_leaked_is_looked_at_again(package: Path) -> None:
    (package / "brief.txt").write_text(f"Aan {NAME}")
    earlier = _verify(package)
    assert _again(package, earlier) == {"brief.txt": {Kind.CELL}}


def test_a_source_put_in_after_the_check_is_found(package: Path) -> None:
    earlier = _verify(package)
    data = (package / "metadata.xml").read_bytes()
    digest = Sha256(hashlib.sha256(data).hexdigest())
    (package / "kopie.xml").write_bytes(data)
    result = verify_folder(package, TERMS, (digest,), checked=earlier)
    assert {v.file_name for v in result if v.has_leak} == {"kopie.xml", "metadata.xml"}


def test_a_zip_whose_pdf_is_gone_from_beside_it_is_found(package: Path) -> None:
    inner = package / "documenten" / "0001.pdf"
    with zipfile.ZipFile(package / "alles.zip", "w") as archive:
        archive.write(inner, "documenten/0001.pdf")
    earlier = _verify(package)
    assert _again(package, earlier) == {}
    inner.unlink()
    assert _again(package, earlier) == {"alles.zip": {Kind.UNREADABLE}}

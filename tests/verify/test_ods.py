"""A name planted in every place of a spreadsheet that a person would not look at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from woo_desk.domain.export import ResidueKind
from woo_desk.verify.folder import verify_folder

NAME = "Kwakernaat"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = (
    f'<office:document-content xmlns:office="{OASIS}office:1.0" xmlns:table="{OASIS}table:1.0" '
    f'xmlns:text="{OASIS}text:1.0"><office:body><office:spreadsheet><table:table>'
    "<table:table-row><table:table-cell{attribute}>{cell}</table:table-cell></table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>"
)


def ods(
    cell: str = "<text:p>Nota</text:p>", comment: bytes = b"", attribute: str = "", **more: str
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format(cell=cell, attribute=attribute))
        for name, text in more.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
        archive.comment = comment
    return out.getvalue()


LEAKS: list[tuple[str, Callable[[], bytes]]] = [
    ("a cell", lambda: ods(f"<text:p>De heer {NAME}</text:p>")),
    ("spaces", lambda: ods("<text:p>Jan<text:s/>van<text:s text:c='2'/>Kwakernaat</text:p>")),
    ("spans", lambda: ods("<text:p>Kwaker<text:span>naat</text:span></text:p>")),
    ("an attribute", lambda: ods(f"<text:p text:style-name='{NAME}'>x</text:p>")),
    ("a comment", lambda: ods(f"<!-- {NAME} --><text:p>x</text:p>")),
    ("an annotation", lambda: ods("<office:annotation><text:p>x</text:p></office:annotation>")),
    ("a formula", lambda: ods(attribute=" table:formula='of:=1'")),
    ("metadata", lambda: ods(meta_xml=f"<a><b>{NAME}</b></a>")),
    ("another part", lambda: ods(settings_xml="<a/>")),
    ("a picture", lambda: ods(Pictures__a_png="x")),
    ("a zip comment", lambda: ods(comment=b"x")),
    ("no spreadsheet", lambda: b"PK\x03\x04 nothing"),
    ("entities", lambda: ods(meta_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
]  # fmt: skip


@pytest.mark.parametrize(("place", "data"), LEAKS, ids=[place for place, _ in LEAKS])
def test_a_leak_is_found(tmp_path: Path, place: str, data: Callable[[], bytes]) -> None:
    folder = tmp_path / "publicatie"
    folder.mkdir()
    (folder / "lijst.ods").write_bytes(data())
    (found,) = verify_folder(folder, (NAME,), ())
    assert found.has_leak
    assert {residue.kind for residue in found.residues} <= {
        ResidueKind.CELL,
        ResidueKind.UNREADABLE,
    }
    assert NAME not in repr(found)


def test_a_clean_spreadsheet_is_clean(tmp_path: Path) -> None:
    folder = tmp_path / "publicatie"
    folder.mkdir()
    (folder / "lijst.ods").write_bytes(ods("<text:p>=1 is tekst<text:tab/>hier</text:p>"))
    (found,) = verify_folder(folder, (NAME,), ())
    assert found.is_clean

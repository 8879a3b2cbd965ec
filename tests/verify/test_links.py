"""Links: what a publication may have, and what hides in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.verify import build
from tests.verify.build import BOX, HEIGHT, NAME
from woo_desk.domain.export import ResidueKind as Kind

ADDRESS = "https://www.rijksoverheid.nl/documenten/2023/05/woo-besluit"
PLACE = (72, HEIGHT - 110, 200, HEIGHT - 96)
Change = Callable[[pikepdf.Pdf], None]


def link(address: str = ADDRESS, **entries: Any) -> Change:
    """A page with one link, some of its entries others."""

    def change(pdf: pikepdf.Pdf) -> None:
        plain: dict[str, Any] = {
            "Type": Name.Annot, "Subtype": Name.Link, "Rect": Array(PLACE), "F": 4,
            "Border": Array([0, 0, 0]), "Contents": String(f"Koppeling naar {address}"),
            "A": Dictionary(Type=Name.Action, S=Name.URI, URI=String(address)),
        }  # fmt: skip
        kept = {key: value for key, value in (plain | entries).items() if value is not None}
        annotation = pdf.make_indirect(Dictionary(**kept))
        pdf.pages[0].Annots = Array([annotation])

    return change


def inside(**entries: Any) -> Change:
    """A link to the page itself."""

    def change(pdf: pikepdf.Pdf) -> None:
        place = Array([pdf.pages[0].obj, Name.XYZ, None, 700, None])
        said = String("Koppeling naar bladzijde 1")
        link(**({"A": None, "Dest": place, "Contents": said} | entries))(pdf)

    return change


def found(tmp_path: Path, change: Change) -> set[Kind]:
    original = build.make_pdf([build.source()])
    data = build.make_pdf(change=change)
    return build.kinds(build.verify(tmp_path, data, original=original))


@pytest.mark.parametrize(
    "change", [link(), link("http://example.nl"), link("https://example.nl/?id=12"), inside()]
)
def test_plain_links_are_clean(tmp_path: Path, change: Change) -> None:
    assert found(tmp_path, change) == set()


@pytest.mark.parametrize(
    "address",
    [
        f"https://example.nl/medewerkers/{NAME}",
        f"https://example.nl/medewerkers/j-{NAME.lower()}",
        "https://example.nl/%4Bwartelmans",
        f"https://example.nl/?naam={NAME}",
        f"https://{NAME.lower()}.example.nl/",
    ],
)
def test_a_name_in_the_address(tmp_path: Path, address: str) -> None:
    kinds = found(tmp_path, link(address))
    assert Kind.LINK in kinds
    assert kinds <= {Kind.LINK, Kind.RAW_BYTES}


@pytest.mark.parametrize(
    "address",
    [
        "mailto:a@example.nl",
        "tel:+31612345678",
        "https://a@example.nl/",
        "https://example.nl/?to=a%40example.nl",
        "https://example.nl/?to=a%2540example.nl",
        "https://example.nl/s/AbCdEfGh1234567890xyz",
        "file:///c:/map/bestand.pdf",
        "javascript:app.alert(1)",
        "https://example.nl/een twee",
    ],
)
def test_an_address_that_may_tell_more(tmp_path: Path, address: str) -> None:
    assert Kind.LINK in found(tmp_path, link(address))


@pytest.mark.parametrize(
    "change",
    [
        link(Contents=String("Koppeling naar de heer Hendriks")),
        link(Contents=None),
        link(T=String("iemand")),
        link(F=2),
        link(Border=Array([0, 0, 1])),
        link(A=Dictionary(S=Name.GoToR, F=String("elders.pdf"))),
        link(A=Dictionary(S=Name.Launch, F=String("elders.exe"))),
        link(A=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
        link(A=Dictionary(S=Name.URI, URI=String(ADDRESS), Next=Dictionary(S=Name.Named))),
        link(AP=Dictionary(N=Dictionary())),
        inside(Dest=String("naam van een plaats")),
        inside(Contents=String("Koppeling naar bladzijde Hendriks")),
    ],
)
def test_a_link_that_is_more_than_a_link(tmp_path: Path, change: Change) -> None:
    kinds = found(tmp_path, change)
    assert kinds & {Kind.LINK, Kind.SCRIPT, Kind.ANNOTATION}


def test_another_annotation_in_the_clothes_of_a_link(tmp_path: Path) -> None:
    assert Kind.ANNOTATION in found(tmp_path, link(Subtype=Name.Text))


def test_a_link_at_a_box(tmp_path: Path) -> None:
    place = Array([BOX.x0 - 20, HEIGHT - BOX.y1, BOX.x0 + 5, HEIGHT - BOX.y0])
    assert found(tmp_path, link(Rect=place)) == {Kind.LINK}

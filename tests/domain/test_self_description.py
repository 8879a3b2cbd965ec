"""What documents say of themselves, on made-up pages and on the five documents of the case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.heading import read_heading
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.page_parts import attachments_named, links_in, sections_in
from woo_desk.domain.rows import rows_of
from woo_desk.domain.self_description import (
    DateBasis,
    DocumentStatus,
    SelfDescription,
    describe_self,
)
from woo_desk.domain.vague_dates import Fineness
from woo_desk.pdf.extract import extract_page
from woo_desk.pdf.open import open_pdf


def described(*pages: str, name: str = "") -> SelfDescription:
    return describe_self(DocumentId("d"), pages, read_heading(pages[0], name), name)


def test_labels_beside_below_and_empty() -> None:
    said = described(
        "Directoraat-Generaal\nMigratie\n\nAan: Team Woo; de heer X\nOnderwerp\n\nNoot vooraf:\n"
        "Dit stuk biedt inzicht.\n"
    )
    assert said.unit == "Directoraat-Generaal Migratie"
    assert said.addressees == ("Team Woo", "de heer X")
    assert said.subject == "", "an empty label takes nothing from the next block"
    assert described("Betreft\nCijfers nareis 2023\n").subject == "Cijfers nareis 2023"
    assert described("Onderwerp\nDatum\n7 juni 2024\n").subject == ""


@pytest.mark.parametrize(
    ("page", "name", "status"),
    [
        ("CONCEPT\nNota over iets\n", "", DocumentStatus.CONCEPT),
        ("Notitie\nStatus: definitief\n", "", DocumentStatus.FINAL),
        ("Notitie\n", "notitie v2 def.docx", DocumentStatus.FINAL),
        ("Notitie over de definitieve cijfers\n", "notitie.docx", DocumentStatus.UNKNOWN),
    ],
)
def test_status(page: str, name: str, status: DocumentStatus) -> None:
    assert described(page, name=name).status is status


def test_a_vague_date_says_so() -> None:
    said = described("Memo\n\nDatum: medio december 2023\n\nTekst.\n")
    assert (said.date, said.date_last) == (dt.date(2023, 12, 11), dt.date(2023, 12, 20))
    assert (said.fineness, said.date_basis) == (Fineness.PART_OF_MONTH, DateBasis.VAGUE)
    assert said.date_printed == "medio december 2023"


@pytest.mark.parametrize(
    ("page", "near", "first", "basis"),
    [
        ("Memo\n\nDen Haag, eind november 2023\n\nTekst.\n", None, "2023-11-21", DateBasis.VAGUE),
        ("Rapport\nStand van zaken\nJuni 2023\n", None, "2023-06-01", DateBasis.VAGUE),
        ("Memo\nDatum: 27 februari jl.\n", "2024-06-07", "2024-02-27", DateBasis.YEAR_GUESSED),
        ("Memo\nDatum\nmedio december\n", "2024-06-07", "2023-12-11", DateBasis.YEAR_GUESSED),
        (
            "Memo\nDatum: medio december\n\nDe brief van 3 februari 2024 volgt, na die van 1 mei"
            " 2022.\n", None, "2023-12-11", DateBasis.YEAR_GUESSED,
        ),
        ("Memo\nDatum: medio december\n\nTekst.\n", None, None, DateBasis.NONE),
        ("Memo\nmei 2023\njuni 2023\n", None, None, DateBasis.NONE),
        ("Memo\nDe cijfers van 2023 zijn tot juni 2023\n", None, None, DateBasis.NONE),
    ],
)  # fmt: skip
def test_a_date_that_is_not_known_to_the_day(
    page: str, near: str | None, first: str | None, basis: DateBasis
) -> None:
    sent = dt.date.fromisoformat(near) if near else None
    said = describe_self(DocumentId("d"), [page], read_heading(page), near=sent)
    assert (said.date.isoformat() if said.date else None, said.date_basis) == (first, basis)


def test_links_over_line_ends() -> None:
    page = "zie <https://ind.nl/a-\nb.pdf>, en\nhttps://x.nl/lang/\npad-hier\nen www.y.nl.\nVerder"
    links = [(one.url, one.is_joined) for one in links_in([page])]
    assert links == [
        ("https://ind.nl/a-b.pdf", True),
        ("https://x.nl/lang/pad-hier", True),
        ("www.y.nl", False),
    ]


def test_attachments_and_sections() -> None:
    page = "Bijlagen: besluit; advies\n\nBijlagen\n1. Eerste stuk\n2. Tweede stuk dat\ndoorloopt\n"
    assert attachments_named([page]) == (
        "besluit", "advies", "Eerste stuk", "Tweede stuk dat doorloopt",
    )  # fmt: skip
    assert attachments_named(["Bijlagen\n2\n"]) == ()
    assert sections_in(["1 Aanleiding\nTekst.\n\n3 Verder\n\n2 Advies\nTekst.\n"])[1].title == (
        "Advies"
    )
    assert sections_in(["1 Alleen een kop\n"]) == ()


@pytest.fixture
def case(shared: Path) -> dict[str, SelfDescription]:
    result = {}
    for path in sorted((shared / "case-nareis").glob("*.pdf")):
        with open_pdf(path.read_bytes()) as document:
            pages = [extract_page(document, n) for n in range(document.page_count)]
        heading = read_heading(pages[0].text, path.name, rows_of(pages[0]))
        result[path.stem] = describe_self(
            DocumentId(path.stem), [page.text for page in pages], heading, path.name
        )
    return result


def test_the_five_documents_of_the_case(case: dict[str, SelfDescription]) -> None:
    nota, concept = case["nota-informatieverzoek"], case["conceptnota"]
    assert (nota.kind, nota.reference, nota.date) == ("nota", "5277899", dt.date(2024, 6, 7))
    assert [one.title for one in nota.sections if one.number == "5"] == [
        "Informatie die niet openbaar gemaakt kan worden"
    ]
    assert nota.unit.startswith("Directoraat-Generaal Migratie / Directie Migratiebeleid")
    assert nota.addressees == ("Staatssecretaris van Justitie en Veiligheid",)
    assert nota.subject.startswith("Reactie op informatieverzoek van het lid Veldkamp")
    assert (concept.status, concept.date) == (DocumentStatus.CONCEPT, None)
    assert concept.subject == "Persvragen over Nareis op nareis"
    assert concept.attachments == (
        "informatieblad nareis op nareis",
        "Nota Projectmatige aanpak aangiftes nareis op nareis",
    )
    assert [one.number for one in concept.sections if "." not in one.number] == list("1234567")
    sketch = case["processchets"]
    assert (sketch.kind, sketch.date, sketch.reference) == (
        "processchets", dt.date(2024, 6, 19), "",
    )  # fmt: skip
    assert [one.number for one in sketch.footnotes] == [1, 2, 3, 4, 5]
    assert [one.is_joined for one in sketch.links] == [False, True, True, True]
    assert [one.url.split("/")[2] for one in sketch.links] == [
        "ind.nl", "www.rijksoverheid.nl", "www.rijksoverheid.nl", "ind.nl",
    ]  # fmt: skip
    assert sketch.links[0].url.endswith("/stand-van-de-uitvoering-2306.pdf")
    assert sketch.links[3].url.endswith("gestapelde-gezinshereniging-bij-asiel.pdf")
    assert case["vragenlijst"].kind == "vragenlijst"
    assert case["stand-van-de-uitvoering"].kind == "rapport"
    assert case["vragenlijst"].date is case["stand-van-de-uitvoering"].date is None


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("een verzoek op grond van artikel 4.1 van de Woo", LegalBasis.WOO),
        ("een verzoek op grond van artikel\n68 van de Grondwet", LegalBasis.ART_68_GW),
        ("op grond van artikel 68 Grondwet en niet op grond van de Wet open overheid", None),
        ("Het Woo-verzoek van een krant loopt nog.", None),
    ],
)
def test_the_legal_basis_that_a_document_speaks_of(words: str, basis: LegalBasis | None) -> None:
    assert described(f"Nota\n\n{words}\n").basis is basis

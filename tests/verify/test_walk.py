"""The walk through a file lets go of what it looked at, and still sees what leads there."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.verify.build import Change, make_pdf, redacted
from woo_desk.domain.export import CheckOutcome, ResidueKind
from woo_desk.verify.findings import Check
from woo_desk.verify.structure import walk

ELEMENTS = 40


def _tagged(pdf: pikepdf.Pdf) -> None:
    """A structure tree with elements on both pages."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    document.K = Array(
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=n))
        for page in pdf.pages
        for n in range(ELEMENTS)
    )
    tree.K = document
    pdf.Root.StructTreeRoot = tree


def _walked(change: Change) -> tuple[pikepdf.Pdf, Check]:
    pdf = pikepdf.open(io.BytesIO(make_pdf([redacted(), redacted()], change)))
    check = Check("structure", "test", "0001.pdf")
    with check.reading():
        walk(pdf, check, is_bundle=True)
    return pdf, check


def test_elements_and_fonts_are_let_go_of() -> None:
    """A bundle has a hundred thousand; qpdf would keep each."""
    pdf, check = _walked(_tagged)
    assert check.result.outcome is CheckOutcome.CLEAN
    assert sum(value == Name("/Seen") for value in pdf.objects) == 2 * ELEMENTS + 2
    assert len(pdf.pages) == 2


@pytest.mark.parametrize("key", ["/AF", "/Extra"])
def test_a_key_that_leads_to_what_was_let_go_of_is_reported(key: str) -> None:
    """On the second page, to the font of the first one."""

    def change(pdf: pikepdf.Pdf) -> None:
        _tagged(pdf)
        pdf.pages[1].obj[key] = pdf.pages[0].obj.Resources.Font.F0

    _, check = _walked(change)
    assert check.result.outcome is CheckOutcome.LEAK
    kinds = {residue.kind for residue in check.residues}
    assert kinds & {ResidueKind.STRUCTURE, ResidueKind.ATTACHMENT}
    assert {residue.page_index for residue in check.residues} == {1}

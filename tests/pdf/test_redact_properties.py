"""For any text, layout and chosen words: no chosen word is found, and every other word still is."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.letters import letter
from tests.pdf.corpus.leaks import places
from woo_desk.domain.export import BoxStyle
from woo_desk.pdf.redact import redact_pdf
from woo_desk.usecases.export_marks import WIDTH_TOLD, pages_of
from woo_desk.verify.relaid import Relaid
from woo_desk.verify.verify_pdf import verify_pdf

WORDS = ("aanvraag", "besluit", "termijn,", "de", "van", "(zie", "bijlage)", "overleg.", "op", "12")
NAMES = ("Oosterkamp", "P. Wigbolt", "Jan de Quay-Xanten", "E.J. Zevenhuizen")
LABEL = "5.1.2e"


def numbered(pdf: bytes) -> list[int]:
    """The numbers of pieces in the content of the first page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pieces = [
            int(instruction.operands[1].MCID)
            for instruction in pikepdf.parse_content_stream(document.pages[0])
            if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
        ]
    return sorted(pieces)


def tagged(pdf: bytes) -> list[int]:
    """The numbers of pieces that the tags speak of."""

    def below(item: Any) -> Iterator[int]:
        if isinstance(item, int):
            yield item
        elif isinstance(item, pikepdf.Array):
            for part in item:
                yield from below(part)
        elif "/MCID" in item:
            yield int(item.MCID)
        elif "/K" in item:
            yield from below(item.K)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sorted(below(document.Root.StructTreeRoot))


@settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(
    paragraphs=st.lists(
        st.lists(st.sampled_from((*WORDS, *NAMES)), min_size=1, max_size=60),
        min_size=1,
        max_size=4,
    ),
    justified=st.booleans(),
    hides_width=st.booleans(),
    size=st.sampled_from((7.0, 9.0, 11.0, 14.0)),
    font=st.sampled_from(("helv", "tiro", "cour")),
    style=st.sampled_from(list(BoxStyle)),
)
def test_chosen_words_go_and_all_others_stay(
    paragraphs: list[list[str]], justified: bool, hides_width: bool, size: float, font: str,
    style: BoxStyle,
) -> None:  # fmt: skip
    made = letter(
        [" ".join(words) for words in paragraphs], NAMES, justified=justified, size=size,
        font=font, hides_width=hides_width,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "uit.pdf"
        result = redact_pdf(made.pdf, made.marks, NAMES, style=style, title="t", output=output)
        data = output.read_bytes()
        told = frozenset(pages_of(result.fallbacks, WIDTH_TOLD))
        relaid = Relaid(result.written, result.moved, hides_width, told)
        verdict = verify_pdf(
            output, "0001.pdf", marks=made.marks, terms=NAMES, original=made.pdf, relaid=relaid
        )
    assert verdict.residues == ()
    assert numbered(data) == tagged(data)
    assert not [place for name in NAMES for place in places(data, name)]
    with pymupdf.open(stream=data, filetype="pdf") as document:
        said = document[0].get_text().replace(LABEL, " ").split()
    wanted = [word for words in paragraphs for word in words if word not in NAMES]
    assert Counter("".join(said)) == Counter("".join(wanted))
    if not result.moved:
        assert said == wanted or Counter(said) == Counter(wanted)
    assert len(result.written) == len(made.marks)

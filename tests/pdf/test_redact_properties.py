"""For any text, layout and chosen words: no chosen word is found, and every other word still is."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pymupdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.letters import letter
from tests.pdf.corpus.leaks import places
from woo_desk.domain.export import BoxStyle
from woo_desk.pdf.redact import redact_pdf

WORDS = ("aanvraag", "besluit", "termijn,", "de", "van", "(zie", "bijlage)", "overleg.", "op", "12")
NAMES = ("Oosterkamp", "P. Wigbolt", "Jan de Quay-Xanten", "E.J. Zevenhuizen")
LABEL = "5.1.2e"


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
    assert not [place for name in NAMES for place in places(data, name)]
    with pymupdf.open(stream=data, filetype="pdf") as document:
        said = document[0].get_text().replace(LABEL, " ").split()
    wanted = [word for words in paragraphs for word in words if word not in NAMES]
    assert Counter("".join(said)) == Counter("".join(wanted))
    if not result.moved:
        assert said == wanted or Counter(said) == Counter(wanted)
    assert len(result.written) == len(made.marks)

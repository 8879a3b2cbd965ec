"""Text as it really is: every way in which a name or number is printed, cut or misread."""

from __future__ import annotations

import pytest

from woo_desk.detect.analyse import Detector
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.policy import Policy
from woo_desk.domain.text_map import TextMap

FOOTER = "\n\nMinisterie van Justitie en Veiligheid\nPagina {} van 3\n"
HEADER = "Conceptnota | vertrouwelijk\n\n"


def hidden(detector: Detector, policy: Policy, text: str) -> str:
    """The text with a full block for each character that would go."""
    letters = list(text)
    for finding in detector.analyse_text(text, policy=policy).findings:
        if finding.proposal is not Proposal.KEEP:
            for index in range(finding.span.start, finding.span.end):
                letters[index] = "█"
    return "".join(letters)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Ik sprak met mevrouw Rozemarijn\nHuizinga over de nota.", "Rozemarijn\nHuizinga"),
        ("Behandeld door: Rozemarijn Hui-\nzinga, jurist", "Rozemarijn Hui-\nzinga"),
        ("Behandeld door: Rozemarijn Hui\xad\nzinga, jurist", "Rozemarijn Hui\xad\nzinga"),
        ("Contactpersoon: Steﬀen Graﬄand", "Steﬀen Graﬄand"),
        ("Contactpersoon: Jose\u0301 Mu\u0308ller", "Jose\u0301 Mu\u0308ller"),
        ("Contactpersoon: Ste\ufffden de Vries", "Ste\ufffden de Vries"),
        ("Contactpersoon: ROZEMARIJN HUIZINGA", "ROZEMARIJN HUIZINGA"),
        ("Mw. R o z e m a r i j n  H u i z i n g a", "R o z e m a r i j n  H u i z i n g a"),
        ("Opgesteld door Rozemarijn Huizinga1 en vastgesteld.", "Rozemarijn Huizinga"),
        ("Naam\tFunctie\nHuizinga, R.\tjurist\nde Boer, P.\tadviseur", "Huizinga, R."),
        ("Aanwezig:   R. Huizinga       P. de Boer", "P. de Boer"),
        ("Contactpersoon: Rozemarijn Huiz1nga", "Rozemarijn Huiz1nga"),
        ("Contactpersoon: R0zemarijn Huizinga", "R0zemarijn Huizinga"),
        ("Contactpersoon: Rozernarijn Huizinga", "Rozernarijn Huizinga"),
        ("BSN: l23456782", "l23456782"),
        ("tel. O6-l2345678", "O6-l2345678"),
        ("IBAN NL91ABNAO417164300", "NL91ABNAO417164300"),
        ("mail: r.huizinga\n@minjenv.nl", "r.huizinga"),
    ],
)  # fmt: skip
def test_is_found_as_printed(detector: Detector, policy: Policy, text: str, gone: str) -> None:
    start = text.index(gone)
    kept = hidden(detector, policy, text)[start : start + len(gone)]
    assert not any(letter.isalnum() for letter in kept), kept


def pages(*texts: str) -> list[TextMap]:
    return [
        TextMap(n, text, (0.0,) * (4 * len(text)), (0,) * len(text)) for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("end", "begin"),
    [
        ("mevrouw Rozemarijn", "Huizinga"),
        ("mevrouw Rozemarijn Hui-", "zinga"),
        ("de heer P. van der", "Zwaluwe"),
        ("door collega Jan", "de Boer"),
    ],
)
@pytest.mark.parametrize("furniture", [False, True])
def test_a_name_over_a_page_break(
    detector: Detector, policy: Policy, end: str, begin: str, *, furniture: bool
) -> None:
    first = f"De stukken zijn vorige week nog besproken, en wel met {end}"
    second = f"{begin} en daarna vastgesteld in het overleg.\nEinde."
    texts = [first, second, "Derde bladzijde."]
    if furniture:
        texts = [f"{HEADER}{text}{FOOTER.format(n)}" for n, text in enumerate(texts, start=1)]
    hits = detector.analyse_pages(pages(*texts), document_id=DocumentId("d"), policy=policy)
    for page, words in zip(hits.pages, (end, begin), strict=False):
        found = " ".join(f.text for f in page.findings if f.proposal is not Proposal.KEEP)
        name = words.split()[-1].rstrip("-")
        assert name in found, (page.page_index, found)
        assert all(page.text[f.span.start : f.span.end] == f.text for f in page.findings)


def test_what_does_not_go_on_is_not_joined(detector: Detector, policy: Policy) -> None:
    texts = ("Wij spraken met Willem.", "Boer zoekt vrouw is een programma.")
    hits = detector.analyse_pages(pages(*texts), document_id=DocumentId("d"), policy=policy)
    assert [f.text for f in hits.pages[1].findings] == []

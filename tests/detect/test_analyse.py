from __future__ import annotations

import re

import pytest

from woo_desk.detect import analyse, engine
from woo_desk.detect.analyse import Detector, Line
from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.normal import normalise
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers import ALL
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Finding, Proposal, Role, finding_id
from woo_desk.domain.geometry import Box
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DocumentId
from woo_desk.domain.policy import Policy
from woo_desk.domain.text_map import TextMap
from woo_desk.usecases.policies import load_policy

DOCUMENT = DocumentId("doc")


def page_of(text: str, index: int = 0) -> TextMap:
    """A page in a typeface where each character is one point wide and each line ten high."""
    corners: list[float] = []
    lines: list[int] = []
    line = column = 0
    for character in text:
        if character.isspace():
            corners += [float("nan")] * 4
        else:
            corners += [column, 10.0 * line, column + 1.0, 10.0 * line + 9]
        lines.append(line)
        column += 1
        if character == "\n":
            line, column = line + 1, 0
    return TextMap(index, text, corners, lines)


def by_text(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.text: finding for finding in findings}


def test_findings_of_one_text(detector: Detector, policy: Policy) -> None:
    text = "Bel 06-12345678 of mail jan.jansen@minjenv.nl. BSN 123456782.\nOns kenmerk 5277899"
    hits = detector.analyse_text(text, policy=policy, document_id=DOCUMENT, page_index=3)
    found = by_text(hits.findings)
    assert hits.complete
    assert found["06-12345678"].proposal is Proposal.REDACT
    assert found["06-12345678"].ground_code == "5.1.2e"
    assert found["123456782"].ground_code == "5.1.1e"
    assert found["5277899"].proposal is Proposal.KEEP
    assert found["5277899"].ground_code is None
    for finding in hits.findings:
        assert text[finding.span.start : finding.span.end] == finding.text
        assert finding.id == finding_id(DOCUMENT, 3, finding.span, finding.entity_type)
        assert finding.why.endswith(".")
        assert "{" not in finding.why
        assert finding.detector_version == detector.version


def test_the_domain_of_an_address_stays_readable(detector: Detector, policy: Policy) -> None:
    hits = detector.analyse_text("Mail jan.jansen@minjenv.nl.", policy=policy)
    assert [f.text for f in hits.findings] == ["jan.jansen"]
    (line,) = detector.analyse_lines([Line("1", "Mail jan.jansen@minjenv.nl.")], policy=policy)
    (finding,) = line.findings
    assert (finding.start, finding.end, finding.redact_end) == (5, 26, 15)


def test_grounds_of_the_other_regime(detector: Detector) -> None:
    policy = load_policy(LegalBasis.ART_68_GW)
    hits = detector.analyse_text("BSN 123456782", policy=policy)
    assert hits.findings[0].ground_code == "persoonsgegevens"


def test_boxes_one_per_line(detector: Detector, policy: Policy) -> None:
    page = page_of("woonadres Oude Gracht\n404 II, 8619 BR Utrecht")
    hits = detector.analyse_pages([page], document_id=DOCUMENT, policy=policy)
    address = by_text(hits.pages[0].findings)["Oude Gracht\n404 II"]
    assert address.boxes == (Box(10, 0, 21, 9), Box(0, 10, 6, 19))


def test_offsets_lead_back_to_the_page(detector: Detector, policy: Policy) -> None:
    """A page with ligatures, soft hyphens and no-break spaces is normalised for reading only."""
    text = "Steﬃe\u00a0zegt: bel 06\u00a012\u00a034\u00a056\u00a078\u00ad!"
    hits = detector.analyse_text(text, policy=policy)
    phones = [f for f in hits.findings if f.entity_type is EntityType.PHONE]
    assert [f.text for f in phones] == ["06\u00a012\u00a034\u00a056\u00a078"]
    assert text[phones[0].span.start : phones[0].span.end] == phones[0].text


def test_one_page_teaches_the_others(detector: Detector, policy: Policy) -> None:
    pages = [
        page_of("Het overleg is bijgewoond door Bakker en daarna besproken.", 0),
        page_of("Met vriendelijke groet,\n\nMarieke Bakker\nbeleidsmedewerker", 1),
    ]
    hits = detector.analyse_pages(pages, document_id=DOCUMENT, policy=policy)
    assert "Bakker" in by_text(hits.pages[0].findings)
    assert any(person.surname == "Bakker" for person in hits.learnt)
    alone = detector.analyse_pages(pages[:1], document_id=DOCUMENT, policy=policy)
    assert alone.learnt == ()
    taught = detector.analyse_pages(
        pages[:1], document_id=DOCUMENT, policy=policy, known=hits.learnt
    )
    assert "Bakker" in by_text(taught.pages[0].findings)
    assert taught.learnt == ()


def test_progress_and_stopping(detector: Detector, policy: Policy) -> None:
    told: list[tuple[int, int]] = []

    def stop_at_three(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise KeyboardInterrupt

    pages = [page_of("tekst", index) for index in range(2)]
    with pytest.raises(KeyboardInterrupt):
        detector.analyse_pages(
            pages, document_id=DOCUMENT, policy=policy, on_progress=stop_at_three
        )
    assert told == [(1, 4), (2, 4), (3, 4)]


def test_lines_of_one_dossier_teach_each_other(detector: Detector, policy: Policy) -> None:
    lines = [
        Line("a", "Het overleg is bijgewoond door Bakker en daarna besproken.", "x"),
        Line("b", "Het overleg is bijgewoond door Bakker en daarna besproken."),
        Line("c", "Met vriendelijke groet,\n\nMarieke Bakker\nbeleidsmedewerker", "x"),
    ]
    hits = {h.id: h for h in detector.analyse_lines(lines, policy=policy)}
    assert list(hits) == ["a", "b", "c"]
    scores = {key: max((f.score for f in hits[key].findings), default=0.0) for key in ("a", "b")}
    assert scores["a"] > scores["b"]


def test_the_same_twice(detector: Detector, policy: Policy) -> None:
    text = "Jan Jansen (EBBML9), 06-12345678, geboren 1-2-1970, Kerkstraat 3, 1234 AB Zwolle"
    first = detector.analyse_text(text, policy=policy)
    assert detector.analyse_text(text, policy=policy) == first
    assert Detector().analyse_text(text, policy=policy) == first


def test_nothing_to_read(detector: Detector, policy: Policy) -> None:
    for text in ("", " ", "\n\n"):
        hits = detector.analyse_text(text, policy=policy)
        assert hits.findings == ()
        assert hits.complete


@pytest.mark.parametrize(
    "text",
    ["kenmerk 5277899", "dossier 19637 nr. 3606", "Verordening 2024/1347", "446.930", "2019 2020"],
)
def test_number_traps(detector: Detector, policy: Policy, text: str) -> None:
    hits = detector.analyse_text(f"Zie {text} in de bijlage.", policy=policy)
    assert all(finding.proposal is Proposal.KEEP for finding in hits.findings)


class _Exploding(DeskRecognizer):
    entities = (EntityType.BSN,)
    patterns = (Pattern("exploding", r"(?:a|aa)+[bc]\d"),)

    def find(self, page: PageContext) -> list[Hit]:
        return [
            Hit(0, 1, EntityType.BSN, Role.PRIVATE, 0.9, "why.bsn.label")
            for _ in self.patterns[0].finditer(page.text, page.deadline)
        ]


def test_a_page_that_was_cut_short_is_not_complete(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other recognisers' finds stay; the page says that it was not read to the end."""
    monkeypatch.setattr(engine, "ALL", (*ALL, _Exploding))
    hits = Detector(page_seconds=1.0).analyse_text("06-12345678 " + "a" * 90 + "b", policy=policy)
    assert not hits.complete
    assert "06-12345678" in by_text(hits.findings)


def test_a_page_that_is_too_long_is_not_complete(
    detector: Detector, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyse, "MAX_PAGE_CHARS", 20)
    hits = detector.analyse_text("06-12345678 en daarna 06-87654321", policy=policy)
    assert not hits.complete
    assert [f.text for f in hits.findings] == ["06-12345678"]


def test_too_many_results_is_not_complete(
    detector: Detector, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyse, "MAX_PAGE_RESULTS", 1)
    assert not detector.analyse_text("06-12345678 en 06-87654321", policy=policy).complete


def test_labels_keep_their_place_whatever_the_capitals() -> None:
    """A capital that becomes two characters in small letters must not move what follows."""
    page = PageContext(normalise("İlker, BSN 123456782"))
    labels = labels_of(page)
    assert page.text[labels.starts[0] : labels.ends[0]] == "BSN"
    assert re.match(" 123", page.text[labels.ends[0] :])

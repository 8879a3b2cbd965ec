"""References: kenmerk, zaaknummer, Kamerstuk. They stay readable; who cites a document needs them.

Source: domain study (references are needed to cite). Reporting them keeps digits in them from being
taken for a telephone number or a BSN, because the surest find on a place stands.

| what | score |
|---|---|
| after its label ("Ons kenmerk 5277899") | 0.93, kept |
| "Kamerstuk 19637, nr. 3606", "ECLI:NL:…", "Verordening (EU) 2024/1347" | 0.93, kept |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

LABELLED = Pattern(
    "reference",
    r"""[)]?[ \t]{0,4}(?:(?:nr|nummer|no)\.?)?[ \t:.#=–-]{0,6}\n?[ \t]{0,4}
        (?P<ref>(?=[\w/.-]{0,30}\d)[A-Za-z0-9][\w]{0,20}(?:[-/._][\w]{1,20}){0,5})(?!\w|@)""",
)
PARLIAMENT = Pattern(
    "parliamentary_paper",
    r"(?<![\w/-])(?P<ref>\d{2}[ ]?\d{3}(?:-[IVXLCM\d]{1,6})?(?:[ ][IVXLCM]{1,6})?"
    r",?\s(?:nrs?\.?|nummers?)\s[A-Z0-9]{1,5})(?!\w)",
)
ECLI = Pattern("ecli", r"(?<!\w)(?P<ref>ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25})(?!\w)")
EU_ACT = Pattern(
    "eu_act",
    r"(?<!\w)(?:Verordening|Richtlijn|Besluit)\s(?:\((?:EU|EG|EEG)\)\s)?(?:nr\.\s)?(?P<ref>\d{2,4}/\d{1,4}(?:/(?:EU|EG|EEG))?)(?!\w)",
)


class ReferenceRecognizer(DeskRecognizer):
    """Finds references; see the module."""

    entities = (EntityType.REF,)
    patterns = (LABELLED, PARLIAMENT, ECLI, EU_ACT)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """References on the page."""
        labels = labels_of(page)
        for kind, end in zip(labels.kinds, labels.ends, strict=True):
            if kind == "REF":
                match = LABELLED.match(page.text, page.deadline, end)
                if match is not None:
                    yield Hit(
                        *match.span("ref"), EntityType.REF, Role.MINISTRY, 0.93, "why.ref.label"
                    )
        for pattern in (PARLIAMENT, ECLI, EU_ACT):
            for match in pattern.finditer(page.text, page.deadline):
                yield Hit(*match.span("ref"), EntityType.REF, Role.MINISTRY, 0.93, "why.ref.form")

"""Telephone numbers in every Dutch way of writing, and numbers from abroad.

Source: Nummerplan telefoon- en ISDN-diensten (area codes in `resources/names/area-codes.txt`;
national numbers count ten digits with the leading zero) and ITU-T E.164 (at most fifteen digits
with the country code).

Whose number it is decides what happens to it: numbers of switchboards and public lines (a list,
0800/0900, 14 0xx, words like "algemeen nummer") stay readable.

| what | score |
|---|---|
| mobile, or label before it | 0.95 |
| area code that exists, printed as a telephone number | 0.88 |
| ten digits in a row that begin with an area code | 0.8 |
| from abroad, with + | 0.85 |
| internal extension after its label ("tst. 5485") | 0.7 |
| local or incomplete number after a label ("tel. 370 79 11") | 0.7 |
| 316…, as messaging apps write it | 0.85 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import Labels, labels_of
from woo_desk.detect.lists import load_table, load_words
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.checks import LOOK_ALIKES
from woo_desk.domain.finding import EntityType, Role

# One separator between digits: space, hyphen, stop, slash, dash, or a line end; " - " too.
_S = r"(?:[ ]?[-./–—]?[ ]?\n?[ ]?)"
_D = r"[\dOolI]"
_PREFIX = rf"(?:\(?(?:\+|00)[ ]?3[ ]?1\)?{_S}(?:\([ ]?0[ ]?\)|0)?{_S})"
# Not inside a word, a longer number, a date or a reference; but behind "T" or "M" glued to it, and
# behind a slash when a whole number stands before that.
_BEGIN = r"(?:(?<![\w+])|(?<=(?<!\w)[TMFtmf]))(?<!\d[-.,:])(?<!(?<!\d)\d{1,2}/)(?<!\w/(?!0))"
_END = r"(?!\w|[-.,:]\d|/[1-9])"

DUTCH = Pattern(
    "phone_nl",
    rf"""{_BEGIN}(?:
        (?P<abroad>{_PREFIX})\(?0?(?P<n1>[1-9](?:{_S}\)?{_S}{_D}){{8}})
      | (?P<national>[(\[]?[0Oo][ ]?(?P<n2>[1-9](?:{_S}[)\]]?{_S}{_D}){{8}}))
    ){_END}""",
    start=r"[(\[+0Oo](?=[ ]?[1-9]|[0Oo+][ ]?[1-9]|00[ ]?3)",
)
FOREIGN = Pattern(
    "phone_abroad",
    r"(?<![\w+])(?:\+|\b00)(?!31|[ ]?3[ ]?1)[1-9]\d{0,2}"
    r"(?:[ .\-/]?\(?0?\)?[ .\-/]?\d){6,12}(?![\w])",
)
SERVICE = Pattern(
    "phone_service",
    r"(?<![\w+])(?<!\d[-.,/:])(?:0(?:800|900|906|909)(?:[ .\-–/]?\d){4,7}|14[ ]?0\d{2,3}|1400)"
    r"(?![\w]|[-.,/:]\d)",
    start=r"[01](?=800|90[069]|4)",
)
SHORT = Pattern("phone_short", r"(?<![\w.,/+-])\d(?:[ .-]?\d){2,10}(?![\w]|[-.,/:]\d)")
NAKED = Pattern("phone_naked", r"(?<![\w.-])(?<!\d/)31[ ]?6(?:[ ]?\d){8}(?!\w)")
DATE = Pattern("date_like", r"0?\d{1,2}[-./ –](?:0?[1-9]|1[0-2])[-./ –](?:19|20)\d\d(?!\d)")
AFTER = Pattern(
    "phone_general_after",
    r"[ ]{0,2}\((?:receptie|centrale|algemeen|balie|servicedesk|helpdesk|secretariaat)",
    ignore_case=True,
)
AMOUNT = Pattern("amount", r"[ \n]{1,2}[a-z]|%")
MARK = Pattern("phone_mark", r"(?:(?<!\w)[TMFtmf]|[☎☏✆📞📱])[.:]?[ \t]{0,4}\(?\Z")
GENERAL = Pattern(
    "phone_general",
    r"(?:algeme(?:en|ne)|inbel|centrale?|gratis|informatie|publieks?|receptie|servicedesk|helpdesk|calamiteiten"
    r"|meldkamer|klanten?|receptienummer|hoofd|landelijke?|telefooncentrale|balie|loket)"
    r"\w{0,20}[ ]?(?:telefoon)?(?:nummer|lijn|nr|tel|contact)?\.?[:\s(]{0,4}\Z",
    ignore_case=True,
)
_MARKED = re.compile(r"(?<!\w)[TM][.:]? ?\(?\d")
_EXTENSION_DIGITS = range(3, 6)
_LOCAL_DIGITS = range(6, 12)
_REAL_DIGITS = 8
"""At least so many are printed as digits; the others may be letters O read for a zero."""


class PhoneRecognizer(DeskRecognizer):
    """Finds telephone numbers; see the module."""

    entities = (EntityType.PHONE,)
    patterns = (NAKED, AFTER, DUTCH, FOREIGN, SERVICE, SHORT, DATE, AMOUNT, MARK, GENERAL)

    def load(self) -> None:
        """Area codes and general numbers."""
        lines = load_words("area-codes")
        self._area_codes = tuple(code for line in lines for code in line.split())
        self._general = frozenset(load_table("organisations")["phones"]["general"])

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Telephone numbers on the page."""
        labels = labels_of(page)
        for match in SERVICE.finditer(page.text, page.deadline):
            yield from self._service(match, page, labels)
        for match in DUTCH.finditer(page.text, page.deadline):
            yield from self._dutch(match, page, labels)
        for match in FOREIGN.finditer(page.text, page.deadline):
            if not labels.claims(match.start(), "PHONE"):
                yield _hit(match, Role.PERSONAL, 0.85, "why.phone.abroad")
        for match in NAKED.finditer(page.text, page.deadline):
            if not labels.claims(match.start(), "PHONE"):
                yield _hit(match, Role.PERSONAL, 0.85, "why.phone.mobile")
        if labels.has("EXTENSION") or labels.has("PHONE") or _MARKED.search(page.text):
            for match in SHORT.finditer(page.text, page.deadline):
                yield from _short(match, page, labels)

    def _service(self, match: Match, page: PageContext, labels: Labels) -> Iterator[Hit]:
        number = _digits(match.group())
        if labels.claims(match.start(), "PHONE"):
            return
        if _says_general(match, page):
            yield _hit(match, Role.FUNCTIONAL, 0.95, "why.phone.general")
        elif number.startswith("0") or _is_labelled(match, page, labels):
            yield _hit(match, Role.FUNCTIONAL, 0.95, "why.phone.service")
        elif AMOUNT.match(page.text, page.deadline, match.end()) is None:
            yield _hit(match, Role.FUNCTIONAL, 0.6, "why.phone.service")

    def _dutch(self, match: Match, page: PageContext, labels: Labels) -> Iterator[Hit]:
        number = "0" + _digits(match.group("n1") or match.group("n2"))
        if sum(c.isdigit() for c in match.group()) < _REAL_DIGITS:
            return
        score = self._score(match, number, page, labels)
        if score is None:
            return
        if number in self._general:
            yield _hit(match, Role.FUNCTIONAL, 0.99, "why.phone.listed")
        elif not number.startswith("06") and _says_general(match, page):
            yield _hit(match, Role.FUNCTIONAL, 0.97, "why.phone.general")
        elif number.startswith("06"):
            yield _hit(match, Role.PERSONAL, score, "why.phone.mobile")
        else:
            yield _hit(match, Role.PERSONAL, score, "why.phone.direct")

    def _score(self, match: Match, number: str, page: PageContext, labels: Labels) -> float | None:
        """How sure it is that this is a telephone number; None when it is something else."""
        if _is_labelled(match, page, labels):
            return 0.95
        if DATE.match(page.text, page.deadline, match.start()) is not None:
            return None
        # WHY before labels of other numbers: nothing else looks like a mobile number.
        if number.startswith("06"):
            return 0.95
        known = number.startswith(self._area_codes)
        if match.group("abroad"):
            return 0.95 if known else 0.8
        if not known or labels.claims(match.start(), "PHONE"):
            return None
        return 0.8 if match.group() == number else 0.88


def _short(match: Match, page: PageContext, labels: Labels) -> Iterator[Hit]:
    """Extensions and local numbers; nothing without their label right before them."""
    kind = "PHONE" if _is_marked(match, page) else labels.before(match.start(), 4)
    between = page.text[max(0, match.start() - 4) : match.start()]
    if "?" in between or DATE.match(page.text, page.deadline, match.start()) is not None:
        return
    count = len(_digits(match.group()))
    if kind == "EXTENSION" and count in _EXTENSION_DIGITS:
        # WHY not PERSONAL: nobody outside can dial it, and the policy has a line of its own for it.
        yield _hit(match, Role.UNKNOWN, 0.7, "why.phone.extension")
    elif kind == "PHONE" and count in _LOCAL_DIGITS:
        yield _hit(match, Role.PERSONAL, 0.7, "why.phone.local")


def _is_labelled(match: Match, page: PageContext, labels: Labels) -> bool:
    if labels.before(match.start(), 16) in ("PHONE", "EXTENSION"):
        return True
    return _is_marked(match, page)


def _is_marked(match: Match, page: PageContext) -> bool:
    """Whether "T", "M:" or the picture of a telephone stands right before it."""
    start = max(0, match.start() - 8)
    return MARK.search(page.text, page.deadline, start, match.start()) is not None


def _says_general(match: Match, page: PageContext) -> bool:
    start = max(0, match.start() - 48)
    return (
        GENERAL.search(page.text, page.deadline, start, match.start()) is not None
        or AFTER.match(page.text, page.deadline, match.end()) is not None
    )


def _hit(match: Match, role: Role, score: float, why: str) -> Hit:
    text = match.group()
    start = match.start() + (text.startswith("(") and text.count("(") > text.count(")"))
    return Hit(start, match.end(), EntityType.PHONE, role, score, why)


def _digits(text: str) -> str:
    return "".join(c for c in text.translate(LOOK_ALIKES) if c.isdigit())

"""The parts of an address and of what stands around it; used by `address`."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterator

from woo_desk.detect.context import PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.limits import Deadline
from woo_desk.detect.lists import load_table
from woo_desk.detect.patterns import Match, Pattern

POSTCODE = Pattern(
    "postcode",
    r"(?:(?<=\bNL-)|(?<![\w/-])(?<!\d[.,]))"
    r"(?P<postcode>[1-9]\d{3}[ ]{0,2}\n?[ ]?(?!S[ADS])[A-Z]{2})(?![\w-])",
    start=r"[1-9](?=\d\d\d[ \n]{0,4}[A-Z])",
)
_CAPITAL = r"\p{Lu}"
_WORD = (
    rf"(?:{_CAPITAL}[\w'’-]{{0,4}}\.|{_CAPITAL}[\w'’-]{{0,30}}|\d{{1,3}}(?:e|de|ste)(?!\w)"
    rf"|['’][st](?!\w)|['’]s-{_CAPITAL}\w{{1,30}})"
)
_SMALL = r"(?:van|de|den|der|het|ten|ter|te|aan|op|in|en|la|le|du|bij|tot|over|onder|['’]t|['’]s)"
_ADDITION = (
    r"(?:[ ]?[-/–]?[ ]?(?:bis|hs|huis|rood|zwart|wit|boven|beneden|ong|toe|kamer|app?\.?|unit"
    r"|[IVX]{1,4}|\d{1,4}|(?:[A-Z]{1,2}|[a-z])(?:[ ]?[-/]?[ ]?\d{1,4})?)(?!\w))"
)
_NUMBER = rf"(?:(?:(?:huis)?nr\.?[ ])?\d{{1,5}}{_ADDITION}{{0,2}}(?!\w))"
_STREET = (
    rf"(?:(?:(?<=^|[,:;][ ])(?:{_SMALL}[ ]){{1,2}})?"
    rf"{_WORD}(?:[ ](?:{_WORD}|{_SMALL}(?=[ ]))){{0,6}})"
)
# WHY so few: "Uitvoering 2023" and "Arbeidsmarkt 2" end like streets too.
_SUFFIX = (
    r"(?:straat|str\.|weg|laan|plein|gracht|kade|dijk|singel|steeg|plantsoen|dreef|boulevard|pad"
    r"|(?<!Gerechts)hof|allee)"
)
_ENDS = (
    "straat", "str.", "weg", "laan", "plein", "gracht", "kade", "dijk", "singel", "steeg",
    "plantsoen", "dreef", "boulevard", "pad", "hof", "allee",
)  # fmt: skip
"""What `_SUFFIX` ends in."""
_BEFORE_NUMBER = re.compile(r"[ ](?=\d|nr|huisnr)")
_BOX = r"(?<!\w)(?:Postbus|POSTBUS|P\.O\.[ ]Box|PB|Antwoordnummer)[ ]\d{1,6}"

BEFORE_POSTCODE = Pattern(
    "street_before",
    rf"""(?P<street>{_STREET})(?:[ ]|[ ]?\n)(?P<number>{_NUMBER})
        [ ]{{0,3}}[,|•·;/–-]?[ ]{{0,3}}\n?[ ]{{0,3}}(?:\|[ ])?\Z""",
)
PROSE_END = Pattern(
    "street_begin",
    rf"(?<=[a-z,:;][ ])(?P<begin>{_WORD}(?:[ ](?:{_WORD}|{_SMALL})){{0,3}})[ ]?\n\Z",
)
POSTBOX = Pattern("postbox", rf"{_BOX}(?!\w)")
POSTBOX_END = Pattern("postbox_end", rf"{_BOX}[ ,|\n•·;–-]{{0,6}}\Z")
STREET_AND_NUMBER = Pattern(
    "street_and_number",
    rf"""(?<![\w-])(?:{_WORD}[ ](?:{_SMALL}[ ]){{0,2}}){{0,3}}
        (?:{_CAPITAL}[\w'’-]{{0,30}}){_SUFFIX}[ ](?!(?:19|20)\d\d(?!\d)){_NUMBER}""",
)
AFTER_LABEL = Pattern(
    "address_after_label",
    rf"""[ \t:=–-]{{0,5}}(?:is|op|aan|te|in|de|het)?[ ]?\n?
        (?P<address>{_STREET}(?:[ ]|[ ]?\n){_NUMBER})""",
)
PERSON = Pattern(
    "person_line",
    r"""(?<!\w)(?:dhr|mw|mevr|mevrouw|de[ ]heer|hr|familie|fam|erven|drs|mr|ir|ing|prof|betrokkene
      |verzoeker|appellant|bezwaarmaker|eiseres|eiser|klager|klaagster)(?!\w)""",
    ignore_case=True,
)
ORGANISATION = Pattern(
    "organisation_line",
    r"""(?<!\w)(?:ministerie|directie|directoraat|rechtbank|gerechtshof|gemeente|provincie
      |waterschap|advocaten|advocatuur|advocatenkantoor|notarissen|b\.v\.|bv|n\.v\.|nv|v\.o\.f\.
      |stichting|vereniging|dienst|agentschap|raad|kamer|universiteit|hogeschool|politie|kantoor
      |bureau|instituut|inspectie|autoriteit|parket|bank|ziekenhuis|locatie|gebouw|postbus
      |rijksdienst|organisatie|college|sociale[ ]zaken)(?!\w)""",
    ignore_case=True,
)
TOWN = Pattern(
    "town",
    r"[ ]{0,3}\n?[ ]{0,2}(?P<town>['’]?[^\W\d_][\w'’-]{1,30}(?:[ ][\w'’-]{1,30}){0,3})",
)
NOT_A_WORD = Pattern("not_a_word", r"[^\w'’]{1,10}")
SMALL_POSTCODE = Pattern(
    "postcode_small", r"[ \t:=.-]{0,6}\n?(?P<postcode>[1-9]\d{3}[ ]{0,2}[A-Za-z]{2})(?![\w-])"
)
TOWN_BEFORE = Pattern("town_before", r"(?P<town>['’]?\p{Lu}[\w'’-]{1,30})[ ][(]\Z")
ATTENTION = Pattern(
    "attention", r"[ ]{0,3}(?:t\.?a\.?v\.?|ter[ ]attentie|afd|p/a|postbus)", ignore_case=True
)
NUMBER_AFTER = Pattern("number_after", r"[ ]\d{1,4}(?:[ ]?[a-zA-Z])?(?![\w.,-])")
PHRASE_END = Pattern("phrase_end", r"[ ]{0,2}(?:[,.;)|\n\t]|\Z)")

ALL = (
    POSTCODE, BEFORE_POSTCODE, PROSE_END, POSTBOX, POSTBOX_END, STREET_AND_NUMBER, AFTER_LABEL,
    PERSON, ORGANISATION, TOWN, TOWN_BEFORE, ATTENTION, NUMBER_AFTER, PHRASE_END, NOT_A_WORD,
    SMALL_POSTCODE,
)  # fmt: skip

_STREET_REACH = 100
_PROSE_LINE = 45
_YEARS = range(1900, 2100)


def street_before(page: PageContext, postcode_start: int) -> tuple[int, int] | None:
    """Street, number and addition right before a postcode."""
    begin = max(0, postcode_start - _STREET_REACH)
    match = BEFORE_POSTCODE.search(page.text, page.deadline, begin, postcode_start)
    if match is None or _is_postbox(match.group("street")):
        return None
    start, end = match.start("street"), match.end("number")
    label_end = labels_of(page).last_end(start, match.end("street"))
    if label_end is not None:
        gap = NOT_A_WORD.match(page.text, page.deadline, label_end)
        return (label_end if gap is None else gap.end()), end
    return _with_line_before(page, start), end


def _with_line_before(page: PageContext, start: int) -> int:
    """Where the street begins when its first words stand at the end of a line of prose."""
    line_start = page.text.rfind("\n", 0, start) + 1
    if line_start != start or start < _PROSE_LINE:
        return start
    previous = page.text.rfind("\n", 0, start - 1) + 1
    if start - previous < _PROSE_LINE:
        return start
    match = PROSE_END.search(page.text, page.deadline, previous, start)
    return start if match is None else match.start("begin")


def _is_postbox(street: str) -> bool:
    return street.lower().startswith(("postbus", "antwoordnummer", "pb", "p.o."))


def ends_in_postbox(page: PageContext, offset: int) -> bool:
    """Whether a post box stands right before `offset`."""
    begin = max(0, offset - 40)
    return POSTBOX_END.search(page.text, page.deadline, begin, offset) is not None


def town_around(page: PageContext, start: int, end: int, places: frozenset[str]) -> bool:
    """Whether a Dutch town follows a postcode, or stands before it: "Heerlen (6411 AB)"."""
    after = TOWN.match(page.text, page.deadline, end)
    if after is not None and _is_town(after.group("town"), places):
        return True
    before = TOWN_BEFORE.search(page.text, page.deadline, max(0, start - 40), start)
    return before is not None and _is_town(before.group("town"), places)


def _is_town(text: str, places: frozenset[str]) -> bool:
    """Whether the first words, as printed with capitals, are a town."""
    words = text.lower().split()
    return text.lstrip("'’")[:1].isupper() and any(
        " ".join(words[:count]) in places for count in range(1, len(words) + 1)
    )


def ends_the_phrase(page: PageContext, offset: int) -> bool:
    """Whether a comma, full stop, bracket or line end follows."""
    return PHRASE_END.match(page.text, page.deadline, offset) is not None


def is_like_a_year(postcode: str) -> bool:
    """Whether its digits could be a year."""
    return int(postcode[:4]) in _YEARS


def plain_postcode(text: str) -> str:
    """Digits, one space, letters."""
    letters = "".join(c for c in text if c.isalnum())
    return f"{letters[:4]} {letters[4:]}"


def number_after(page: PageContext, offset: int) -> bool:
    """Whether a house number follows, as in "1234AB 36"."""
    return NUMBER_AFTER.match(page.text, page.deadline, offset) is not None


class Owner(enum.Enum):
    """Whose address it is, by the lines in front of it."""

    PERSON = "person"
    """A person, or nobody is named: taken for a person's."""
    ORGANISATION = "organisation"
    UNCLEAR = "unclear"


def owner_of(before: str, deadline: Deadline) -> Owner:
    """Whose address follows this text, which begins where the block begins.

    WHY so strict: "De rechtbank heeft J. Jansen, Kerkstraat 1, ..." names an organisation too. Only
    the line right above the street counts, or the one above "t.a.v.".
    """
    organisation = max((m.end() for m in ORGANISATION.finditer(before, deadline)), default=-1)
    person = max((m.end() for m in PERSON.finditer(before, deadline)), default=-1)
    if organisation <= person:
        return Owner.PERSON
    lines = before.split("\n")
    if lines.pop().strip(" >•|"):  # the street does not begin its line
        return Owner.UNCLEAR
    if len(lines) > 1 and ATTENTION.match(lines[-1], deadline) is not None:
        lines.pop()
    above = lines[-1] if lines else ""
    named = ORGANISATION.search(above, deadline) is not None
    return Owner.ORGANISATION if named else Owner.UNCLEAR


def has_street(text: str) -> bool:
    """Whether anywhere a number follows what streets end in; quicker than looking for streets."""
    return any(text.endswith(_ENDS, 0, gap.start()) for gap in _BEFORE_NUMBER.finditer(text))


def buildings(page: PageContext) -> Iterator[Match]:
    """The listed buildings on a page."""
    text = page.lowered
    places = {place for stem in _building_stems() for place in _occurrences(text, stem)}
    yield from building_pattern().finditer_at(text, page.deadline, sorted(places))


def _occurrences(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _building_streets() -> list[str]:
    return [b["street"].lower() for b in load_table("organisations")["building"]]


@functools.cache
def _building_stems() -> frozenset[str]:
    """First words of listed buildings."""
    return frozenset(street.split()[0] for street in _building_streets())


@functools.cache
def building_pattern() -> Pattern:
    """Any listed building, on text in small letters."""
    streets = sorted(_building_streets(), key=len)
    body = "|".join(re.escape(s).replace(r"\ ", r"\s{1,2}") for s in reversed(streets))
    return Pattern("building", rf"(?<![\w-])(?:{body})(?![\w]|-\d)")


@functools.cache
def public_postcodes() -> frozenset[str]:
    """Postcodes of listed buildings and post boxes."""
    table = load_table("organisations")
    listed = {code for building in table["building"] for code in building["postcodes"]}
    return frozenset(listed | set(table["postbox"]["postcodes"]))

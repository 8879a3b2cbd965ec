"""Parafen: a few letters that stand for a person of the text ("JdV", "SvdB", "BZ")."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_desk.detect.persons.page import Line, Page
from woo_desk.detect.persons.register import Person, Register
from woo_desk.detect.persons.slots import Slots
from woo_desk.detect.persons.tokens import Kind, fold
from woo_desk.domain.person import KnownPerson

_LONGEST = 6
_FROM_AND_TO = frozenset({"van", "door", "aan", "met"})
_SMALL = frozenset({"van", "de", "den", "der", "ter", "ten", "te", "het", "'t", "la", "el", "al"})
"""Prefixes inside a double surname, which a paraaf may leave out."""


@dataclass(frozen=True, slots=True)
class Paraaf:
    """Initials in the text, and whose they are if that is known."""

    index: int
    score: float
    why: str
    word: str
    person: Person | None


def forms_of(person: Person) -> frozenset[str]:
    """The parafen that a person may write, as printed without dots: JdV, JV, JDV."""
    if not person.core or not person.first_letter:
        return frozenset()
    return _forms(person.core, person.prefix, person.given, person.initials)


def parafen_of(known: KnownPerson) -> frozenset[str]:
    """The same for a person of the dossier."""
    core, letters = fold(known.surname), fold(known.initials).replace(".", "")
    if not (known.first_name or letters):
        return frozenset()
    return _forms(core, fold(known.prefix), fold(known.first_name), letters)


@functools.lru_cache(maxsize=20_000)
def _forms(core: str, prefix: str, given: str, initials: str) -> frozenset[str]:
    small = "".join(word.strip("'")[:1] for word in prefix.split())
    parts = [part for part in core.replace("-", " ").split() if part]
    names = [part for part in parts if part not in _SMALL] or parts
    tails = {parts[0][0], *("".join(part[0] for part in some) for some in (parts, names))}
    givens = {(given or initials)[:1]}
    if initials:
        givens.add(initials)
    calls = [part for part in given.replace("-", " ").split() if part]
    if len(calls) > 1:
        givens.add("".join(call[0] for call in calls))
    result = set()
    for head in givens:
        for tail in tails:
            result.add(head.upper() + small + tail.upper())
            result.add((head + small + tail).upper())
            result.add((head + tail).upper())
    return frozenset(form for form in result if 2 <= len(form) <= _LONGEST)


def find_initials(
    page: Page, slots: Slots, register: Register, taken: set[int]
) -> Iterator[Paraaf]:
    """Parafen of known persons, and letters where a paraaf is expected."""
    places = list(_places(page, taken))
    if not places:
        return
    log = _log_keepers(page, places)
    owners: dict[str, Person] = {}
    persons = sorted(register.persons, key=lambda p: -p.score)
    for person in persons:
        for form in forms_of(person) | {a for a in person.aliases if a.isalpha()}:
            owners.setdefault(form, person)
    for number, (index, letters) in enumerate(places):
        page.check(number)
        owner = owners.get(letters)
        if owner is None and letters[-1].islower():
            owner = next((person for person in persons if _abbreviates(letters, person)), None)
        paraaf = _judge(page, slots, index, letters, owner, log)
        if paraaf is not None:
            yield paraaf


def _places(page: Page, taken: set[int]) -> Iterator[tuple[int, str]]:
    """Tokens that look like a paraaf, with their letters; a party's letters never do."""
    parties = page.lists.vocabulary["office.parties"]
    for index, token in enumerate(page.tokens):
        if index in taken or token.kind not in (Kind.WORD, Kind.INITIALS) or not token.capital:
            continue
        if token.fold in parties:
            continue
        letters = token.text.replace(".", "").replace(" ", "").replace("-", "")
        if 2 <= len(letters) <= _LONGEST and letters.isalpha() and _looks_like(letters):
            yield index, letters


def _looks_like(letters: str) -> bool:
    """Capitals, with small letters between the first and the last, or after two: JdV, AB, TGb."""
    if not letters[0].isupper() or sum(c.isupper() for c in letters) < 2:
        return False
    return letters[-1].isupper() or (letters[1].isupper() and letters[2:].islower())


def _abbreviates(letters: str, person: Person) -> bool:
    """For "TGb" of Tesfalem Gebremedhin: first letters, then further ones of the surname in order.

    Args:
        letters: two capitals and one or more small letters.
        person: who it may be.
    """
    small = fold(letters)
    if len(small) != len(letters) or not person.first_letter:
        return False
    if small[0] != person.first_letter or small[1] != person.core[:1]:
        return False
    rest = iter(person.core[1:])
    return all(letter in rest for letter in small[2:])


def _judge(
    page: Page,
    slots: Slots,
    index: int,
    letters: str,
    person: Person | None,
    log: frozenset[int],
) -> Paraaf | None:
    in_row = _is_in_log(page, index, log) or _is_before_due_date(page, index)
    cue = "strong" if in_row else _cue(page, slots, index)
    known_short = page.lists.has("never.acronyms", letters.lower())
    mixed = not letters.isupper()
    if person is not None:
        score = 0.9 if cue else (0.8 if mixed else 0.62)
        if known_short or page.fold(index + 1) == ":":
            score = 0.62 if cue else 0.3
        if score >= 0.45:
            return Paraaf(index, score, "initials_of", person.shown, person)
        return None
    if cue and not known_short and len(letters) <= 5:
        if letters[-1].islower() and cue == "weak":
            return None
        score = {"strong": 0.8 if mixed else 0.72, "weak": 0.6 if mixed else 0.4}[cue]
        if score >= 0.45:
            return Paraaf(index, score, "initials", "", None)
    here = index in log or page.fold(index - 1) in (":", ",", "/", "|", "(")
    if known_short and cue == "strong" and here:
        return Paraaf(index, 0.58, "initials", "", None)
    return None


def _log_keepers(page: Page, places: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Letters behind the time on the lines of a log: "07.55  KB  dienst overgenomen van MT".

    One such line may be anything; two are a log, and there the second column says who.
    """
    at = {index for index, _letters in places}
    keepers = {first for line in page.lines if (first := _behind_time(page, line)) in at}
    return frozenset(keepers) if len(keepers) > 1 else frozenset()


def _is_in_log(page: Page, index: int, log: frozenset[int]) -> bool:
    """Whether letters keep the log, or are named on a line of it: "overgenomen van MT"."""
    if index in log:
        return True
    line = page.line_at(index)
    return page.fold(index - 1) in _FROM_AND_TO and any(
        line.first <= keeper < line.end for keeper in log
    )


def _is_before_due_date(page: Page, index: int) -> bool:
    """Whether letters stand before the date that ends a numbered line: "3 Brief naar X GM 20/4"."""
    line = page.line_at(index)
    rest = page.tokens[index + 1 : line.end]
    return (
        page.tokens[line.first].kind is Kind.NUMBER
        and index > line.first + 1
        and len(rest) in (3, 5)
        and all(token.kind is (Kind.SIGN, Kind.NUMBER)[n % 2 == 0] for n, token in enumerate(rest))
        and rest[1].text in ("/", "-")
    )


def _behind_time(page: Page, line: Line) -> int:
    """The first token behind the time that a line begins with; -1 when it begins otherwise."""
    at, numbers = line.first, 0
    while at < line.end and page.tokens[at].kind in (Kind.NUMBER, Kind.SIGN):
        numbers += page.tokens[at].kind is Kind.NUMBER
        at += 1
    if page.fold(at) in ("u", "uur"):
        at += 1
    clock = any(page.fold(i) in (":", ".") for i in range(line.first, at))
    return at if numbers > 1 and clock and at < line.end else -1


def _cue(page: Page, slots: Slots, index: int) -> str:
    slot = slots[index]
    before, after = page.fold(index - 1), page.fold(index + 1)
    if slot is not None and slot.initials:
        if (
            slot.why == "column"
            or slot.word.lower().startswith(
                ("paraaf", "paraf", "medeparaaf", "akkoord", "gezien", "par", "actie", "wie", "gr")
            )
            or slot.why == "closing"
        ):
            return "strong"
        return "weak"
    if page.lists.has("grammar.paraaf", before):
        return "strong"
    if before in (",", ":", ".") and page.lists.has("grammar.paraaf", page.fold(index - 2)):
        return "strong"
    if after == "=" or before == "=":
        return "strong"
    # WHY: "[SK1]" is how a word processor prints the first comment of SK.
    if before == "[" and after.isdigit() and page.fold(index + 2) == "]":
        return "strong"
    if before == "(" and after in (")", "/", ","):
        return "strong" if page.lists.has("grammar.paraaf", page.fold(index - 2)) else "weak"
    if after == ":" and page.starts_line(index):
        return "weak"
    if page.lists.has("grammar.before_paraaf", before):
        return "weak"
    return "weak" if page.starts_cell(index) and page.ends_cell(index + 1) else ""

"""Short texts for publication: titles, remarks, names of files, with personal data replaced.

These are printed in the inventory and in bookmarks, where no reviewer draws boxes. So whatever is
not proposed to stay readable goes, also what would only be asked. In the name of a file words are
glued with underscores and written small; there, any short group of letters that is no known word
may be somebody's initials, and any word that is known as nothing but a name, or not at all, goes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence

import regex  # type: ignore[import-untyped]  # ships without types

from woo_desk.detect.analyse import Detector, PageHits
from woo_desk.detect.lists import load_words
from woo_desk.detect.persons.lists import NAME, Mark
from woo_desk.detect.persons.tokens import fold
from woo_desk.detect.presidio import AnonymizerEngine, AnonymizerResult, OperatorConfig
from woo_desk.domain.finding import EntityType, Proposal, Role
from woo_desk.domain.geometry import Span
from woo_desk.domain.inventory import UNSAID
from woo_desk.domain.list_entry import ListEntry
from woo_desk.domain.person import KnownPerson
from woo_desk.domain.policy import Policy

_EXTENSION = re.compile(
    r"(?<=.)\.(?:pdf|docx?|xlsx?|xlsm|pptx?|msg|eml|txt|rtf|od[tsp]|csv|html?|xml|zip"
    r"|jpe?g|png|tiff?|gif|pst|vsdx?|mpp|one)$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\w_\w")
_TOKEN = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s_.\-]{0,3}")
_ORDINARY = (
    Mark.WORD | Mark.PLACE | Mark.PROPER | Mark.NEVER | Mark.ORGANISATION | Mark.FUNCTION
    | Mark.TITLE | Mark.PREFIX | Mark.STREET
)  # fmt: skip
_MIXED = re.compile(r"(?!.en.$)[A-Z][a-z]{1,3}[A-Z]")
"""Initials with a prefix in small letters ("SvdB"); not the ministries with "en" (JenV)."""
_OFFICE = re.compile(
    r"(?<![^\W_])(?:(?:kamer)?lid|minister(?:-president)?|staatssecretaris|premier)[\s_-]{1,3}"
    r"(?P<name>(?:(?:van|de|den|der|ter|ten|te|het|'t)[\s_-]{1,3}){0,3}"
    r"(?P<surname>[^\W\d_]+))(?![^\W_])",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"@[\w.-]+")
_PART = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|.")
"""A word in what its capitals divide it into: "vd" and "Heuvel", "DG" and "Migratie"."""
_PREFIXED = re.compile(
    r"(?:van|vande[nr]?|vd[enr]{0,2}|v|de[nr]?|d|te[nr]?)(?P<name>[^\W\d_]{3,})", re.IGNORECASE
)
_SHORT = range(2, 5)
_ENTITY = "PERSONAL_DATA"


def clean_texts(
    texts: Sequence[str],
    detector: Detector,
    policy: Policy,
    known: Sequence[KnownPerson] = (),
    lists: Sequence[ListEntry] = (),
) -> tuple[str, ...]:
    """The same texts in the same order, without personal data and without file extension.

    Args:
        texts: titles, remarks, names of files.
        detector: finds what is in them.
        policy: what may stay.
        known: persons of the dossier; their other forms, and their initials, go too.
        lists: what the user always or never wants redacted.
    """
    parafen = frozenset(form for person in known for form in _parafen(person))
    surnames = frozenset(fold(p.surname) for p in known if p.role is not Role.OFFICE)
    analyse = functools.partial(detector.analyse_text, policy=policy, known=known, lists=lists)
    return tuple(_clean(text, detector, analyse, known, parafen, surnames) for text in texts)


def _clean(
    text: str,
    detector: Detector,
    analyse: Callable[[str], PageHits],
    known: Sequence[KnownPerson],
    parafen: frozenset[str],
    surnames: frozenset[str],
) -> str:
    stem = _EXTENSION.sub("", text)
    hits = analyse(stem.replace("_", " "))
    if not hits.complete:  # nobody may rely on it, so all of it goes
        return UNSAID
    gone = [f.span for f in hits.findings if f.proposal is not Proposal.KEEP]
    stays = [f.span for f in hits.findings if f.proposal is Proposal.KEEP]
    stays += [Span(*match.span()) for match in _DOMAIN.finditer(stem)]
    stays += _office_holders(stem, known)
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(stem)]
    if stem != text or _GLUED.search(stem) is not None:
        gone += _names_in_small_letters(stem, detector, analyse)
        gone += [t for t in tokens if _is_doubtful(stem[t.start : t.end], detector, parafen)]
    else:
        gone += [t for t in tokens if _is_paraaf(stem[t.start : t.end], parafen)]
    gone += [t for t in tokens if _is_glued_name(stem[t.start : t.end], surnames, detector)]
    ruled = [f.span for f in hits.findings if f.ruled and f.proposal is Proposal.REDACT]
    return _replaced(stem, [*ruled, *(g for g in gone if not any(s.contains(g) for s in stays))])


def _office_holders(stem: str, known: Sequence[KnownPerson]) -> Iterator[Span]:
    """Surnames right behind an office, of who is known in the dossier as holder of one.

    WHY: a title says "lid Veldkamp" where its document says "het lid Veldkamp (NSC)". Who shares
    the surname with anybody else in the dossier does not stay.
    """
    surnames = {fold(person.surname) for person in known if person.role is Role.OFFICE}
    surnames -= {fold(person.surname) for person in known if person.role is not Role.OFFICE}
    if not surnames:
        return
    for match in _OFFICE.finditer(stem):
        if fold(match["surname"]) in surnames:
            yield Span(*match.span("name"))


def _names_in_small_letters(
    stem: str, detector: Detector, analyse: Callable[[str], PageHits]
) -> Iterator[Span]:
    """Names in a file name, found by giving each word a capital."""
    capitals = _TOKEN.sub(_with_capital, stem.replace("_", " ").replace("-", " "))
    if len(capitals) != len(stem):
        return
    for finding in analyse(capitals).findings:
        if finding.entity_type is not EntityType.PERSON or finding.proposal is Proposal.KEEP:
            continue
        words = [
            Span(finding.span.start + match.start(), finding.span.start + match.end())
            for match in _TOKEN.finditer(finding.text)
        ]
        marks = [detector.lists.mark(fold(stem[w.start : w.end])) for w in words]
        if any(mark & NAME and not mark & _ORDINARY for mark in marks):
            names = [w for w, mark in zip(words, marks, strict=True) if mark & NAME]
            yield Span(names[0].start, names[-1].end)


def _with_capital(match: re.Match[str]) -> str:
    word = match.group()
    return word.capitalize() if word.islower() else word


def _is_doubtful(word: str, detector: Detector, parafen: frozenset[str]) -> bool:
    """Whether a word of a file name may be initials, is only known as a name, or not known."""
    if len(word) == 1 or word.lower() in _title_words():
        return False
    mark = detector.lists.mark(fold(word))
    if len(word) in _SHORT:
        return word.lower() in parafen or not mark & (_ORDINARY & ~Mark.PLACE)
    return not mark & _ORDINARY


def _is_glued_name(word: str, surnames: frozenset[str], detector: Detector) -> bool:
    """Whether a word is a name with something glued to it: "vdHeuvel", "MemoHeuvel", "vdheuvel".

    WHY: so people name their files, and no list of words has them. A surname counts of who is known
    in the dossier; behind a small letter a capital begins a name that is nothing but one.
    """
    parts = [fold(match.group()) for match in _PART.finditer(word)]
    if len(parts) > 1:
        long = [part for part in parts if len(part) not in (1, 2)]
        marks = [detector.lists.mark(part) for part in long]
        return not surnames.isdisjoint(long) or any(m & NAME and not m & _ORDINARY for m in marks)
    if detector.lists.mark(fold(word)) & _ORDINARY:
        return False
    match = _PREFIXED.fullmatch(word)
    return match is not None and fold(match["name"]) in surnames


def _is_paraaf(word: str, parafen: frozenset[str]) -> bool:
    """Whether a word of a title is somebody's initials: "JdV", or those of a known person."""
    if word.lower() in _title_words() or word.islower():
        return False
    return word.lower() in parafen or _MIXED.fullmatch(word) is not None


def _parafen(person: KnownPerson) -> Iterator[str]:
    """Initials by which somebody signs: first letters of all names, with and without prefix."""
    first = (person.initials or person.first_name)[:1]
    every = "".join(c for c in person.initials if c.isalpha()) or first
    prefix = "".join(part[:1] for part in person.prefix.split())
    last = person.surname[:1]
    for given in {first, every} - {""}:
        yield f"{given}{prefix}{last}".lower()
        yield f"{given}{last}".lower()
    yield from (alias.lower() for alias in person.aliases if alias.isalpha())


def _replaced(stem: str, spans: Sequence[Span]) -> str:
    if not spans:
        return stem
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if joined and (
            start <= joined[-1][1] or _BETWEEN.fullmatch(stem, joined[-1][1], start) is not None
        ):
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    results = [AnonymizerResult(_ENTITY, start, end, 1.0) for start, end in joined]
    operators = {_ENTITY: OperatorConfig("replace", {"new_value": UNSAID})}
    return _engine().anonymize(stem, results, operators).text


@functools.cache
def _engine() -> AnonymizerEngine:
    return AnonymizerEngine()  # type: ignore[no-untyped-call]


@functools.cache
def _title_words() -> frozenset[str]:
    return frozenset(word for line in load_words("title-words") for word in line.split())

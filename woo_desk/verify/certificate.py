"""The certificate: what was checked on which file, by what, and with what result. No secrets.

It names no words, no persons (not even who has looked at a place) and no file whose name says what
should be gone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from woo_desk.domain.acknowledgement import MERELY_TOLD, SeenPlace
from woo_desk.domain.export import CheckOutcome, CheckResult, ResidueKind, Verification
from woo_desk.domain.statement import LineKind, Statement, StatementLine
from woo_desk.texts import dutch_text as text
from woo_desk.verify.places import grouped

FORMAT = "woo-desk-certificate/2"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a certificate is made of."""

    verifications: Sequence[Verification]
    """Of all files; what is said of one file in several goes together."""
    versions: Mapping[str, str]
    """Of the program and its parts, by name."""
    made_at: dt.datetime
    """Aware."""
    seen: tuple[SeenPlace, ...] = ()
    title: str = ""
    """Of the dossier, free of personal data; "" for somebody else's file."""


def certificate(facts: Facts) -> dict[str, Any]:
    """The certificate as plain values."""
    files = merged(facts.verifications)
    outcomes = Counter(check.outcome.value for file in files for check in file.checks)
    unseen = {_name(file) for file in files if _unseen(file, facts.seen)}
    return {
        "format": FORMAT,
        "title": facts.title,
        "made_at": facts.made_at.isoformat(timespec="seconds"),
        "versions": dict(sorted(facts.versions.items())),
        "has_leak": any(file.has_leak for file in files),
        "needs_person": sorted(unseen),
        "outcomes": {outcome.value: outcomes[outcome.value] for outcome in CheckOutcome},
        "seen_by_a_person": [
            {"file": place.file_name, "check": place.check, "page": _page(place.page_index)}
            for place in facts.seen
        ],
        "files": [_file(file) for file in files],
    }


def certificate_json(facts: Facts) -> bytes:
    """The certificate as JSON in UTF-8; the same input gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(certificate(facts)), indent=1) + b"\n"


def merged(verifications: Sequence[Verification]) -> list[Verification]:
    """One verification for each file, with the checks of all that were made of it."""
    found: dict[tuple[str, str], Verification] = {}
    for each in verifications:
        key = each.file_name, each.sha256
        earlier = found.get(key)
        if earlier is not None:
            checks = {check.check: check for check in each.checks}
            checks |= {check.check: check for check in earlier.checks}
            residues = dict.fromkeys((*earlier.residues, *each.residues))
            each = Verification(*key, tuple(checks.values()), tuple(residues))
        found[key] = each
    return list(found.values())


def statement(facts: Facts) -> Statement:
    """The certificate for people, in Dutch: a summary, what looked, then each file."""
    files = merged(facts.verifications)
    return Statement(
        title=text("certificate.title"),
        lines=(*_summary(facts, files), *_means(files), *_per_file(facts, files), *_parts(facts)),
    )


def _summary(facts: Facts, files: Sequence[Verification]) -> Iterator[StatementLine]:
    yield StatementLine(LineKind.TITLE, text("certificate.title"))
    if facts.title:
        yield StatementLine(LineKind.TEXT, facts.title)
    time = facts.made_at.strftime("%d-%m-%Y %H:%M %Z").strip()
    yield StatementLine(LineKind.TEXT, text("certificate.made_at", time=time))
    leaks = sum(file.has_leak for file in files)
    verdict = (
        text("certificate.leaks", count=leaks)
        if leaks
        else text("certificate.clean", count=len(files))
    )
    yield StatementLine(LineKind.HEADING, text("certificate.verdict"))
    yield StatementLine(LineKind.TEXT, verdict)
    unseen = sum(bool(_unseen(file, facts.seen)) for file in files)
    if unseen:
        yield StatementLine(LineKind.TEXT, text("certificate.unseen", count=unseen))
    if facts.seen:
        yield StatementLine(LineKind.TEXT, text("certificate.seen", count=len(facts.seen)))
    yield StatementLine(LineKind.TEXT, text("certificate.how"))


def _means(files: Sequence[Verification]) -> Iterator[StatementLine]:
    """Each check with everything that made it."""
    makers: dict[str, dict[str, None]] = {}
    for file in files:
        for check in file.checks:
            if check.outcome is not CheckOutcome.NOT_APPLICABLE:
                makers.setdefault(check.check, {})[check.by] = None
    yield StatementLine(LineKind.HEADING, text("certificate.checks"))
    for name, by in makers.items():
        yield StatementLine(LineKind.PAIR, "; ".join(by), text(f"check.{name}"))


def _per_file(facts: Facts, files: Sequence[Verification]) -> Iterator[StatementLine]:
    """What came of each file; those of which the same is to be said stand together."""
    alike: dict[tuple[StatementLine, ...], list[Verification]] = {}
    for file in files:
        alike.setdefault(tuple(_said_of(file, facts.seen)), []).append(file)
    for said, those in alike.items():
        if len(those) == 1:
            yield StatementLine(LineKind.HEADING, _name(those[0]))
            yield StatementLine(LineKind.SMALL, f"SHA-256 {those[0].sha256}")
            yield from said
            continue
        yield StatementLine(LineKind.HEADING, text("certificate.alike", count=len(those)))
        yield from said
        for file in those:
            yield StatementLine(LineKind.SMALL, f"{_name(file)}  SHA-256 {file.sha256}")


def _said_of(file: Verification, seen: Sequence[SeenPlace]) -> Iterator[StatementLine]:
    for outcome in (CheckOutcome.LEAK, CheckOutcome.NOT_POSSIBLE):
        for check in file.checks:
            if check.outcome is outcome:
                yield _told(file, check, seen)
    for _, kind, page, places in grouped(file.residues, text):
        said = describe(kind, page, places)
        yield StatementLine(LineKind.PAIR, said, text("certificate.found"))
    clean = sum(check.outcome is CheckOutcome.CLEAN for check in file.checks)
    unused = [
        text(f"check.{check.check}")
        for check in file.checks
        if check.outcome is CheckOutcome.NOT_APPLICABLE
    ]
    said = text("certificate.clean_checks", count=clean, total=len(file.checks) - len(unused))
    yield StatementLine(LineKind.PAIR, said, text("outcome.clean"))
    if unused:
        label = text("outcome.not_applicable")
        yield StatementLine(LineKind.PAIR, "; ".join(unused), label)


def _told(file: Verification, check: CheckResult, seen: Sequence[SeenPlace]) -> StatementLine:
    said = text(f"check.{check.check}")
    if check.pages:
        numbers = ", ".join(str(page + 1) for page in check.pages)
        said = text("certificate.on_pages", check=said, numbers=numbers)
    if check.outcome is CheckOutcome.NOT_POSSIBLE and not _left(file, check, seen):
        said += text("certificate.was_seen")
    return StatementLine(LineKind.PAIR, said, text(f"outcome.{check.outcome.value}"))


def _parts(facts: Facts) -> Iterator[StatementLine]:
    yield StatementLine(LineKind.HEADING, text("certificate.versions"))
    said = "; ".join(f"{name} {version}" for name, version in sorted(facts.versions.items()))
    yield StatementLine(LineKind.SMALL, said)


def _left(file: Verification, check: CheckResult, seen: Sequence[SeenPlace]) -> list[int | None]:
    """Pages of a check that no person has looked at."""
    looked = {
        place.page_index
        for place in seen
        if place.file_name == file.file_name and place.check == check.check
    }
    return [page for page in (check.pages or (None,)) if page not in looked]


def _unseen(file: Verification, seen: Sequence[SeenPlace]) -> list[CheckResult]:
    return [
        check
        for check in file.checks
        if check.outcome is CheckOutcome.NOT_POSSIBLE
        and check.check not in MERELY_TOLD
        and _left(file, check, seen)
    ]


def describe(kind: ResidueKind, page: int | None, places: str) -> str:
    """One residue of the certificate in Dutch: what kind, and where; `page` counts from 0."""
    said = text(f"residue.{kind.value}")
    if page is not None:
        said += text("certificate.page", number=page + 1)
    return f"{said} [{places}]" if places else said


def _name(verification: Verification) -> str:
    if any(residue.kind is ResidueKind.FILE_NAME for residue in verification.residues):
        return text("certificate.unnamed")
    return verification.file_name


def _page(page_index: int | None) -> int | None:
    return None if page_index is None else page_index + 1


def _file(verification: Verification) -> dict[str, Any]:
    return {
        "name": _name(verification),
        "sha256": verification.sha256,
        "checks": [
            {
                "check": check.check,
                "outcome": check.outcome.value,
                "by": check.by,
                "pages": [page + 1 for page in check.pages],
            }
            for check in verification.checks
        ],
        "residues": [
            {
                "kind": residue.kind.value,
                "page": _page(residue.page_index),
                "place": residue.place,
            }
            for residue in verification.residues
        ],
    }

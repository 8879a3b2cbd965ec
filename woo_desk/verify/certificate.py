"""The certificate: what was checked on which file, by what, and with what result. No secrets."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from woo_desk.domain.export import CheckOutcome, ResidueKind, Verification
from woo_desk.texts import text

FORMAT = "woo-desk-certificate/1"


def certificate(
    verifications: Sequence[Verification],
    *,
    versions: Mapping[str, str],
    made_at: dt.datetime,
) -> dict[str, Any]:
    """The certificate as plain values.

    A file whose name says what should be gone is not named.

    Args:
        verifications: of all files of the package.
        versions: of the program and its parts, by name.
        made_at: aware.
    """
    outcomes = Counter(
        check.outcome.value for verification in verifications for check in verification.checks
    )
    return {
        "format": FORMAT,
        "made_at": made_at.isoformat(),
        "versions": dict(sorted(versions.items())),
        "has_leak": any(verification.has_leak for verification in verifications),
        "needs_person": sorted(
            _name(verification)
            for verification in verifications
            if any(check.outcome is CheckOutcome.NOT_POSSIBLE for check in verification.checks)
        ),
        "outcomes": {outcome.value: outcomes[outcome.value] for outcome in CheckOutcome},
        "files": [_file(verification) for verification in verifications],
    }


def certificate_json(
    verifications: Sequence[Verification],
    *,
    versions: Mapping[str, str],
    made_at: dt.datetime,
) -> bytes:
    """The certificate as JSON in UTF-8; the same input gives the same bytes."""
    values = certificate(verifications, versions=versions, made_at=made_at)
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()


def certificate_text(
    verifications: Sequence[Verification],
    *,
    versions: Mapping[str, str],
    made_at: dt.datetime,
) -> str:
    """The certificate for people, in Dutch: a summary, then each file with its checks."""
    leaks = sum(verification.has_leak for verification in verifications)
    lines = [
        text("certificate.title"),
        text("certificate.made_at", time=made_at.strftime("%d-%m-%Y %H:%M %Z").strip()),
        text("certificate.leaks", count=leaks)
        if leaks
        else text("certificate.clean", count=len(verifications)),
        "",
    ]
    for verification in verifications:
        lines.append(f"{_name(verification)}  {verification.sha256}")
        for check in verification.checks:
            said = text(f"outcome.{check.outcome.value}")
            lines.append(f"  {text(f'check.{check.check}')}: {said} ({check.by})")
        lines += [f"  ! {describe(residue)}" for residue in _file(verification)["residues"]]
    lines += ["", text("certificate.versions")]
    lines += [f"  {name} {version}" for name, version in sorted(versions.items())]
    return "\n".join(lines) + "\n"


def describe(residue: Mapping[str, Any]) -> str:
    """One residue of the certificate in Dutch: what kind, and where."""
    said = text(f"residue.{residue['kind']}")
    if residue["page"] is not None:
        said += text("certificate.page", number=residue["page"])
    return f"{said} [{residue['place']}]" if residue["place"] else said


def _name(verification: Verification) -> str:
    if any(residue.kind is ResidueKind.FILE_NAME for residue in verification.residues):
        return text("certificate.unnamed")
    return verification.file_name


def _file(verification: Verification) -> dict[str, Any]:
    return {
        "name": _name(verification),
        "sha256": verification.sha256,
        "checks": [
            {"check": check.check, "outcome": check.outcome.value, "by": check.by}
            for check in verification.checks
        ],
        "residues": [
            {
                "kind": residue.kind.value,
                "page": None if residue.page_index is None else residue.page_index + 1,
                "place": residue.place,
            }
            for residue in verification.residues
        ],
    }

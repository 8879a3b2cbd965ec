"""Looks for words that came later, in what was read of a file that has not changed since.

The file was verified before, against every word that was known then; that stands in its certificate
with the readers that looked. Here only the words are looked for that came since, in all that those
readers gave (`woo_desk.verify.said`). Whatever is not as it was, or may say a word, is left to the
verifier, which then looks at the file itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from woo_desk.domain.export import CheckOutcome, CheckResult, Verification
from woo_desk.domain.ids import Sha256
from woo_desk.verify.needles import needles_for
from woo_desk.verify.said import may_say

OWN = "Woo Desk"
CHECK = "later_words"


def look_later(
    path: Path, file_name: str, sha256: Sha256, packed: bytes, terms: Sequence[str]
) -> Verification | None:
    """What can be said of a file without opening it again; None when it must be.

    Args:
        path: of the file, whose bytes must be those of the digest.
        file_name: as it is called in the package; it was searched with the rest.
        sha256: of the bytes that were verified.
        packed: what was read of them.
        terms: that were not looked for then.

    Raises:
        OSError: the file cannot be read.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        return None
    needles = needles_for(tuple(terms))
    try:
        if may_say(packed, needles.forms):
            return None
    except ValueError:  # of another version of the program, or damaged
        return None
    checks = [CheckResult(CHECK, CheckOutcome.CLEAN, OWN)]
    if needles.unsearchable:
        checks.append(CheckResult("short_terms", CheckOutcome.NOT_POSSIBLE, OWN))
    return Verification(file_name, sha256, tuple(checks), ())

"""Bank account numbers: IBAN, and Dutch numbers from before IBAN next to their label.

Source: ISO 13616-1 (structure, length per country), ISO 7064 MOD 97-10 (check digits); the old
Dutch numbers of nine or ten digits have an eleven-test of their own. Accounts of public bodies that
everybody pays to are in `resources/names/organisations.toml` and stay readable.

| what | score |
|---|---|
| IBAN, remainder 1 modulo 97 | 0.98 |
| looks like a Dutch IBAN, check digits wrong | 0.65, with a label 0.7 |
| old account number next to a label, passes | 0.8, fails 0.55 |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.lists import load_table
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.checks import (
    LOOK_ALIKES,
    passes_account_test,
    passes_iban_test,
)
from woo_desk.domain.finding import EntityType, Role

DUTCH = Pattern(
    "iban_nl",
    r"(?<![\w])N[ ]?L(?:[\s.-]{0,2}[\dOl]){2}[\s.-]{0,2}[A-Z](?:[ ]?[A-Z]){3}"
    r"(?:[\s.-]{0,2}[\dOl]){10}(?!\w)",
    ignore_case=True,
)
FOREIGN = Pattern(
    "iban",
    r"(?<![\w])[A-Z]{2}\d{2}(?:[ \n]?[A-Z0-9]{4}){2,7}(?:[ \n]?[A-Z0-9]{1,3})?(?![\w])",
)
OLD = Pattern("account", r"(?<![\w.,/-])\d(?:[. ]?\d){6,9}(?![\w/]|[.,-]\d)")


class IbanRecognizer(DeskRecognizer):
    """Finds account numbers; see the module."""

    entities = (EntityType.IBAN,)
    patterns = (DUTCH, FOREIGN, OLD)

    def load(self) -> None:
        """The accounts of public bodies."""
        self._public = frozenset(
            account.replace(" ", "") for account in load_table("organisations")["accounts"]
        )

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Account numbers on the page."""
        labels = labels_of(page)
        for match in DUTCH.finditer(page.text, page.deadline):
            yield self._dutch(match.group(), match.span(), labels.before(match.start()) == "IBAN")
        for match in FOREIGN.finditer(page.text, page.deadline):
            if not match.group().startswith("NL") and passes_iban_test(_plain(match.group())):
                yield Hit(*match.span(), EntityType.IBAN, Role.PRIVATE, 0.98, "why.iban.checked")
        if labels.has("IBAN"):
            for match in OLD.finditer(page.text, page.deadline):
                if labels.before(match.start(), 24) == "IBAN":
                    digits = _plain(match.group())
                    score = 0.8 if len(digits) > 8 and passes_account_test(digits) else 0.55
                    yield Hit(*match.span(), EntityType.IBAN, Role.PRIVATE, score, "why.iban.old")

    def _dutch(self, text: str, span: tuple[int, int], labelled: bool) -> Hit:
        iban = _plain(text).upper()
        iban = iban[:2] + _repaired(iban[2:4]) + iban[4:8] + _repaired(iban[8:])
        if iban in self._public:
            return Hit(*span, EntityType.IBAN, Role.FUNCTIONAL, 0.99, "why.iban.public")
        if passes_iban_test(iban):
            return Hit(*span, EntityType.IBAN, Role.PRIVATE, 0.98, "why.iban.checked")
        score = 0.7 if labelled else 0.65
        return Hit(*span, EntityType.IBAN, Role.PRIVATE, score, "why.iban.failed")


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _repaired(digits: str) -> str:
    return digits.translate(LOOK_ALIKES)

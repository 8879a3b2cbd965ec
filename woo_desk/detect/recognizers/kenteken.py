"""Dutch vehicle registration (kenteken).

Source: RDW, the sidecodes 1 to 14: which groups of letters and digits there are. Letters are
consonants without C and Q, except in the oldest sidecodes. A registration leads to its holder.

| what | score |
|---|---|
| a registration after the word kenteken or next to a vehicle | 0.97 |
| with hyphens, form of sidecode 4 or later, no other label | 0.7 |

Sidecodes 1 to 3 ("SK-11-01") look like dates and codes: only with the word before them. Spaces
instead of hyphens, small letters, or nothing in between: likewise.
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.patterns import Pattern
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

_L = "[BDFGHJKLMNPRSTVWXYZ]"
MODERN = Pattern(
    "kenteken_modern",
    rf"""(?<![\w/.-])(?:
        {_L}{{2}}-\d\d-{_L}{{2}} | {_L}{{2}}-{_L}{{2}}-\d\d | \d\d-{_L}{{2}}-{_L}{{2}}
      | \d\d-{_L}{{3}}-\d | \d-{_L}{{3}}-\d\d | {_L}{{2}}-\d{{3}}-{_L} | {_L}-\d{{3}}-{_L}{{2}}
      | {_L}{{3}}-\d\d-{_L} | {_L}-\d\d-{_L}{{3}} | \d-{_L}{{2}}-\d{{3}} | \d{{3}}-{_L}{{2}}-\d
    )(?![\w/]|-\w)""",
    start=r"[BDFGHJKLMNPRSTVWXYZ\d](?=[BDFGHJKLMNPRSTVWXYZ\d]{0,2}-[BDFGHJKLMNPRSTVWXYZ\d]{1,3}-)",
)
ANY = Pattern(
    "kenteken_any",
    r"""(?<![\w/.-])(?=[A-Za-z0-9 \n-]{0,10}\d)(?:
        [A-Za-z]{1,3}(?P<s1>[- ]?\n?)\d{1,3}(?P=s1)[A-Za-z]{1,3}
      | \d{1,3}(?P<s2>[- ]?\n?)[A-Za-z]{1,3}(?P=s2)\d{1,3}
      | [A-Za-z]{2}(?P<s3>[- ]?\n?)(?:[A-Za-z]{2}|\d\d)(?P=s3)\d\d
      | \d\d(?P<s4>[- ]?\n?)(?:[A-Za-z]{2}|\d\d)(?P=s4)[A-Za-z]{2}
    )(?![\w/]|-\w)""",
)
VEHICLE = Pattern(
    "vehicle",
    r"(?<!\w)(?:kenteken\w{0,8}|auto|dienstauto|voertuig|bestelbus|motorfiets|scooter|personenauto|"
    r"taxi|vrachtwagen|parkeer\w{0,12})(?!\w)",
    start=r"[kadvbmspt](?=enteken|uto|ienstauto|oertuig|estelbus|otorfiets|cooter|ersonenauto"
    r"|axi|rachtwagen|arkeer)",
)
"""On text in small letters."""
_CHARACTERS = 6
_REACH = 40


class KentekenRecognizer(DeskRecognizer):
    """Finds registrations; see the module."""

    entities = (EntityType.KENTEKEN,)
    patterns = (MODERN, ANY, VEHICLE)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Registrations on the page."""
        labels = labels_of(page)
        for match in MODERN.finditer(page.text, page.deadline):
            if not labels.claims(match.start(), "KENTEKEN"):
                yield Hit(
                    *match.span(), EntityType.KENTEKEN, Role.PRIVATE, 0.7, "why.kenteken.form"
                )
        for word in VEHICLE.finditer(page.lowered, page.deadline):
            end = min(word.end() + _REACH, len(page.text))
            for match in ANY.finditer(page.text, page.deadline, word.end(), end):
                cut = page.text[match.end() : match.end() + 1].isalnum()
                other = labels.before(match.start()) not in ("", "KENTEKEN")
                if not cut and not other and _is_registration(match.group(), word.group()):
                    yield Hit(
                        *match.span(), EntityType.KENTEKEN, Role.PRIVATE, 0.97, "why.kenteken.label"
                    )


def _is_registration(text: str, word: str) -> bool:
    """Six characters; small letters only right after the word kenteken itself."""
    if sum(c.isalnum() for c in text) != _CHARACTERS:
        return False
    return text == text.upper() or word.startswith("kenteken")

"""Addresses and postcodes: of persons (to be redacted) and of organisations (kept).

Source: form of the postcode: 1234 AB, first digit not 0, letters not SA, SD, SS (PostNL). Buildings
and post boxes of public bodies: `resources/names/organisations.toml`. The town stays readable: with
street and postcode gone it leads to nobody.

An address is street, number and addition in front of a postcode; without a postcode, a word that
ends like a street with a number behind it, or anything after "woonadres".

| what | score |
|---|---|
| listed building, postcode of a public body | 0.99, kept |
| post box or reply number | 0.95, kept |
| behind "bezoekadres" and the like, or in the line under the name of an organisation | 0.9, kept |
| an organisation is named near it | 0.7 |
| behind "woonadres" and the like | 0.97 |
| under a name, or nothing known about it | 0.88 |
| behind "retouradres", not listed | 0.7 |
| street and number without postcode | 0.9 after its label, else 0.6 |
| postcode by itself | 0.9 after its label, 0.8 before a town, else 0.5 |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.lists import load_places
from woo_desk.detect.recognizers import address_parts as parts
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

_CONTEXT = 90
Judgement = tuple[Role, float, str]


class AddressRecognizer(DeskRecognizer):
    """Finds addresses and postcodes; see the module."""

    entities = (EntityType.ADDRESS, EntityType.POSTCODE)
    patterns = parts.ALL

    def load(self) -> None:
        """Buildings, post boxes and towns."""
        self._postcodes = parts.public_postcodes()
        self._places = load_places()

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Addresses and postcodes on the page."""
        taken: list[tuple[int, int]] = []
        for hit in self._public(page):
            taken.append((hit.start, hit.end))
            yield hit
        for match in parts.POSTCODE.finditer(page.text, page.deadline):
            for hit in self._with_postcode(page, *match.span("postcode")):
                taken.append((hit.start, hit.end))
                yield hit
        for hit in (*_streets(page), *_after_postcode_label(page)):
            if not any(start < hit.end and hit.start < end for start, end in taken):
                yield hit

    def _public(self, page: PageContext) -> Iterator[Hit]:
        for match in parts.buildings(page):
            yield Hit(*match.span(), EntityType.ADDRESS, Role.MINISTRY, 0.99, "why.address.listed")
        for match in parts.POSTBOX.finditer(page.joined, page.deadline):
            yield Hit(*match.span(), EntityType.ADDRESS, Role.MINISTRY, 0.95, "why.address.postbox")

    def _with_postcode(self, page: PageContext, start: int, end: int) -> Iterator[Hit]:
        """The postcode, and the street in front of it when there is one."""
        street = parts.street_before(page, start)
        postcode = parts.plain_postcode(page.text[start:end])
        if postcode in self._postcodes:
            judgement = Role.MINISTRY, 0.99, "why.postcode.listed"
        elif parts.ends_in_postbox(page, start):
            judgement = Role.MINISTRY, 0.95, "why.address.postbox"
        elif street is None:
            alone = self._alone(page, start, end)
            if alone is None:
                return
            judgement = alone
        else:
            judgement = _judge(page, street[0])
        role, score, why = judgement
        yield Hit(start, end, EntityType.POSTCODE, role, score, why)
        if street is not None:
            yield Hit(*street, EntityType.ADDRESS, role, score, why)

    def _alone(self, page: PageContext, start: int, end: int) -> Judgement | None:
        """A postcode without a street; None when it is more likely something else."""
        if labels_of(page).before(start) in ("POSTCODE", "ADDRESS"):
            return Role.PRIVATE, 0.9, "why.postcode.label"
        if parts.town_around(page, start, end, self._places):
            return Role.PRIVATE, 0.8, "why.postcode.town"
        if parts.number_after(page, end):
            return Role.PRIVATE, 0.6, "why.postcode.alone"
        if parts.is_like_a_year(page.text[start:end]) or not parts.ends_the_phrase(page, end):
            return None
        return Role.PRIVATE, 0.5, "why.postcode.alone"


def _judge(page: PageContext, start: int) -> Judgement:
    """Whose address it is, by the words in front of it."""
    label = labels_of(page).before(start)
    before = page.text[max(0, start - _CONTEXT) : start].rpartition("\n\n")[2]
    if label == "ADDRESS":
        return Role.PRIVATE, 0.97, "why.address.label"
    if label == "ORGANISATION_ADDRESS":
        return Role.FUNCTIONAL, 0.9, "why.address.organisation"
    if label == "LETTERHEAD":
        return Role.PRIVATE, 0.7, "why.address.letterhead"
    match parts.owner_of(before, page.deadline):
        case parts.Owner.ORGANISATION:
            return Role.FUNCTIONAL, 0.9, "why.address.organisation"
        case parts.Owner.UNCLEAR:
            return Role.PRIVATE, 0.7, "why.address.unclear"
        case parts.Owner.PERSON:
            return Role.PRIVATE, 0.88, "why.address.private"


def _streets(page: PageContext) -> Iterator[Hit]:
    """Street and number without a postcode."""
    labels = labels_of(page)
    streets = (
        parts.STREET_AND_NUMBER.finditer(page.text, page.deadline)
        if parts.has_street(page.text)
        else ()
    )
    for match in streets:
        role, score, why = _judge(page, match.start())
        if why == "why.address.label":
            yield Hit(*match.span(), EntityType.ADDRESS, role, 0.9, why)
        elif role is Role.FUNCTIONAL:
            yield Hit(*match.span(), EntityType.ADDRESS, role, score, why)
        else:
            yield Hit(*match.span(), EntityType.ADDRESS, role, 0.6, "why.address.street")
    for kind, end in zip(labels.kinds, labels.ends, strict=True):
        if kind == "ADDRESS":
            found = parts.AFTER_LABEL.match(page.text, page.deadline, end)
            if found is not None:
                yield Hit(
                    *found.span("address"),
                    EntityType.ADDRESS,
                    Role.PRIVATE,
                    0.85,
                    "why.address.label",
                )


def _after_postcode_label(page: PageContext) -> Iterator[Hit]:
    """Postcodes in small letters, only right after the word."""
    labels = labels_of(page)
    for kind, end in zip(labels.kinds, labels.ends, strict=True):
        if kind == "POSTCODE":
            found = parts.SMALL_POSTCODE.match(page.text, page.deadline, end)
            if found is not None:
                span = found.span("postcode")
                yield Hit(*span, EntityType.POSTCODE, Role.PRIVATE, 0.9, "why.postcode.label")

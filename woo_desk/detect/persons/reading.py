"""What a text says of its persons before anything is known of the dossier, and a memory of it.

A page of a longer document is looked at twice: to learn who is meant, and again with what all
pages taught. Only what depends on that knowledge has to be done again.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from dataclasses import dataclass

from woo_desk.detect.limits import Deadline
from woo_desk.detect.persons.candidates import find_candidates
from woo_desk.detect.persons.complete import completed
from woo_desk.detect.persons.layout import find_slots
from woo_desk.detect.persons.lists import Lists
from woo_desk.detect.persons.mentions import Mention
from woo_desk.detect.persons.not_persons import blocked_tokens
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.second import second_opinion
from woo_desk.detect.persons.slots import Slots
from woo_desk.detect.persons.units import unit_tokens

_EXPECTED = 0.7
"""Gain of a slot from which a name is expected there."""
MOST_CHARS = 400_000
"""Characters of text that are remembered at once: some 160 pages, 20 MB."""
_STALE = 1_000
"""Texts read after which one that nobody asked for again may be forgotten."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as read. Nobody changes its parts afterwards, but for the page's deadline."""

    page: Page
    slots: Slots
    mentions: tuple[Mention, ...]
    opinions: tuple[Mention, ...] = ()
    """What only the model sees."""


def read(text: str, lists: Lists, day: dt.date | None, deadline: Deadline | None = None) -> Reading:
    """Tokens, places where names are expected, and candidates; pure.

    TimeoutError when the time is up.
    """
    page = Page(text, lists, deadline)
    page.deadline.check()
    slots = find_slots(page)
    page.deadline.check()
    page.loose = frozenset(i for i, slot in enumerate(slots) if slot and slot.gain >= _EXPECTED)
    page.units = unit_tokens(page)
    page.blocked = frozenset(blocked_tokens(page))
    mentions = completed(page, find_candidates(page, slots, day))
    seen = second_opinion(page, lists.model, mentions) if lists.model else ()
    opinions = completed(page, seen, mentions)
    return Reading(page, slots, mentions, opinions)


_Key = tuple[str, dt.date | None]


class Readings:
    """Readings of the last texts, bounded. One per process; not for use by several threads."""

    def __init__(self, lists: Lists, most_chars: int = MOST_CHARS) -> None:
        self._lists = lists
        self._most = most_chars
        self._fresh: OrderedDict[_Key, tuple[int, Reading]] = OrderedDict()
        """Not asked for again yet, with the number of the call that made them."""
        self._used: OrderedDict[_Key, Reading] = OrderedDict()
        """Asked for again; the last one at the end."""
        self._calls = 0
        self.chars = 0
        """Characters of the texts that are held now."""

    def of(self, text: str, day: dt.date | None, deadline: Deadline | None = None) -> Reading:
        """The reading of a text, remembered or made; TimeoutError when the time is up.

        WHY new texts do not push out those that nobody asked for again: a document is gone
        through from first to last page, twice. Once it is longer than the memory, each page
        would have been pushed out just before it is asked for.
        """
        self._calls += 1
        key = (text, day)
        if key in self._fresh:
            self._used[key] = self._fresh.pop(key)[1]
        if key in self._used:
            self._used.move_to_end(key)
            self._used[key].page.deadline = deadline or Deadline()
            return self._used[key]
        reading = read(text, self._lists, day, deadline)
        self._make_room(len(text))
        if self.chars + len(text) <= self._most:
            self._fresh[key] = self._calls, reading
            self.chars += len(text)
        return reading

    def _make_room(self, wanted: int) -> None:
        while self._used and self.chars + wanted > self._most:
            (text, _), _reading = self._used.popitem(last=False)
            self.chars -= len(text)
        while self._fresh:
            key = next(iter(self._fresh))
            if self._calls - self._fresh[key][0] < _STALE:
                return
            del self._fresh[key]
            self.chars -= len(key[0])

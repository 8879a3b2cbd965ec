"""What a mail address tells of a person: "p.t.krootjes@…" is P.T. Krootjes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from woo_desk.detect.persons.lists import Lists, Mark
from woo_desk.detect.persons.tokens import fold

_PARTS = re.compile(r"[._]+")
_GLUED = ("vander", "vanden", "vande", "vant", "van", "der", "den", "de", "ter", "ten", "el", "al")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class MailName:
    """The name in a local part; folded."""

    given: str
    initials: str
    prefix: str
    core: str


def name_in_mail(address: str, lists: Lists) -> MailName | None:
    """The person in a mail address; None for mailboxes of functions, and where it is not clear."""
    local = fold(address.partition("@")[0])
    parts = [part for part in _PARTS.split(local) if part]
    if len(parts) < 2 or not all(part.replace("-", "").isalpha() for part in parts):
        return None
    prefix, core = _split_prefix(parts[-1], lists)
    middle = parts[:-1]
    while len(middle) > 1 and lists.mark(middle[-1]) & Mark.PREFIX and len(middle[-1]) > 1:
        prefix = f"{middle.pop()} {prefix}".strip()
    if len(core) < _SHORTEST or lists.has("never.organisations", core):
        return None
    if all(len(part) == 1 for part in middle):
        return MailName("", "".join(middle), prefix, core)
    given = middle[0]
    mark = lists.mark(given)
    if len(given) < _SHORTEST or (mark & (Mark.WORD | Mark.NEVER) and not mark & Mark.FIRST):
        return None
    return MailName(given, "", prefix, core)


def _split_prefix(word: str, lists: Lists) -> tuple[str, str]:
    """Cut a prefix off a surname when the rest is a surname: "vanderkooij" gives "kooij"."""
    for glued in _GLUED:
        rest = word.removeprefix(glued)
        if (
            rest != word
            and len(rest) >= _SHORTEST
            and lists.mark(rest) & (Mark.SURNAME | Mark.SURNAME_RARE)
        ):
            words = {"vander": "van der", "vanden": "van den", "vande": "van de", "vant": "van 't"}
            return words.get(glued, glued), rest
    return "", word

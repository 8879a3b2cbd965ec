"""E-mail addresses, also broken over a line, written out, or read badly by text recognition.

Source: RFC 5321, 4.1.2 (local part of at most 64 characters), RFC 1035 (labels of at most 63).
Which mailboxes belong to a function is vocabulary: `resources/names/functional-mailboxes.toml`.

The whole address is the find, because the whole address identifies; what goes is the part before
the @, and the domain stays readable (Rb. Rotterdam 8 March 2024, ECLI:NL:RBROT:2024:2304: domain
names of senders were wrongly withheld). A domain that repeats the name in front of it goes too.

WHY not Presidio's recogniser: it fetches a list of domains from the internet, and does not report
addresses under domains that it does not know.

| what | score |
|---|---|
| address of a person | 0.97 |
| mailbox of a function | 0.95, kept |
| mailbox named after a subject, in dictionary words that are no names | 0.8, kept |
| three letters or fewer before the @: a person's initials or a unit | 0.7 |
| written out ("jan [at] voorbeeld.nl") | 0.9 |
| several before one @, in brackets ("{jan,piet}@voorbeeld.nl") | 0.97 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.lists import load_table
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.persons.lists import NAME, Lists, Mark
from woo_desk.detect.persons.tokens import fold
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role

_LOCAL = (
    r"(?P<local>(?:(?<![\w.])(?:[^\W\d_][.]){1,4}\n|[\w.+-]{1,40}[-_]\n)?"
    r"[\w.+%&'*~-]{1,64})"
)
_DOMAIN = (
    r"(?P<domain>(?:[\w-]{1,63}(?:-\n[\w-]{1,63})?[.,]\n?){1,6}?"
    r"(?:n[l1]|com|eu|org|net|be|de|int|info|[a-z]{2,12})(?![\w@-]|[.]\w))"
)
PLAIN = Pattern(
    "email",
    rf"(?<![\w@])(?<!\w[.+-]){_LOCAL}(?P<at>[ ]?\n?@\n?[ ]?){_DOMAIN}",
    ignore_case=True,
)
WRITTEN_OUT = Pattern(
    "email_written_out",
    r"(?<![\w@.])(?P<local>[\w.+-]{1,64})(?P<at>\s?[\[({<]\s?(?:at|apenstaartje|@)\s?[\])}>]\s?|©|\sapenstaartje\s|\sat\s(?=[\w-]{1,63}\s(?:dot|punt)\s))"
    r"(?P<domain>[\w-]{1,63}(?:\s?(?:[.]|[\[({<]\s?(?:dot|punt|[.])\s?[\])}>]|\s(?:dot|punt)\s)\s?[\w-]{1,63}){1,5})",
    ignore_case=True,
)
_NAME = r"[\w.+%&'*~-]{1,64}"
SHARED = Pattern(
    "email_shared_domain",
    rf"[\[({{<][ ]?(?P<local>{_NAME}(?:\s?[,;|/]\s?{_NAME}){{0,60}})[ ]?[\])}}>]"
    rf"(?P<at>[ ]?\n?@\n?[ ]?){_DOMAIN}",
    ignore_case=True,
)
"""Several people at one domain, as articles have it: "{jan,piet.bos}@voorbeeld.nl"."""
_AT_WRITTEN_OUT = re.compile(r"[\[({<]\s?(?:[aA][tT]|@)|©|\s[aA][tT]\s")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_WORDS = re.compile(r"[^\W_]+")
_SHARED_LETTERS = 4
_LONG = 7
"""Letters from which a functional word also counts with something glued on ("postbusdgm")."""


_SUBJECT_LETTERS = 8
"""Letters of the longest word of a subject, at least: people do have short words for a name."""
_FREE_MAIL = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|ziggo|kpnmail|kpnplanet|planet"
    r"|xs4all|home|hetnet|chello|upcmail|casema|quicknet|tele2|telfort|solcon|caiway|zeelandnet"
    r"|proton|protonmail|gmx|aol|freedom)\.",
    re.IGNORECASE,
)
"""Where private persons have their mailbox, under any word."""


class EmailRecognizer(DeskRecognizer):
    """Finds e-mail addresses; see the module.

    Attributes:
        lists: what is known of words; without it no mailbox is taken for one of a subject.
    """

    lists: Lists | None = None

    entities = (EntityType.EMAIL,)
    patterns = (PLAIN, SHARED, WRITTEN_OUT)

    def load(self) -> None:
        """Words of functional mailboxes."""
        table = load_table("functional-mailboxes")
        self._strong = frozenset(table["strong"])
        self._plain = frozenset(table["plain"])
        self._long = tuple(word for word in table["strong"] if len(word) >= _LONG)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Addresses on the page."""
        if "@" in page.text:
            for match in PLAIN.finditer(page.text, page.deadline):
                yield self._hit(match, 0.97)
            for match in SHARED.finditer(page.text, page.deadline):
                yield self._shared(match)
        if "apenstaartje" in page.lowered or _AT_WRITTEN_OUT.search(page.text):
            for match in WRITTEN_OUT.finditer(page.text, page.deadline):
                yield self._hit(match, 0.9)

    def _hit(self, match: Match, score: float) -> Hit:
        start, end = match.start("local"), match.end("domain")
        local, domain = match.group("local"), match.group("domain")
        while local[:1] in "'./-" and len(local) > 1:  # a quotation mark or path before it
            local, start = local[1:], start + 1
        if self.is_functional(local):
            return Hit(start, end, EntityType.EMAIL, Role.FUNCTIONAL, 0.95, "why.email.functional")
        if self._is_subject(local) and not _FREE_MAIL.match(domain):
            return Hit(start, end, EntityType.EMAIL, Role.FUNCTIONAL, 0.8, "why.email.subject")
        if len(local) < _SHARED_LETTERS:
            score = 0.7
        readable_from = None if _repeats(local, domain) else match.end("local")
        return Hit(
            start,
            end,
            EntityType.EMAIL,
            Role.PERSONAL,
            score,
            "why.email.personal" if readable_from is not None else "why.email.own_domain",
            readable_from=readable_from,
        )

    def _shared(self, match: Match) -> Hit:
        start, end = match.start("local"), match.end("domain")
        names, domain = re.split(r"[\s,;|/]+", match.group("local")), match.group("domain")
        if all(map(self.is_functional, names)):
            return Hit(start, end, EntityType.EMAIL, Role.FUNCTIONAL, 0.95, "why.email.functional")
        if any(_repeats(name, domain) for name in names):
            return Hit(start, end, EntityType.EMAIL, Role.PERSONAL, 0.97, "why.email.own_domain")
        return Hit(
            start,
            end,
            EntityType.EMAIL,
            Role.PERSONAL,
            0.97,
            "why.email.personal",
            readable_from=match.end("local"),
        )

    def is_functional(self, local: str) -> bool:
        """Whether the part before the @ names a function or a desk."""
        lowered = local.lower().replace("\n", "")
        words = _WORDS.findall(lowered)
        tokens = _TOKENS.findall(lowered)
        if lowered in self._strong or any(word in self._strong for word in [*words, *tokens]):
            return not _looks_personal(words, self._strong)
        if any(token.isalpha() and len(token) == 1 for token in words):
            return False
        if any(word in lowered for word in self._long):
            return True
        return bool(words) and all(word in self._plain for word in words)

    def _is_subject(self, local: str) -> bool:
        """Whether the part before the @ is nothing but dictionary words that are no names.

        WHY no words that the lists can only compose: a name can be cut into two words as well.
        """
        words = re.split(r"[-._\n]+", local.lower())
        if self.lists is None or not all(word.isalpha() and len(word) > 1 for word in words):
            return False
        marks = [self.lists.mark(fold(word)) for word in words]
        known = all(m & Mark.WORD and not m & (NAME | Mark.COMPOUND) for m in marks)
        return known and max(map(len, words)) >= _SUBJECT_LETTERS


def _looks_personal(words: list[str], strong: frozenset[str]) -> bool:
    """An initial in front of a functional word makes it a surname: "j.bureau"."""
    return len(words) > 1 and len(words[0]) == 1 and words[0] not in strong


def _repeats(local: str, domain: str) -> bool:
    """Whether the domain holds a name out of the part before the @: "piet@pietjansen.nl"."""
    name = domain.lower().rpartition(".")[0]
    parts = (part for part in _TOKENS.findall(local.lower()) if len(part) >= _SHARED_LETTERS)
    return any(part in name for part in parts)

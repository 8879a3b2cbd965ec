"""The persons of one text: mentions brought together, their other forms found, roles settled."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from woo_desk.detect.persons.lists import Lists, Mark
from woo_desk.detect.persons.mail import MailName, name_in_mail
from woo_desk.detect.persons.mentions import Mention
from woo_desk.detect.persons.page import Page
from woo_desk.detect.persons.tokens import Kind, fold
from woo_desk.domain.finding import Role
from woo_desk.domain.person import KnownPerson

LEARN_FROM = 0.7
"""Score from which a mention teaches the forms of a person."""
LEARN_FULL = 0.55
"""The same for a first name or initials with a surname."""
MAIL_SCORE = 0.72
"""Of a person who is only known from a mail address."""
PUBLIC = frozenset({Role.OFFICE, Role.TOP})


@dataclass(slots=True)
class Person:
    """Someone who is named in the text or known from the dossier. Folded throughout."""

    core: str = ""
    prefix: str = ""
    given: str = ""
    initials: str = ""
    score: float = 0.0
    public: Role | None = None
    """Public role by a title or list, anywhere in the text."""
    here: bool = False
    """The public role stands in this very text, and is not only known from the dossier."""
    civil: bool = False
    """Named somewhere as civil servants are: own mailbox, signature, function."""
    role: Role = Role.UNKNOWN
    shown: str = ""
    """A form to show to the reviewer."""
    aliases: set[str] = field(default_factory=set)
    known: KnownPerson | None = None
    """As the dossier knows her, while this text has added nothing."""
    printed: tuple[str, str, str] = ("", "", "")
    """Surname, prefix and first name as printed."""

    @property
    def first_letter(self) -> str:
        """First letter of the first name; "" when unknown."""
        return (self.given or self.initials)[:1]

    @property
    def glued(self) -> str:
        """Prefix and surname in one, as in mail addresses: "vandenberg"."""
        return _glue(self.prefix + self.core)

    def accepts(self, mention: Mention) -> bool:
        """Whether the mention can be this person."""
        if self.core and mention.core and not _same_surname(self.core, mention.core):
            return False
        if mention.given and self.given and mention.core and self.core:
            return mention.given.split()[0] == self.given.split()[0]
        letter = (mention.given or mention.initials)[:1]
        if letter and self.first_letter and mention.core and self.core:
            return letter == self.first_letter
        if not mention.core:
            return bool(self.given) and mention.given == self.given
        return bool(self.core)

    def take(self, mention: Mention, page: Page) -> None:
        """Learn from a mention."""
        self.known = None
        phrase = mention.phrase
        if not self.core and mention.core:
            self.core = mention.core
        if not self.prefix and phrase.prefix:
            self.prefix = " ".join(page.fold(i) for i in phrase.prefix)
        if not self.given and mention.given:
            self.given = mention.given
        if len(mention.initials) > len(self.initials):
            self.initials = mention.initials
        if mention.score > self.score:
            self.score = mention.score
        self._print(mention, page)
        if mention.clue is not None and self.public is None:
            self.public = mention.clue.role
        self.here = self.here or mention.clue is not None
        self.civil = self.civil or (mention.has_civil_cue and mention.clue is None)
        if self.role is Role.UNKNOWN:
            self.role = mention.cue_role

    def _print(self, mention: Mention, page: Page) -> None:
        phrase = mention.phrase
        text = page.text[page.tokens[phrase.first].start : page.tokens[phrase.end - 1].end]
        if len(text) > len(self.shown):
            self.shown = " ".join(text.split())
        surname, prefix, given = self.printed
        self.printed = (
            surname or " ".join(page.tokens[i].text for i in phrase.surname),
            prefix or " ".join(page.tokens[i].text.lower() for i in phrase.prefix),
            given or " ".join(page.tokens[i].text for i in phrase.given),
        )


def _are_apart(person: Person, mention: Mention) -> bool:
    """Whether a title and a full name that only share a surname must not become one person.

    WHY: "Floor Ouwehand" is not readable because "het lid Ouwehand" is in office.
    """
    if mention.clue is None:
        return mention.is_full and person.public is not None and not person.first_letter
    if mention.is_full or not mention.core or person.public is not None:
        return False
    return bool(person.core and person.first_letter) and mention.clue.why != "office_list"


def _same_surname(one: str, other: str) -> bool:
    return one == other or one in other.split("-") or other in one.split("-")


@functools.lru_cache(maxsize=20_000)
def _glue(words: str) -> str:
    return "".join(letter for letter in words if letter.isalpha())


class Register:
    """All persons, by surname and by first name."""

    def __init__(self, lists: Lists, known: Iterable[KnownPerson]) -> None:
        self.lists = lists
        self.persons: list[Person] = [_from_known(person) for person in known]
        self.by_core: dict[str, list[Person]] = {}
        self.by_given: dict[str, list[Person]] = {}
        for person in self.persons:
            self._index(person)

    def _index(self, person: Person) -> None:
        for core in {person.core, *person.core.split("-")} - {""}:
            found = self.by_core.setdefault(core, [])
            if person not in found:
                found.append(person)
        for given in {person.given, *person.given.split()[:1]} - {""}:
            found = self.by_given.setdefault(given, [])
            if person not in found:
                found.append(person)

    def learn(self, page: Page, mentions: Sequence[Mention]) -> None:
        """Bring mentions together: full names first, then what is part of them."""
        order = sorted(mentions, key=lambda m: (not m.is_full, not m.core, m.phrase.first))
        for number, mention in enumerate(order):
            page.check(number)
            persons = [p for p in self.candidates(mention) if not _are_apart(p, mention)]
            if persons:
                persons[0].take(mention, page)
                self._index(persons[0])
            elif mention.score >= (LEARN_FULL if mention.is_full else LEARN_FROM):
                person = Person()
                person.take(mention, page)
                self.persons.append(person)
                self._index(person)

    def learn_mail(self, page: Page) -> None:
        """Tie mail addresses to persons, and learn the persons that only an address names."""
        for number, token in enumerate(page.tokens):
            page.check(number)
            if token.kind is not Kind.MAIL:
                continue
            name = name_in_mail(token.text, self.lists)
            if name is None:
                continue
            local = token.text.partition("@")[0]
            letter = (name.given or name.initials)[0]
            glued = _glue(name.prefix + name.core)
            owners = [
                person
                for person in self.persons
                if person.glued == glued and person.first_letter in ("", letter)
            ]
            if not owners:
                owners = [self._from_mail(name)]
            for owner in owners[:1]:
                owner.known = owner.known if local in owner.aliases else None
                owner.aliases.add(local)
                owner.civil = True
                if not owner.given and name.given:
                    owner.given = name.given
                    self._index(owner)

    def _from_mail(self, name: MailName) -> Person:
        shown = " ".join(
            part for part in (name.given or name.initials, name.prefix, name.core) if part
        )
        person = Person(
            core=name.core,
            prefix=name.prefix,
            given=name.given,
            initials=name.initials,
            score=MAIL_SCORE,
            shown=shown.title(),
            printed=(name.core.title(), name.prefix, name.given.title()),
        )
        self.persons.append(person)
        self._index(person)
        return person

    def candidates(self, mention: Mention) -> list[Person]:
        """Persons that a mention can be, surest first."""
        pool: list[Person] = []
        keys = [mention.core, *mention.core.split("-")] if mention.core else []
        for key in keys:
            pool += [p for p in self.by_core.get(key, ()) if p not in pool]
        if not mention.core:
            pool = list(self.by_given.get(mention.given, ()))
        if not pool and mention.phrase.is_single:
            word = mention.core or mention.given
            pool = [*self.by_core.get(word, ()), *self.by_given.get(word, ())]
            if not pool and word.endswith("s"):
                stem = word[:-1].removesuffix("'")
                pool = [*self.by_core.get(stem, ()), *self.by_given.get(stem, ())]
            return sorted(pool, key=lambda p: -p.score)
        return sorted((p for p in pool if p.accepts(mention)), key=lambda p: -p.score)

    def learnt(self) -> tuple[KnownPerson, ...]:
        """The persons worth telling the rest of the dossier about."""
        return tuple(
            person.known or _to_known(person)
            for person in self.persons
            if person.core and person.score >= LEARN_FROM
        )


def _from_known(known: KnownPerson) -> Person:
    return Person(
        core=fold(known.surname),
        prefix=fold(known.prefix),
        given=fold(known.first_name),
        initials=fold(known.initials).replace(".", ""),
        score=known.certainty,
        public=known.role if known.role in PUBLIC else None,
        role=known.role if known.role not in PUBLIC else Role.UNKNOWN,
        shown=" ".join(
            part
            for part in (known.first_name or known.initials, known.prefix, known.surname)
            if part
        ),
        aliases=set(known.aliases),
        known=known,
        printed=(known.surname, known.prefix, known.first_name),
    )


def _to_known(person: Person) -> KnownPerson:
    surname, prefix, given = person.printed
    role: Role = person.role if person.role is not Role.UNKNOWN else Role.CIVIL
    if person.public is not None and not person.civil:
        role = person.public
    return KnownPerson(
        surname=surname,
        prefix=prefix,
        first_name=given,
        initials="".join(f"{letter.upper()}." for letter in person.initials),
        role=role,
        certainty=round(person.score, 3),
        aliases=tuple(sorted(person.aliases)),
    )


def is_common_word(lists: Lists, word: str) -> bool:
    """Whether a name is also an ordinary word or a place, so that it needs more than its look."""
    mark = lists.mark(word)
    return bool(mark & (Mark.WORD | Mark.PLACE | Mark.NEVER | Mark.ORGANISATION))

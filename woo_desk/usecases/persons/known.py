"""Who detection should know of: persons it learnt, and persons a reviewer added."""

from __future__ import annotations

from woo_desk.domain.finding import Role
from woo_desk.domain.name_form import NameForm, fold, form_key, read_name
from woo_desk.domain.person import KnownPerson, RegisterEntry
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.rows import REGISTER_ENTRY

CERTAINTY = 0.95
"""Of a person that a reviewer added."""


def known_persons(file: DossierFile) -> tuple[KnownPerson, ...]:
    """Those that a reviewer added, then those that the documents taught; without repeats."""
    added = (known_of(entry) for entry in file.items(REGISTER_ENTRY) if entry.is_own)
    return tuple(dict.fromkeys((*(each for each in added if each), *file.persons())))


def known_of(entry: RegisterEntry) -> KnownPerson | None:
    """What detection needs of a person that was added; None for a name without a surname."""
    name = read_name(form_key(entry.name))
    printed = {fold(word.strip(",")): word.strip(",") for word in entry.name.split()}

    def as_printed(words: str) -> str:
        return " ".join(printed.get(word, word) for word in words.split())

    surname = name.surname or name.word
    if not surname:
        return None
    return KnownPerson(
        surname=as_printed(surname),
        prefix=as_printed(name.prefix),
        first_name=as_printed(name.given),
        initials="".join(f"{letter.upper()}." for letter in name.initials),
        role=Role.CIVIL,
        certainty=CERTAINTY,
        aliases=_aliases(entry, name),
    )


def _aliases(entry: RegisterEntry, name: NameForm) -> tuple[str, ...]:
    """Forms beside the name: parafen, user ids, addresses."""
    own = form_key(entry.name)
    forms = {claim.form for claim in entry.claims} - {own}
    singles = {form.partition("@")[0] for form in forms if " " not in form}
    return tuple(sorted(singles - {name.surname, name.given, name.word}))

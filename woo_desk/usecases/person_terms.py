"""Every form in which a person who is redacted could be named, for the check before and after.

Detection finds the forms that stand on the pages. This is for those that stand anywhere else: in
metadata, file names, bookmarks, fonts. Forms are compared by letters alone, so "P. van den Berg",
"p.vandenberg@" and "P van den Berg" are one.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.finding import EntityType, Finding
from woo_desk.domain.ids import GroundCode
from woo_desk.domain.name_form import fold, form_key, letters_of, read_name
from woo_desk.domain.person import KnownPerson, PersonVerdict
from woo_desk.domain.windows import number_of, windows
from woo_desk.store.rows import REGISTER_ENTRY
from woo_desk.usecases.consistency import MIN_LENGTH, kept_findings
from woo_desk.usecases.persons.known import known_persons
from woo_desk.usecases.policies import load_policy
from woo_desk.usecases.session import Session

Key = tuple[str, str]
"""Prefix and surname in one, and the first letter of the first name."""
NOBODY: Key = ("", "")
Forms = Mapping[str, tuple[GroundCode, ...]]
"""Form as it is written, with the grounds on which its person is redacted."""


@dataclass(frozen=True, slots=True)
class NamesOfDocument:
    """Who is named in full in one document, and what was done about it."""

    redacted: tuple[tuple[Key, tuple[GroundCode, ...]], ...]
    kept: frozenset[Key]


def names_of_document(state: DocumentState) -> NamesOfDocument:
    """Who is redacted, and who is kept readable, in one document in scope."""
    by_id = {finding.id: finding for finding in state.findings}
    redacted: dict[Key, tuple[GroundCode, ...]] = {}
    for redaction in state.redactions:
        finding = by_id.get(redaction.finding_id) if redaction.finding_id else None
        if finding is not None and (key := _key_of(finding)) != NOBODY:
            redacted.setdefault(key, redaction.ground_codes)
    return NamesOfDocument(tuple(redacted.items()), frozenset(map(_key_of, kept_findings(state))))


def forms_of_dossier(session: Session, documents: Iterable[NamesOfDocument]) -> Forms:
    """The forms of every person of the dossier whom the reviewer or her redactions take out.

    Args:
        session: of the dossier.
        documents: in scope, in order of number.
    """
    default = load_policy(session.dossier.basis).default_ground
    marked = {
        key: entry.ground_codes or (default,)
        for entry in session.file.items(REGISTER_ENTRY)
        if entry.verdict is PersonVerdict.REDACT
        if all(key := _key_of_name(entry.name))
    }
    return forms_gone(documents, known_persons(session.file), marked)


def forms_gone(
    documents: Iterable[NamesOfDocument],
    persons: Iterable[KnownPerson],
    marked: Mapping[Key, tuple[GroundCode, ...]] | None = None,
) -> Forms:
    """The forms of every person who is redacted somewhere in scope and kept readable nowhere.

    Only forms of more than a surname: a surname alone is looked for where it was redacted itself,
    because it may be somebody else's, a street, or a word.

    Args:
        documents: in scope, in order of number.
        persons: known in the dossier.
        marked: those whom a reviewer decided to redact, redacted somewhere or not.
    """
    redacted = dict(marked or {})
    found: dict[Key, tuple[GroundCode, ...]] = {}
    kept: set[Key] = set()
    for each in documents:
        kept |= each.kept
        for key, grounds in each.redacted:
            found.setdefault(key, grounds)
    redacted |= found
    for key in kept:
        redacted.pop(key, None)
    forms: dict[str, tuple[GroundCode, ...]] = {}
    for person in persons:
        codes = redacted.get(_key(person))
        if codes is None:
            continue
        for form in forms_of(person):
            if len(letters_of(form)) >= MIN_LENGTH:
                forms.setdefault(form, codes)
    return forms


def forms_of(person: KnownPerson) -> Iterator[str]:
    """The ways to write a full name; those that differ in signs and spaces alone are one."""
    first = person.first_name.split()
    initials = letters_of(person.initials)
    surname = " ".join(filter(None, (person.prefix, person.surname)))
    fronts = [person.first_name, *first[:1], initials, initials[:1], *(w[:1] for w in first[:1])]
    seen: set[str] = set()
    for front in filter(None, fronts):
        written = " ".join(f"{c}." for c in front) if front.isupper() or len(front) == 1 else front
        behind = f"{person.surname}, {written} {person.prefix}".strip()
        for form in (f"{written} {surname}", f"{surname}, {written}", behind):
            for spelled in (form, _plain(form)):
                key = letters_of(spelled.casefold())
                if key not in seen:
                    seen.add(key)
                    yield spelled


class FormsOnPages:
    """Those of some forms whose letters stand on some page in their order; few of them do.

    WHY by their first letters: thousands of forms on thousands of pages are no product to go
    through.
    """

    def __init__(self, forms: Forms) -> None:
        self.found: dict[str, tuple[GroundCode, ...]] = {}
        self._forms = forms
        self._by_start: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for form in forms:
            key = letters_of(fold(form))
            self._by_start[number_of(_bytes_of(key))][key] = form

    def read(self, page_texts: Iterable[str]) -> None:
        """Look through some pages."""
        for text in page_texts if self._by_start else ():
            letters = letters_of(fold(text))
            for start in self._by_start.keys() & windows(_bytes_of(letters)):
                for key, form in self._by_start[start].items():
                    if key in letters:
                        self.found[form] = self._forms[form]


def _bytes_of(letters: str) -> bytes:
    """One byte for each letter; what has none of its own shares one, in forms and pages alike."""
    return letters.encode("latin-1", "replace")


def _key_of(finding: Finding) -> Key:
    """Who a finding names, when it says it in full; ("", "") otherwise."""
    return _key_of_name(finding.text) if finding.entity_type is EntityType.PERSON else NOBODY


@functools.lru_cache(maxsize=20_000)
def _key_of_name(words: str) -> Key:
    name = read_name(form_key(words))
    return (name.glued, name.letter) if name.is_full else NOBODY


def _key(person: KnownPerson) -> Key:
    first = person.first_name or person.initials
    return letters_of(fold(person.prefix + person.surname)), fold(first)[:1]


def _plain(form: str) -> str:
    """Without accents and letters that mail addresses and file names do without."""
    folded = fold(form)
    if len(folded) != len(form):
        return folded.title()
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(form, folded, strict=True)
    )

"""Made-up dossiers with known answers: layouts with people and numbers filled in.

`{a}` and `{a.form}` are people as in `tests.detect.persons.people`, with three more forms: `gal`
as in an address book ("Berg, P. van den (Piet) - DMB"), `email`, `user` (user id). `{#kind}` is a
datum of a kind below. `{=text}` must stay readable.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.scoring import Marked, Sample
from tests.detect.persons.people import Someone
from woo_desk.detect.persons.tokens import fold
from woo_desk.detect.recognizers.checks import passes_eleven_test, passes_iban_test
from woo_desk.domain.finding import EntityType

_FIELD = re.compile(r"\{(=[^}]+|#\w+|[a-z](?:\.\w+)?)\}")
_UNITS = ("DMB", "BOA", "FEZ", "DGVZ/DRM", "IV")
LETTERS = "abcdefgh"


@dataclass(frozen=True)
class DossierSample:
    """One document of one dossier."""

    dossier: str
    sample: Sample


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _bsn(rng: random.Random) -> str:
    while True:
        digits = rng.choice("123456789") + _digits(rng, 8)
        if passes_eleven_test(digits):
            return digits


def _iban(rng: random.Random) -> str:
    body = rng.choice(["INGB", "ABNA", "RABO"]) + _digits(rng, 10)
    iban = next(i for c in range(2, 99) if passes_iban_test(i := f"NL{c:02d}{body}"))
    return rng.choice([iban, " ".join(iban[i : i + 4] for i in range(0, 18, 4))])


def _address(rng: random.Random) -> str:
    """Street and number, postcode and town; as in the development set the town may stay."""
    street = rng.choice(["Merellaan", "Prins Mauritsstraat", "Oosterkade", "Achter de Molens"])
    town = rng.choice(["Zutphen", "Hoorn", "Goes", "Emmen"])
    return f"{street} {rng.randint(1, 190)}, {rng.randint(1000, 9999)} {rng.choice(['KD', 'VX', 'BN'])} {town}"  # noqa: E501


VALUES: Mapping[str, tuple[EntityType, str, Callable[[random.Random], str]]] = {
    "phone": (EntityType.PHONE, "personal", lambda r: f"070-{_digits(r, 3)} {_digits(r, 4)}"),
    "mobile": (EntityType.PHONE, "personal", lambda r: f"06 {_digits(r, 4)} {_digits(r, 4)}"),
    "bsn": (EntityType.BSN, "private", _bsn),
    "iban": (EntityType.IBAN, "private", _iban),
    "vnum": (EntityType.VNUMMER, "private", lambda r: f"2{_digits(r, 9)}"),
    "plate": (EntityType.KENTEKEN, "private", lambda r: f"{r.choice('GHJKL')}-{_digits(r, 3)}-{r.choice('TRXZ')}{r.choice('BDFH')}"),  # noqa: E501
    "dob": (EntityType.DOB, "private", lambda r: f"{r.randint(10, 28)}-0{r.randint(1, 9)}-{r.randint(1950, 2002)}"),  # noqa: E501
    "addr": (EntityType.ADDRESS, "private", _address),
    "pers": (EntityType.PERSNR, "civil", lambda r: _digits(r, 6)),
    "ref": (EntityType.REF, "ministry", lambda r: f"{r.randint(1000000, 4999999)}-{_digits(r, 4)}"),
    "num": (EntityType.REF, "ministry", lambda r: f"{_digits(r, 4)} {_digits(r, 3)}"),
}  # fmt: skip


def _form(person: Someone, form: str, rng: random.Random) -> tuple[EntityType, str]:
    flat = "".join(c for c in f"{person.prefix}{person.surname}".lower() if c.isalpha())
    first = "".join(c for c in person.first.lower() if c.isalpha())
    if form == "gal":
        return EntityType.PERSON, f"{person.form('inv')} ({person.first}) - {rng.choice(_UNITS)}"
    if form == "email":
        return EntityType.EMAIL, f"{first[0]}.{flat}@minbzk.nl"
    if form == "user":
        letters = "".join(c for c in fold(flat + first[0]) if c.isascii())
        return EntityType.USERID, f"{letters[:-1][:6]}{letters[-1]}{rng.randint(1, 9)}"
    kind = EntityType.INITIALS if form == "par" else EntityType.PERSON
    return kind, person.form(form)


def fill(
    template: str, people: Mapping[str, Someone], rng: random.Random
) -> tuple[str, tuple[Marked, ...]]:
    """The text, and what is in it."""
    parts: list[str] = []
    marked: list[Marked] = []
    at = last = 0
    for match in _FIELD.finditer(template):
        parts.append(template[last : match.start()])
        at += match.start() - last
        last = match.end()
        kind, role, value = _value(match.group(1), people, rng)
        marked += _marks(at, value, kind, role)
        parts.append(value)
        at += len(value)
    parts.append(template[last:])
    return "".join(parts), tuple(marked)


def _marks(at: int, value: str, kind: EntityType, role: str) -> Iterator[Marked]:
    """What of a value is marked, at the offset where it stands.

    As in the development set: of an address the street with its number and the postcode, not the
    town; of a name in an address book not the unit behind it.
    """
    if kind is EntityType.ADDRESS:
        street, _, rest = value.partition(", ")
        yield Marked(at, at + len(street), kind, role)
        begin = at + len(street) + 2
        yield Marked(begin, begin + len(rest[:7]), EntityType.POSTCODE, role)
    else:
        yield Marked(at, at + len(value.split(" - ")[0]), kind, role)


def _value(
    field: str, people: Mapping[str, Someone], rng: random.Random
) -> tuple[EntityType, str, str]:
    if field.startswith("="):
        return EntityType.PERSON, "office", field[1:]
    if field.startswith("#"):
        kind, role, make = VALUES[field[1:]]
        return kind, role, make(rng)
    letter, _, form = field.partition(".")
    kind, value = _form(people[letter], form, rng)
    return kind, "personal" if kind in (EntityType.EMAIL, EntityType.USERID) else "civil", value


def dossiers(
    kinds: Mapping[str, str], people: Sequence[Someone], *, number: int, documents: int, seed: int
) -> Iterator[DossierSample]:
    """Dossiers of so many documents, each with a cast of eight."""
    rng = random.Random(seed)
    for dossier in range(number):
        cast = dict(zip(LETTERS, rng.sample(people, len(LETTERS)), strict=True))
        for place, kind in enumerate(rng.sample(sorted(kinds), documents)):
            shuffled = dict(zip(LETTERS, rng.sample(list(cast.values()), len(cast)), strict=True))
            text, marked = fill(kinds[kind], shuffled, rng)
            yield DossierSample(str(dossier), Sample(f"{dossier}-{place}", kind, text, marked))


def pool(lines: str) -> list[Someone]:
    """People from lines "First|prefix|Surname|INITIALS"."""
    return [Someone(*line.split("|")) for line in lines.strip().splitlines()]


def unlisted(first: Sequence[str], last: Sequence[str]) -> list[Someone]:
    """People whose names were made up to be in no list."""
    return [
        Someone(given, ("van", "", "", "de")[n % 4], family, given[0])
        for n, (given, family) in enumerate(zip(first, last, strict=True))
    ]

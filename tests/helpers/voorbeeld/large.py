"""A dossier of any number of pages, of ordinary documents of mixed kinds, for benchmarks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.helpers.voorbeeld import finishing, people
from tests.helpers.voorbeeld import large_words as w
from tests.helpers.voorbeeld.ministry import (
    ADDRESS,
    NARROW,
    SENDER,
    column,
    labelled,
    page_number,
    ribbon,
)
from tests.helpers.voorbeeld.paper import Look, Paper
from tests.helpers.voorbeeld.people import Official
from tests.helpers.voorbeeld.tables import table
from tests.helpers.voorbeeld.truth import Made

LONGEST = 6
"""Pages of the longest document."""
_NAMED = 0.03


@dataclass(frozen=True)
class Crew:
    """Who a document may speak of, and how often it does."""

    people: list[Official]
    is_ordinary: bool
    """A name here and there and text that hardly recurs; else sixteen names a page."""


def build_large(
    pages: int, seed: int, *, ordinary: bool = False
) -> Iterator[tuple[str, bytes, Made]]:
    """Documents with exactly `pages` pages together; the same for the same seed.

    Args:
        pages: of all documents.
        seed: of the choices.
        ordinary: two to four names or numbers a page, as in the files of a ministry, instead of
            sixteen.

    Yields: file name, content of the file, and what is planted in it.
    """
    rng = random.Random(seed)
    staff = [_official(rng) for _ in range(40)]
    number = 0
    while pages > 0:
        number += 1
        kind, draw = rng.choice(KINDS)
        length = min(pages, rng.randint(1, LONGEST))
        made = Made(f"{number:04d} {kind}.pdf", kind=kind, date=f"2022-{rng.randint(1, 8):02d}-14")
        paper = draw(made, rng, Crew(rng.sample(staff, 6), ordinary), length)
        info = {**rng.choice((finishing.WORD, finishing.SYSTEM)), "author": rng.choice(staff).local}
        finish = rng.choice((finishing.plain_pdf, finishing.packed_pdf))
        finish(made, paper.finish(), info)
        if made.pages != length:
            msg = f"{made.name} has {made.pages} pages, not {length}"
            raise ValueError(msg)
        pages -= length
        yield made.name, made.data, made


def _official(rng: random.Random) -> Official:
    first, surname = rng.choice(w.FIRST_NAMES), rng.choice(w.SURNAMES)
    initials = "".join(f"{letter}." for letter in rng.sample("ABCDEGHJKLMPRST", 2))
    core = surname.split(" ")[-1]
    return Official(
        first,
        surname,
        initials,
        f"{initials.replace('.', '')}{core[0]}",
        f"{first}.{core}".lower(),
        f"070-456 {rng.randint(40, 69)} {rng.randint(10, 99)}",
        f"06-{rng.randint(10_000_000, 58_999_999)}",
        f"{core[:6].lower()}{first[0].lower()}{rng.randint(1, 9)}",
        rng.choice(w.FUNCTIONS),
    )


def _fill(paper: Paper, rng: random.Random, crew: Crew, length: int) -> None:
    """Running text until the last page but one is full and the last one is well on its way."""
    section = 1
    while paper.page_index < length - 1 or paper.y < paper.bottom - 220.0:
        if rng.random() < 0.3:
            paper.heading(f"{section}. {rng.choice(w.SUBJECTS)}")
            section += 1
        paper.paragraph(" ".join(_sentence(rng, crew) for _ in range(rng.randint(2, 5))))


def _sentence(rng: random.Random, crew: Crew) -> str:
    chance = rng.random()
    if crew.is_ordinary and chance < 1.0 - _NAMED:
        return _composed(rng)
    if chance < 0.75:
        return rng.choice(w.PLAIN)
    if crew.is_ordinary or chance < 0.95:
        who = rng.choice(crew.people)
        return rng.choice(w.WITH_NAME).format(rng.choice((who.full, who.short, who.last)))
    return rng.choice(w.OFFICE)


def _composed(rng: random.Random) -> str:
    """One of some hundred thousand sentences: text that recurs word for word is rare."""
    count = rng.randint(2, 96)
    subject, verb, where, why = (rng.choice(words) for words in w.COMPOSED)
    return f"{subject} {verb} {where} {why.format(count)}."


def _nota(made: Made, rng: random.Random, crew: Crew, length: int) -> Paper:
    reference = f"{{r:2022-0000{rng.randint(100_000, 999_999)}}}"

    def on_page(paper: Paper, index: int) -> None:
        if index:
            paper.y = 110.0
            column(paper, 110.0, [SENDER[:3], ["**Ons kenmerk**", reference]])
            return
        ribbon(paper)
        who = crew.people[0]
        contact = ["**Contactpersoon**", who.full, who.function, f"T  {who.phone}"]
        column(paper, 104.0, [SENDER, ADDRESS, contact, ["**Ons kenmerk**", reference]])
        marks = [["**Paraaf**", *(one.mark for one in crew.people[1:4])]]
        column(paper, 300.0, marks)

    paper = Paper(made, Look(leading=13.2), borders=NARROW, on_page=on_page, at_end=page_number)
    paper.at(79.0, 140.0, "nota", size=19.0)
    paper.at(79.0, 170.0, rng.choice(w.SUBJECTS), bold=True)
    _fill(paper, rng, crew, length)
    return paper


def _mail(made: Made, rng: random.Random, crew: Crew, length: int) -> Paper:
    paper = Paper(made, Look(size=10.0, leading=13.5), at_end=page_number)
    sender, receiver, *others = crew.people
    rows = [
        ("**Van:**", f"{sender.full} <{sender.mail}>"),
        ("**Verzonden:**", f"woensdag 14 september 2022 {rng.randint(8, 17):02d}:25"),
        ("**Aan:**", f"{receiver.full}; {others[0].full}"),
        ("**Onderwerp:**", rng.choice(w.SUBJECTS)),
    ]
    labelled(paper, paper.left, rows, tab=96.0)
    paper.y += 12.0
    paper.paragraph(f"Beste {receiver.given},")
    _fill(paper, rng, crew, length)
    paper.paragraph("Met vriendelijke groet,")
    for line in (sender.full, sender.function, f"T {sender.phone} | M {sender.gsm}"):
        paper.paragraph(line, size=9.0, after=0.0)
    return paper


def _minutes(made: Made, rng: random.Random, crew: Crew, length: int) -> Paper:
    look = Look("serif", 10.5, 13.6, justified=True, ligatures=rng.random() < 0.5)
    paper = Paper(made, look, borders=(85.0, 90.0, 510.0, 770.0), at_end=page_number)
    paper.at(85.0, 74.0, f"Verslag {rng.choice(w.SUBJECTS).lower()}", size=14.0, bold=True)
    paper.y = 100.0
    staff = crew.people
    rows = [
        ("Voorzitter", staff[0].short),
        ("Aanwezig", ", ".join(one.short for one in staff[1:4])),
        ("Afwezig", staff[4].short),
        ("Verslag", staff[5].short),
    ]
    labelled(paper, 85.0, rows, tab=82.0, size=10.0)
    paper.y += 10.0
    _fill(paper, rng, crew, length)
    return paper


def _list(made: Made, rng: random.Random, crew: Crew, length: int) -> Paper:
    paper = Paper(made, Look(size=9.0, leading=12.0), at_end=page_number)
    widths = [60.0, 150.0, 90.0, 80.0, 70.0]
    who = ["Onderwerp", "Jaar"] if crew.is_ordinary else ["Behandelaar", "Telefoon"]
    head = ["Zaak", *who, "Bedrag (€)", "Weken"]
    while paper.page_index < length - 1 or paper.y < paper.bottom - 300.0:
        rows = [head] + [_case(rng, crew) for _ in range(8)]
        if paper.y > paper.bottom - 180.0:
            paper.new_page()
        table(paper, rows, widths, numbers=frozenset({3, 4}))
        paper.paragraph(_sentence(rng, crew), after=16.0)
    return paper


def _case(rng: random.Random, crew: Crew) -> list[str]:
    amount = f"{rng.randint(8, 41)}.{rng.randint(0, 999):03d}"
    who = rng.choice(crew.people)
    told = [who.full, who.phone]
    if crew.is_ordinary:
        told = [rng.choice(w.SUBJECTS), str(rng.randint(2015, 2022))]
    return [f"FH-{rng.randint(1000, 9999)}", *told, amount, str(rng.randint(4, 30))]


def _letter(made: Made, rng: random.Random, crew: Crew, length: int) -> Paper:
    paper = Paper(made, Look("serif", 11.5, 15.0, by_word=True), at_end=page_number)
    first, surname = rng.choice(w.FIRST_NAMES), rng.choice(w.SURNAMES)
    street, number = rng.choice(("Lange Kade", "Molenpad", "Turfweg")), rng.randint(2, 180)
    for line in (
        f"{{b:{first} {surname}}}",
        f"{{a:{street} {number}}}",
        f"{{pc:24{rng.randint(10, 99)} {''.join(rng.sample('BCDEGHJKLNP', 2))}}} Oostwetering",
        f"Telefoon {{f:06-{rng.randint(10_000_000, 58_999_999)}}}",
    ):
        paper.paragraph(line, after=0.0)
    paper.y += 20.0
    paper.paragraph("Geachte heer, mevrouw,", after=10.0)
    paper.paragraph(
        f"Mijn burgerservicenummer is {{bsn:{_bsn(rng)}}} en ik ben geboren op "
        f"{{dob:{_born(rng)}}}."
    )
    _fill(paper, rng, crew, length)
    paper.paragraph(f"Hoogachtend,\n{{b:{first} {surname}}}")
    return paper


def _bsn(rng: random.Random) -> str:
    """A number in the range for tests that passes the check."""
    while True:
        digits = f"9999{rng.randint(0, 99_999):05d}"
        if people.passes_eleven_test(digits):
            return digits


def _born(rng: random.Random) -> str:
    month = rng.choice(("januari", "april", "juli", "november"))
    return f"{rng.randint(1, 28)} {month} {rng.randint(1940, 2001)}"


Draw = Callable[[Made, random.Random, Crew, int], Paper]
KINDS: tuple[tuple[str, Draw], ...] = (
    ("nota", _nota),
    ("e-mail", _mail),
    ("verslag", _minutes),
    ("overzicht", _list),
    ("brief", _letter),
)

"""A chat between colleagues, as a telephone exports it: plain text, first names, loose numbers."""

from __future__ import annotations

from tests.helpers.voorbeeld import people as p
from tests.helpers.voorbeeld.markup import TAGS, plain, tags_of
from tests.helpers.voorbeeld.truth import Made, Plant, Stays

MESSAGES = (
    ("16-05-2022 08:12", None, "Berichten zijn end-to-end versleuteld."),
    ("16-05-2022 08:12", None, f"{p.ZIJLMANS.given} heeft de groep ‘Fundering – nota’ gemaakt"),
    ("16-05-2022 08:14", p.ZIJLMANS.given, "Goedemorgen allen, de nota moet om 12 uur in de tas."),
    ("16-05-2022 08:20", p.HEUVEL.given, "Ik wacht nog op de tabel van {c:Gülşen}."),
    (
        "16-05-2022 08:21",
        p.DEMIR.given,
        "Staat in de map! Totaal is 1.247. Wel even nieuwe versie pakken, de oude telt dubbel.",
    ),
    ("16-05-2022 08:33", "{f:+31 6 2460 9713}", "Is de gemeente al gebeld over de verlenging?"),
    ("16-05-2022 08:34", p.HEUVEL.given, "Nee, kun jij dat doen {c:Floor}? Dank!"),
    (
        "16-05-2022 09:02",
        "{c:Maaike}",
        "Ik heb {c:Ebbo} aan de lijn, die zegt dat mw {b:Wiebenga} uit Oostwetering weer belde. "
        "Zaak FH-2021-0387. Iemand?",
    ),
    ("16-05-2022 09:05", p.HEUVEL.given, "Besluit is 6 mei de deur uit. Ik bel haar vanmiddag."),
    ("16-05-2022 09:06", "{c:Maaike}", "Top. Haar nummer: {f:0172-493816}"),
    ("16-05-2022 10:47", p.ZIJLMANS.given, "Stas Heijnen vraagt ook om de cijfers, via IenW."),
    (
        "16-05-2022 10:48",
        p.DEMIR.given,
        "Stuur ik door via het loket (" + p.DESK_MAIL + "), niet via mijn eigen mail.",
    ),
    ("16-05-2022 11:55", p.HEUVEL.given, "Nota is binnen bij de DG. {c:JW} heeft geparafeerd."),
    ("16-05-2022 11:58", p.ZIJLMANS.given, "👍"),
    ("16-05-2022 12:03", p.HEUVEL.given, "<Media weggelaten>"),
)
STAYS = (
    "Goedemorgen allen, de nota moet om 12 uur in de tas.",
    "Staat in de map! Totaal is 1.247.",
)


def draw(made: Made) -> bytes:
    """The text file, UTF-8 with the line ends of a telephone."""
    lines = []
    for moment, sender, message in MESSAGES:
        marked = f"{moment} - {sender}: {message}" if sender else f"{moment} - {message}"
        marked = marked.replace("Stas Heijnen", "Stas {o:Heijnen}")
        for tag in tags_of(marked):
            kind, role, must = TAGS[tag.letters]
            made.plants.append(Plant(kind, role, must, tag.text, 0, (), (tag.text,)))
        lines.append(plain(marked))
    made.stays.extend(Stays("sentence", 0, (sentence,)) for sentence in STAYS)
    return ("\n".join(lines) + "\n").encode("utf-8")

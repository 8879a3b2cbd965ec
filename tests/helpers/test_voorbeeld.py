"""The example tells the truth about itself: what it says is planted, is there and nowhere else."""

from __future__ import annotations

import functools
import io
import re
import tomllib
import unicodedata
from typing import Any

import pikepdf
import pymupdf
import pytest

from tests.helpers.voorbeeld import dossier as d
from tests.helpers.voorbeeld import people
from tests.helpers.voorbeeld.decisions import DECISIONS, decisions_toml
from tests.helpers.voorbeeld.dossier import build_dossier
from tests.helpers.voorbeeld.truth import Corners, Made, Plant
from woo_desk.domain.document import DatePrecision, HiddenKind
from woo_desk.domain.finding import EntityType, Role
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.usecases.grounds import load_grounds


@functools.cache
def example() -> dict[str, Made]:
    return {made.name: made for made in build_dossier()}


NAMES = [
    value
    for key, value in vars(d).items()
    if key.isupper() and str(value).endswith((".pdf", ".txt"))
]
PDFS = [name for name in NAMES if name.endswith(".pdf")]


def opened(made: Made) -> pymupdf.Document:
    """With every page turned back, so that places are in page space."""
    doc = pymupdf.open(stream=made.data, filetype="pdf")
    for page in doc:
        page.set_rotation(0)
    return doc


def said(text: str) -> str:
    """Without line ends and hyphens at them, ligatures written out."""
    spelled = unicodedata.normalize("NFKC", text).replace("-\n", "")
    return re.sub(r"\s+", " ", spelled)


def page_texts(made: Made) -> list[str]:
    if made.name.endswith(".txt"):
        return [made.data.decode("utf-8")]
    return [page.get_text(flags=0) for page in opened(made)]


def test_names_cover_the_dossier() -> None:
    assert sorted(example()) == sorted(NAMES)
    assert len(NAMES) >= 14


def test_the_same_bytes_come_out_each_time() -> None:
    again = {made.name: made.data for made in build_dossier()}
    assert again == {name: made.data for name, made in example().items()}


@pytest.mark.parametrize("name", PDFS)
def test_every_plant_lies_in_its_boxes(name: str) -> None:
    made = example()[name]
    doc = opened(made)
    for plant in made.plants:
        assert len(plant.boxes) == len(plant.printed)
        for box, printed in zip(plant.boxes, plant.printed, strict=True):
            assert said(printed).strip() == text_in(doc[plant.page_index], box), plant.text


def text_in(page: pymupdf.Page, box: Corners) -> str:
    """The characters whose middle lies in the box."""
    area = pymupdf.Rect(box)
    blocks: list[dict[str, Any]] = page.get_text("rawdict", flags=0)["blocks"]
    letters = [
        char["c"]
        for block in blocks
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
        if _middle(char["bbox"]) in area
    ]
    return said("".join(letters)).strip()


def _middle(bbox: Corners) -> pymupdf.Point:
    return pymupdf.Point((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2)


@pytest.mark.parametrize("name", NAMES)
def test_what_must_go_occurs_nowhere_but_in_plants_that_must_go(name: str) -> None:
    """Otherwise a search for it in a publication would find words that are rightly there."""
    made = example()[name]
    text = said("\n".join(page_texts(made)))
    going = [plant.text for plant in made.plants if plant.must == "redact"]
    for core in made.redactable():
        pattern = re.compile(rf"(?<!\w){re.escape(core)}(?!\w)")
        assert len(pattern.findall(text)) == sum(len(pattern.findall(t)) for t in going), core


@pytest.mark.parametrize("name", NAMES)
def test_what_stays_is_there(name: str) -> None:
    made = example()[name]
    texts = [said(text) for text in page_texts(made)]
    for stays in made.stays:
        for text in stays.texts:
            assert said(text) in texts[stays.page_index], text
    for plant in made.plants:
        if plant.must == "keep":
            assert said(plant.text) in texts[plant.page_index].replace("@ ", "@").replace(
                " @", "@"
            ), plant.text


@pytest.mark.parametrize("name", PDFS)
def test_hidden_things_are_in_the_file_but_on_no_page(name: str) -> None:
    made = example()[name]
    visible = said("\n".join(page_texts(made)))
    inside = everything(made.data)
    for hidden in made.hidden:
        if hidden.kind != "file_name":
            assert hidden.text in inside, hidden
        if hidden.kind not in ("metadata", "invisible_text", "outside_page", "file_name"):
            assert hidden.text not in visible, hidden


def everything(data: bytes) -> str:
    """Every string and stream of a PDF in all its revisions, and text that MuPDF can extract."""
    parts = [data.decode("latin-1")]
    ends = [match.end() for match in re.finditer(rb"%%EOF\n?", data)]
    for end in ends:
        with pikepdf.Pdf.open(io.BytesIO(data[:end])) as pdf:
            for obj in pdf.objects:
                parts.append(_strings(obj))
    for page in pymupdf.open(stream=data, filetype="pdf"):
        parts.append(page.get_text(clip=pymupdf.INFINITE_RECT()))
    return "\n".join(parts)


def _strings(obj: pikepdf.Object) -> str:
    if isinstance(obj, pikepdf.Stream):
        try:
            drawn = re.sub(rb"<([0-9a-fA-F]{2,})>", _unhexed, obj.read_bytes())
            return drawn.decode("utf-8", "replace") + _strings(obj.stream_dict)
        except pikepdf.PdfError:  # a picture: its bytes are no text
            return ""
    if isinstance(obj, pikepdf.Dictionary):
        return "\n".join(_strings(value) for value in obj.values() if not _elsewhere(value))
    if isinstance(obj, pikepdf.Array):
        return "\n".join(_strings(value) for value in obj if not _elsewhere(value))
    return str(obj) if isinstance(obj, pikepdf.String | str) else ""


def _unhexed(match: re.Match[bytes]) -> bytes:
    digits = match.group(1)
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _elsewhere(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


@pytest.mark.parametrize("name", [d.SCAN, d.INSTRUCTION])
def test_pixels_hold_words_in_a_picture_only(name: str) -> None:
    made = example()[name]
    page = opened(made)[0]
    assert made.pixels
    for pixels in made.pixels:
        assert text_in(page, pixels.box) == ""
        shades = page.get_pixmap(
            clip=pymupdf.Rect(pixels.box), dpi=150, colorspace=pymupdf.csGRAY
        ).samples
        assert max(shades) - min(shades) > 100, pixels.text


def test_the_scan_has_no_text_at_all() -> None:
    assert page_texts(example()[d.SCAN]) == [""]


def test_the_copy_is_the_nota_byte_for_byte() -> None:
    assert example()[d.COPY].data == example()[d.NOTA].data


def test_the_versions_of_the_nota_differ_in_their_figures() -> None:
    concept, final = ("\n".join(page_texts(example()[name])) for name in (d.CONCEPT, d.NOTA))
    assert "1.184" in concept
    assert "1.184" not in final
    assert "1.247" in final


def test_the_overview_is_turned() -> None:
    page = pymupdf.open(stream=example()[d.QUARTERS].data, filetype="pdf")[0]
    assert page.rotation == 90
    assert (page.mediabox.width, page.mediabox.height) == (595, 842)


def test_the_debate_note_has_two_revisions() -> None:
    data = example()[d.DEBATE].data
    assert data.count(b"%%EOF") == 2
    assert "Opsteller: Directie Bodem en Ondergrond" in pymupdf.open(stream=data)[0].get_text()


def test_names_are_broken_over_lines_with_and_without_a_hyphen() -> None:
    printed = [plant.printed for made in example().values() for plant in names_in(made)]
    assert any(parts[0].endswith("-") for parts in printed if len(parts) > 1)
    assert any(not parts[0].endswith("-") for parts in printed if len(parts) > 1)


def names_in(made: Made) -> list[Plant]:
    return [p for p in made.plants if p.type == "PERSON" and p.must == "redact"]


def test_a_name_is_printed_with_a_ligature() -> None:
    assert any("ﬁ" in part for p in names_in(example()[d.NOTA]) for part in p.printed)


def test_types_roles_and_kinds_are_words_of_the_domain() -> None:
    for made in example().values():
        for plant in made.plants:
            assert EntityType(plant.type)
            assert Role(plant.role)
            assert plant.must in ("redact", "keep")
        for hidden in made.hidden:
            assert hidden.kind in {
                *(kind.value for kind in HiddenKind),
                "old_revision",
                "file_name",
            }


def test_nearly_every_type_occurs() -> None:
    types = {plant.type for made in example().values() for plant in made.plants}
    # Strokes on scans and entries of user lists are no words that could be planted.
    without = {"VNUMMER", "TERM", "SIGNATURE", "STAMP", "HANDWRITING", "UNREAD"}
    assert types == {kind.value for kind in EntityType} - without


def test_numbers_pass_their_own_check_and_belong_to_nobody() -> None:
    bsn, iban = (re.sub(r"[{}]|[a-z]+:", "", v) for v in (people.CITIZEN_BSN, people.CITIZEN_IBAN))
    assert people.passes_eleven_test(bsn)
    assert bsn.startswith("9999")
    assert people.passes_97_test(iban)


@pytest.mark.parametrize("page", ["9", "99999365"])
def test_a_number_of_another_length_is_no_bsn(page: str) -> None:
    with pytest.raises(ValueError, match="zip"):
        people.passes_eleven_test(page)


def test_decisions_are_in_words_of_the_domain() -> None:
    read = tomllib.loads(decisions_toml(list(example().values())))
    assert LegalBasis(read["dossier"]["basis"])
    assert read["dossier"]["scope_from"] < read["dossier"]["scope_until"]
    assert [row["name"] for row in read["file"]] == sorted(NAMES)
    codes = {ground.code for ground in load_grounds()}
    for row in read["file"]:
        assert ScopeOutcome(row["outcome"])
        assert ScopeReason(row["reason"])
        assert DatePrecision(row.get("date_precision", "exact"))
        for box in (*row.get("box", ()), *row.get("search", ())):
            assert set(box["grounds"]) <= codes


def test_every_search_and_box_meets_something_that_must_go() -> None:
    read = tomllib.loads(decisions_toml(list(example().values())))
    for row in read["file"]:
        made = example()[row["name"]]
        texts = " ".join(page_texts(made))
        for search in row.get("search", ()):
            assert search["text"] in made.redactable(), search
            assert search["text"] in said(texts), search
        assert len(row.get("box", ())) == len(made.pixels)
        assert row.get("looked_at", []) == sorted({one.page_index for one in made.pixels})


def test_titles_and_notes_of_decisions_name_nobody() -> None:
    cores = {core for made in example().values() for core in made.redactable()}
    for decision in DECISIONS:
        words = f"{decision.title} {decision.note} {decision.public_reason}"
        found = [core for core in cores if re.search(rf"(?<!\w){re.escape(core)}(?!\w)", words)]
        assert not found, decision.name


def test_out_of_period_is_out_of_period() -> None:
    dossier = tomllib.loads(decisions_toml(list(example().values())))["dossier"]
    for made in example().values():
        if made.date:
            inside = (
                dossier["scope_from"].isoformat() <= made.date <= dossier["scope_until"].isoformat()
            )
            assert inside == (made.name != d.START), made.name

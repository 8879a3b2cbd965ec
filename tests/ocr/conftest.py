"""Pictures of pages, read once for all tests of this folder: reading costs seconds."""

from __future__ import annotations

import os

import pymupdf
import pytest
from PIL import Image

from tests.helpers.scans import CLEAN, WORN, Wear, picture_of, set_text
from woo_desk.domain.ocr import RecognisedPage
from woo_desk.ocr.recognise import recognise_picture

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

LETTER = """Ministerie van Waterstaat en Wonen
Datum: 12 mei 2022

Geachte mevrouw Wiebenga,

Op uw aanvraag heeft de heer Kranendonk gereageerd. De bijlage bij deze brief
bevat het overzicht van de aantallen per kwartaal. U kunt bellen met nummer
070 456 78 90 of schrijven aan de afdeling Vergunningen.

Hoogachtend,
Bartholomeus Kranendonk
"""


def drawn(text: str = LETTER, wear: Wear = CLEAN) -> Image.Image:
    """The text on a page, as a worn picture."""
    with pymupdf.open(stream=set_text(text), filetype="pdf") as document:
        return picture_of(document[0], wear)


@pytest.fixture(scope="session")
def letter() -> Image.Image:
    """A clean page at 200 dpi."""
    return drawn()


@pytest.fixture(scope="session")
def read_letter(letter: Image.Image) -> RecognisedPage:
    """What was read of it."""
    return recognise_picture(letter, 200)


@pytest.fixture(scope="session")
def read_worn() -> RecognisedPage:
    """What was read of the same page after a bad scanner."""
    return recognise_picture(drawn(wear=WORN), 200)

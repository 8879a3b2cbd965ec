from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.kenteken import KentekenRecognizer

RECOGNIZER = KentekenRecognizer()

SIDECODES = [
    "DZ-12-34", "12-34-DZ", "12-DZ-34", "DZ-12-TR", "DZ-TR-12", "12-DZ-TR", "12-DZT-3", "1-DZT-23",
    "DZ-123-T", "D-123-ZT", "DZT-12-R", "D-12-ZTR", "1-DZ-234", "123-DZ-4",
]  # fmt: skip


@pytest.mark.parametrize("plate", SIDECODES)
@pytest.mark.parametrize(
    "label", ["Kenteken: {}", "de auto met kenteken {} is", "voertuig ({})", "kenteken\n{}"]
)
@pytest.mark.parametrize("separator", ["-", " ", ""])
def test_every_sidecode_after_its_label(plate: str, label: str, separator: str) -> None:
    written = plate.replace("-", separator)
    assert finds(RECOGNIZER, label.format(written)) == [(written, "redact")]


@pytest.mark.parametrize("plate", SIDECODES[3:])
def test_newer_sidecodes_without_label_are_asked(plate: str) -> None:
    assert finds(RECOGNIZER, f"Gezien: {plate}, blauw.") == [(plate, "ask")]


def test_small_letters_only_after_the_word_itself() -> None:
    assert finds(RECOGNIZER, "kenteken dz-tr-12") == [("dz-tr-12", "redact")]
    assert finds(RECOGNIZER, "de auto rijdt 80 km in 12 min") == []


@pytest.mark.parametrize(
    "text",
    [
        "SK 11-01-2025",
        "Paraaf SK 11-01-25",
        "DZ-12-34",  # an older sidecode could be anything
        "Woo-2024-12",
        "PO-5680/24",
        "kenmerk DZ-TR-12",
        "26-DZ-TR-2024",
        "blz. 12-14",
        "COVID-19",
        "EU-2024-1347",
        "zaak 12 DZ 34",
        "19637-VI-12",
        "de auto. Gebruikersnaam: KOSS80",
        "Voertuig, dossier DZTR12",
    ],
)
def test_what_is_no_registration(text: str) -> None:
    assert finds(RECOGNIZER, text) == []

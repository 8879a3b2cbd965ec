from __future__ import annotations

import pytest

from tests.detect.helpers import finds
from woo_desk.detect.recognizers.address import AddressRecognizer

RECOGNIZER = AddressRecognizer()


@pytest.mark.parametrize(
    "street",
    [
        "Kerkstraat 36",
        "Oude Gracht 404 II",
        "Laan van Meerdervoort 463-2",
        "1e Sweelinckstraat 479a",
        "Prins Hendrikstraat 415 bis",
        "Meerkoet 266-2",
        "De Ruyterkade 301a",
        "Willem de Zwijgerlaan 391",
        "'s-Gravenweg 12",
        "Laan van Nieuw Oost-Indië 25 hs",
        "Burg. de Raadtsingel 93 C",
        "Plein 3",
        "St. Jacobsstraat 12-14",
        "Jan van Galenstraat 366 bis",
    ],
)
@pytest.mark.parametrize(
    ("around", "postcode"),
    [
        ("woonadres {}, 6866 NB Heerlen", "6866 NB"),
        ("Mevrouw R. de Wit\n{}\n6866NB  HEERLEN", "6866NB"),
        ("Adres: {} | 6866 NB Heerlen", "6866 NB"),
        ("wonende te {}, 6866\nNB Heerlen.", "6866\nNB"),
        ("T.G. Staal\n{}\n6866 NB Heerlen", "6866 NB"),
    ],
)
def test_addresses_of_persons(street: str, around: str, postcode: str) -> None:
    assert finds(RECOGNIZER, around.format(street)) == [(street, "redact"), (postcode, "redact")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "bereikbaar via zijn telefoon en op het woonadres Oude Gracht\n404 II, 8619 BR Utrecht",
            [("Oude Gracht\n404 II", "redact"), ("8619 BR", "redact")],
        ),
        (
            "het laatst bekende adres van haar zus is thans de Prins\nHendrikstraat 41, 8619 BR X",
            [("Prins\nHendrikstraat 41", "redact"), ("8619 BR", "redact")],
        ),
        ("p/a van Goghlaan 3, 1234 AB Zwolle", [("Goghlaan 3", "redact"), ("1234 AB", "redact")]),
        ("\nvan Goghlaan 3, 1234 AB Zwolle", [("van Goghlaan 3", "redact"), ("1234 AB", "redact")]),
        ("Dorpsstraat nr. 12, 1234 AB", [("Dorpsstraat nr. 12", "redact"), ("1234 AB", "redact")]),
        ("NL-1234 AB Zwolle", [("1234 AB", "redact")]),
        ("Postcode en woonplaats: 1234 AB Ergens", [("1234 AB", "redact")]),
        ("1234AB 36", [("1234AB", "ask")]),
        ("te Heerlen (6411 AB)", [("6411 AB", "redact")]),
        ("is verhuisd naar de Esdoornlaan 14b te X", [("Esdoornlaan 14b", "redact")]),
        # An organisation near an address does not make it the organisation's.
        (
            "De rechtbank heeft J. Jansen, Kerkstraat 1, 1234 AB X",
            [
                ("Kerkstraat 1", "ask"),
                ("1234 AB", "ask"),
            ],
        ),
        (
            "De gemeente heeft dhr. Jansen, Kerkstraat 1, 1234 AB X",
            [
                ("Kerkstraat 1", "redact"),
                ("1234 AB", "redact"),
            ],
        ),
        (
            "Gemeente Zwolle\nJ. Jansen\nKerkstraat 1\n1234 AB X",
            [
                ("Kerkstraat 1", "ask"),
                ("1234 AB", "ask"),
            ],
        ),
        ("postcode 6866 NB", [("6866 NB", "redact")]),
        ("postcode: 6866nb", [("6866nb", "redact")]),
        ("in 6866 NB Heerlen", [("6866 NB", "redact")]),
        ("woonachtig aan de Kerkstraat 36 te Heerlen", [("Kerkstraat 36", "redact")]),
        ("Woonadres: Meerkoet 266", [("Meerkoet 266", "redact")]),
        ("een bezoek aan Kerkstraat 36", [("Kerkstraat 36", "ask")]),
        ("> Retouradres Dorpsweg 1, 1234 AB Zwolle", [("Dorpsweg 1", "ask"), ("1234 AB", "ask")]),
        ("1234 AB.", [("1234 AB", "ask")]),
    ],
)
def test_where_an_address_stands(text: str, found: list[tuple[str, str]]) -> None:
    assert finds(RECOGNIZER, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turfmarkt 147\n2511 DP Den Haag", ["Turfmarkt 147", "2511 DP"]),
        ("Turfmarkt 147, zaal 3", ["Turfmarkt 147"]),
        ("TURFMARKT 147", ["TURFMARKT 147"]),
        ("Postbus 20301\n2500 EH Den Haag", ["Postbus 20301", "2500 EH"]),
        ("Postbus 99, 9999 ZZ Ergens", ["Postbus 99", "9999 ZZ"]),
        ("Antwoordnummer 1234\n2500 VB Den Haag", ["Antwoordnummer 1234", "2500 VB"]),
        ("Bezoekadres: Stationsplein 1, 3511 ED Utrecht", ["Stationsplein 1", "3511 ED"]),
        ("Collet Advocaten\nKeizersgracht 5\n1015 CJ Amsterdam", ["Keizersgracht 5", "1015 CJ"]),
        (
            "Mr. J. Jansen\nJansen & Co Advocaten B.V.\nHerengracht 1\n1015 BA Amsterdam",
            ["Herengracht 1", "1015 BA"],
        ),
        (
            "Gemeente Zwolle\nt.a.v. J. Jansen\nGrote Kerkplein 15\n8011 PK Zwolle",
            ["Grote Kerkplein 15", "8011 PK"],
        ),
        ("Gemeente Zwolle\nGrote Kerkplein 15\n8011 PK Zwolle", ["Grote Kerkplein 15", "8011 PK"]),
        ("Dr. H. Colijnlaan 341, 2283 XL Rijswijk", ["Dr. H. Colijnlaan 341", "2283 XL"]),
    ],
)
def test_addresses_of_organisations_stay(text: str, found: list[str]) -> None:
    assert finds(RECOGNIZER, text) == [(words, "keep") for words in found]


@pytest.mark.parametrize(
    "text",
    [
        "De Van Goghstraat en het Anne Frankplein worden heringericht",
        "aan de Anna van Hannoverstraat of via Webex",
        "2019 EU-richtlijn",
        "in 2024 NL Alert",
        "1500 EU burgers",
        "2000 GB geheugen",
        "1234 SS Amsterdam",  # not handed out
        "0123 AB Zwolle",
        "Rutte IV heeft in 2023",
        "artikel 8 EVRM",
        "Kamerstuk 19637, nr. 3606",
        "bijlage 12 bij de Beslisnota 5",
        "Woo-verzoek van 12 maart",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert finds(RECOGNIZER, text) == []

"""Check digits of Dutch and international numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BSN_LENGTH = 9

_IBAN_LENGTHS = MappingProxyType(
    {
        "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
        "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
        "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18,
        "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26,
        "UA": 29, "MA": 28, "AL": 28, "BA": 20, "RS": 22, "MK": 19, "ME": 22, "GE": 22, "MD": 24,
    }
)  # fmt: skip

LOOK_ALIKES: Mapping[int, int] = str.maketrans("OoDQlI|iSsB", "00001111558")
"""Letters that text recognition reads where a digit is printed."""


def passes_eleven_test(digits: str) -> bool:
    """The eleven-test of the BSN: 9a+8b+...+2h-i is a multiple of 11.

    Source: Logisch Ontwerp BSN (the ninth digit counts negatively). Eight digits are read with a
    leading zero; numbers that begin with 00 are not handed out.
    """
    number = digits.zfill(BSN_LENGTH)
    if len(number) != BSN_LENGTH or not number.isdecimal() or number.startswith("00"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11 == 0


def passes_account_test(digits: str) -> bool:
    """The eleven-test of Dutch account numbers of nine or ten digits from before IBAN."""
    number = digits.zfill(10)
    weights = range(10, 0, -1)
    total = sum(w * int(d) for w, d in zip(weights, number, strict=True))
    return total > 0 and total % 11 == 0


def passes_iban_test(iban: str) -> bool:
    """Length of the country and remainder 1 modulo 97 (ISO 13616-1, ISO 7064 MOD 97-10).

    Args:
        iban: capitals and digits without spaces.
    """
    if _IBAN_LENGTHS.get(iban[:2]) != len(iban):
        return False
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1

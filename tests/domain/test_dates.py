"""Dates are found wherever they stand, and nowhere within longer numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from woo_desk.domain.dates import date_places

DAY = dt.date(2024, 3, 7)


@pytest.mark.parametrize(
    "printed",
    [
        "7 maart 2024",
        "07 mrt. 2024",
        "7-3-2024",
        "07/03/2024",
        "7.3.2024",
        "2024-03-07",
        "March 7, 2024",
        "Mar 07,\n2024",
    ],
)
def test_every_form_is_found_at_its_place(printed: str) -> None:
    for before in ("", "op ", "(", "\n"):
        for after in ("", ".", ",", " om", ")"):
            text = f"{before}{printed}{after}"
            assert date_places(text) == [(len(before), len(before) + len(printed), DAY)]


@pytest.mark.parametrize(
    "text",
    [
        "17 maart 20245",
        "1.7-3-2024",
        "-7-3-2024",
        "7-3-2024-1",
        "12024-03-07",
        "2024-03-071",
        "117 maart 2024",
        "31 februari 2024",
        "7 maart",
        "Marc 7 2024",
        "xMarch 7, 2024",
    ],
)
def test_parts_of_longer_numbers_are_none(text: str) -> None:
    assert date_places(text) == []

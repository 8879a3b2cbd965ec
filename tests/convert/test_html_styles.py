"""What a style sheet hides is shown and marked; what it merely colours is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.helpers.intake import take_in
from woo_desk.convert.html import parse_html
from woo_desk.convert.html_styles import Styles
from woo_desk.domain.document import HiddenKind


def hides(css: str, body: str = '<div class="a"><p id="it" class="x y">Geheim</p></div>') -> bool:
    root = parse_html(f"<html><head><style>{css}</style></head><body>{body}</body></html>")
    (element,) = (each for each in root.iter() if each.get("id") == "it")
    return Styles(root).hides(element)


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}",
        "#it { visibility : hidden }",
        "p{font-size:0}",
        "p.x{font-size:0px;line-height:0}",
        ".x.y{opacity:0.0}",
        "div .x{display:none}",
        "div.a > p{display:none !important}",
        "h1, .x, td { mso-hide: all }",
        "/* p{} */ <!-- .x{display:none} -->",
        "@media screen { .x { display: none } }",
        "@import url(a.css); .x{display:none}",
        ".x{color:#fff}",
        ".x{color:white;background:#FFFFFF}",
        ".x{color:rgb(255, 255,255)}",
        "*{display:none}",
        ".x{max-height:0;overflow:hidden}",
        ".x{text-indent:-9999px}",
        ".x{position:absolute;left:-5000px}",
        ".x{display:block} .x{display:none}",
        "#it{display:none} .x{display:block}",
        ".x{display:none !important} #it{display:block}",
    ],
)
def test_hidden(css: str) -> None:
    assert hides(css)


@pytest.mark.parametrize(
    "css",
    [
        "",
        ".z{display:none}",
        ".x:hover{display:none}",
        "h1 .x{display:none}",
        ".x{font-size:0.9em}",
        ".x{font-size:10px}",
        ".x{opacity:.05}",
        ".x{display:none} #it{display:block}",
        ".x{display:none} .x{display:block}",
        ".x{color:white;background:#003366}",
        ".a{background-color:navy} .x{color:#fff}",
        ".x{color:#fffff0}",
        ".x{max-height:0}",
        "}}}{{ .x",
        ".x{display:inline",
    ],
)
def test_seen(css: str) -> None:
    assert not hides(css)


@pytest.mark.parametrize("css", ["/*" * 200_000, "a" * 400_000, "{" * 400_000, "." * 400_000])
def test_a_style_made_to_hurt_is_read_in_no_time(css: str) -> None:
    started = time.process_time()
    assert not hides(css)
    assert time.process_time() - started < 5


def test_attributes_count_too() -> None:
    assert hides("", '<p id="it" hidden>x</p>')
    assert hides("", '<font id="it" color="#FFFFFF">x</font>')
    assert not hides("", '<table bgcolor="black"><tr><td id="it" style="color:white">x</table>')
    assert not hides(".x{display:none}", '<p id="it" class="x" style="display:block">x</p>')


def test_on_the_page_it_is_marked_and_listed(tmp_path: Path) -> None:
    page = (
        "<html><head><style>.weg{display:none}</style></head><body><p>Zichtbaar</p>"
        '<p class="weg">Het bod was 4711 euro</p><p>Slot</p></body></html>'
    )
    taken = take_in(tmp_path, "a.html", page.encode())
    assert HiddenKind.HIDDEN_TEXT.value in taken.hidden
    assert "Het bod was 4711 euro" in taken.details
    before, _, after = taken.text.partition("Het bod was 4711 euro")
    assert before.rstrip().endswith("]")
    assert after.lstrip().startswith("[")

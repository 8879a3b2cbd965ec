"""Writes the pages of the manual that come out of the program itself.

`python -m tests.helpers.manual` writes the sheet of keys, from the table of actions, and every
message with what to do, from the texts. `tests/gui/test_manual.py` holds them against both.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QKeySequence

from tests.helpers.failures import FAILURES
from woo_desk.gui.actions.table import ACTIONS, MENUS
from woo_desk.resources import resource_path
from woo_desk.texts import all_texts, text

KEYS, MESSAGES, FAILED = "toetsen", "meldingen", "storingen"
_SIGNS = {"Return": "Enter", "PgDown": "PageDown", "PgUp": "PageUp"}
_PAGE = """<!DOCTYPE html>
<html lang="nl">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<h1>{title}</h1>
<p><a href="index.html">Inhoud</a></p>
{body}
</body>
</html>
"""
_TABLE = '<table border="1" cellpadding="4" cellspacing="0">\n{rows}\n</table>'
_COLUMNS = ("Wat er gebeurt", "Wat u ziet", "Wat u doet")
_ABOUT = """<p>Elk van deze storingen is bij het maken van het programma nagebootst. Wat al was
vastgelegd, blijft bewaard: hoogstens de laatste handeling moet opnieuw. Tussen accolades staat wat
per keer anders is.</p>"""
_GROUPS: Mapping[str, str] = {
    "blocker": "Wat de publicatie tegenhoudt",
    "problem": "Een bestand bij het toevoegen",
    "residue": "Wat de controle vindt",
    "error": "Andere meldingen",
}


def menu_name(menu: str) -> str:
    return text(f"gui.menu.{menu}").replace("&", "")


def action_name(action: str) -> str:
    return text(f"gui.action.{action}")


def keys_page() -> str:
    """Every action with a key, menu by menu."""
    parts = [
        "<p>Deze lijst komt uit het programma zelf. In het programma: Ctrl+/.</p>",
    ]
    for menu in MENUS:
        rows = [
            _row(action_name(spec.id).rstrip("…"), ", ".join(_keys(spec.shortcut)))
            for spec in ACTIONS
            if spec.menu == menu and spec.shortcut
        ]
        if rows:
            parts.append(f"<h2>{html.escape(menu_name(menu))}</h2>")
            parts.append(_TABLE.format(rows="\n".join(rows)))
    return _PAGE.format(title="Toetsen", body="\n".join(parts))


def messages_page() -> str:
    """Every message that asks something of the user, with what to do."""
    texts = all_texts()
    parts = ["<p>Tussen accolades staat wat per keer anders is.</p>"]
    for group, title in _GROUPS.items():
        found = {
            str(texts[key]): str(texts[f"{key}.what_now"])
            for key in texts
            if key.startswith(f"{group}.") and f"{key}.what_now" in texts
        }
        rows = (_row(what, now) for what, now in sorted(found.items()))
        parts.append(f"<h2>{title}</h2>")
        parts.append(_TABLE.format(rows="\n".join(rows)))
    return _PAGE.format(title="Alle meldingen", body="\n".join(parts))


def failures_page() -> str:
    """Every failure that is tried in the window: what the user sees, and what to do."""
    texts = all_texts()
    rows = [f"<tr>{''.join(f'<th>{name}</th>' for name in _COLUMNS)}</tr>"]
    for failure in FAILURES:
        told = str(texts[failure.key])
        if failure.inside:
            told = told.replace("{what}", str(texts[failure.inside]))
        now = failure.now or str(texts[f"{failure.key}.what_now"])
        rows.append(_row(failure.situation, told, now))
    table = _TABLE.format(rows="\n".join(rows))
    return _PAGE.format(title="Storingen", body=f"{_ABOUT}\n{table}")


def write(folder: Path) -> list[Path]:
    written = []
    pages = {KEYS: keys_page(), MESSAGES: messages_page(), FAILED: failures_page()}
    for name, words in pages.items():
        path = folder / f"{name}.html"
        path.write_text(words, "utf-8")
        written.append(path)
    return written


def _keys(shortcut: str) -> tuple[str, ...]:
    told = []
    for keys in shortcut.split():
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
        for sign, word in _SIGNS.items():
            shown = shown.replace(sign, word)
        told.append(shown)
    return tuple(dict.fromkeys(told))  # two keys of a keyboard can bear one name


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{html.escape(cell, quote=False)}</td>' for cell in cells)}</tr>"


if __name__ == "__main__":
    for path in write(resource_path("handleiding")):
        print(path.name)  # noqa: T201  a script for people

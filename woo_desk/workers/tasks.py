"""Which function does which task. Imported by worker processes only, and by name.

Each group of tasks is a module of its own, imported when its first task is asked for, so that a
process that only draws pages never loads the analyser.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

from woo_desk.usecases.ports import Report

FUNCTIONS: Mapping[str, str] = {
    "prepare": "woo_desk.workers.tasks_intake:prepare",
    "recognise": "woo_desk.workers.tasks_ocr:recognise",
    "lay_text": "woo_desk.workers.tasks_ocr:lay_text",
    "render": "woo_desk.workers.tasks_pages:render",
    "page_text": "woo_desk.workers.tasks_pages:page_text",
    "describe": "woo_desk.workers.tasks_content:describe",
    "picture_key": "woo_desk.workers.tasks_content:picture_key",
    "compare": "woo_desk.workers.tasks_content:compare",
    "transfer": "woo_desk.workers.tasks_content:transfer",
    "modernise": "woo_desk.workers.tasks_modern:modernise",
    "manual": "woo_desk.workers.tasks_manual:manual",
    "redact": "woo_desk.workers.tasks_redact:redact",
    "take_over": "woo_desk.workers.tasks_kept:take_over",
    "copy_dossier": "woo_desk.workers.tasks_kept:copy_dossier",
    "bundle": "woo_desk.workers.tasks_bundle:bundle",
    "detect": "woo_desk.workers.tasks_detect:detect",
    "detect_lines": "woo_desk.workers.tasks_detect:detect_lines",
    "clean_titles": "woo_desk.workers.tasks_detect:clean_titles",
    "verify": "woo_desk.workers.tasks_verify:verify",
    "verify_folder": "woo_desk.workers.tasks_verify:verify_folder",
    "certificate": "woo_desk.workers.tasks_certificate:certificate",
    "inventory": "woo_desk.workers.tasks_inventory:inventory",
    "search_words": "woo_desk.workers.tasks_verify:search_words",
    "letters": "woo_desk.workers.tasks_letters:letters",
    "court": "woo_desk.workers.tasks_court:court",
    "records": "woo_desk.workers.tasks_inventory:records",
    "read_text": "woo_desk.workers.tasks_lookup:read_text",
}
"""Task name -> module and function."""


def find_task(name: str) -> Callable[[object, Report], object]:
    """The function of a task; KeyError for an unknown name."""
    module, _, function = FUNCTIONS[name].partition(":")
    found: Callable[[object, Report], object] = getattr(importlib.import_module(module), function)
    return found

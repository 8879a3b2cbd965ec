"""What the process that shows windows has loaded: none of what opens documents."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from tests.house.sources import ROOT
from woo_desk.usecases import requests, requests_content, requests_publication
from woo_desk.workers.messages import DESK_TASKS
from woo_desk.workers.tasks import FUNCTIONS

HEAVY = ("pymupdf", "fitz", "pikepdf", "pypdf", "pypdfium2", "presidio_analyzer", "spacy", "numpy")
WRITING = ("xlsxwriter", "docx", "pptx", "openpyxl", "lxml", "PIL", "fontTools", "olefile")
NETWORK = ("ssl", "http.client", "urllib.request")


def modules_after(statement: str) -> set[str]:
    """Names of the modules that a fresh interpreter has loaded after the statement."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{statement}\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    ["woo_desk.__main__", "woo_desk.gui.main", "woo_desk.cli.main", "woo_desk.app"],
)
def test_the_program_itself_never_loads_what_opens_documents(module: str) -> None:
    assert importlib.util.find_spec(module) is not None
    loaded = modules_after(f"import {module}")
    assert module in loaded
    assert not loaded.intersection((*HEAVY, *WRITING, *NETWORK))
    assert "woo_desk.workers.tasks" not in loaded


def test_the_window_loads_neither_commands_nor_what_only_a_search_needs() -> None:
    """Both took a part of the second between the double click and the window."""
    loaded = modules_after("import woo_desk.__main__, woo_desk.gui.main")
    assert not [name for name in loaded if name.startswith("woo_desk.cli")]
    assert "regex" not in loaded
    assert "regex" in modules_after(
        "from woo_desk.usecases.text_search import Query, compiled\ncompiled(Query('x'))"
    )


def test_command_line_needs_no_qt() -> None:
    assert not [name for name in modules_after("import woo_desk.__main__") if "PySide6" in name]


def test_a_worker_that_starts_loads_neither_qt_nor_heavy_modules() -> None:
    loaded = modules_after("import woo_desk.workers.serve")
    assert not loaded.intersection((*HEAVY, "PySide6"))


def test_a_process_that_writes_a_package_has_loaded_what_writes() -> None:
    """The check on the check."""
    loaded = modules_after("from woo_desk.workers.tasks import find_task\nfind_task('records')")
    assert {"xlsxwriter", "docx", "lxml"} <= loaded


def test_a_process_that_draws_pages_does_not_load_the_analyser() -> None:
    loaded = modules_after("from woo_desk.workers.tasks import find_task\nfind_task('render')")
    assert "pymupdf" in loaded
    assert not loaded.intersection(("presidio_analyzer", "spacy", "pypdfium2"))


def test_a_process_that_analyses_has_loaded_it() -> None:
    """The check on the check: a wrong module name above would pass unseen."""
    loaded = modules_after("from woo_desk.workers.tasks import find_task\nfind_task('detect')")
    assert "presidio_analyzer" in loaded
    assert not loaded.intersection(("spacy", "thinc", "tldextract", "phonenumbers"))
    assert "woo_desk.gui" not in loaded


@pytest.mark.parametrize("task", DESK_TASKS.types)
def test_every_task_has_a_function_and_every_request_a_task(task: str) -> None:
    module, _, function = FUNCTIONS[task].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_tables_of_tasks_agree_with_the_contract() -> None:
    assert set(FUNCTIONS) == set(DESK_TASKS.types)
    declared = {
        name
        for module in (requests, requests_content, requests_publication)
        for name in vars(module)
        if name.endswith(("Request", "Result"))
    }
    listed = {
        t.__name__ for types in DESK_TASKS.types.values() for t in (types.request, types.result)
    }
    assert listed == declared

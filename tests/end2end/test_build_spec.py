"""What `build.spec` collects, against the program's own tables. Nothing is built here."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import pytest

from woo_desk import __version__
from woo_desk.publication.manifest import LIBRARIES
from woo_desk.resources import resources_root
from woo_desk.workers import messages, tasks

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "build.spec"

QT = "PySide6/Qt/"
NEEDED_BY = {"kept": ("shared",), "dropped": ("shared", "orphan"), "orphan": ("orphan-of-orphan",)}
"""Which library of the made-up build below needs which."""
BINARIES = [
    (f"{QT}plugins/platforms/libqxcb.so", "kept", "BINARY"),
    (f"{QT}plugins/platforms/qwindows.dll", "kept-windows", "BINARY"),
    (f"{QT}plugins/platforms/libqoffscreen.so", "kept-offscreen", "BINARY"),
    (f"{QT}plugins/platforms/libqvnc.so", "dropped", "BINARY"),
    (f"{QT}plugins/imageformats/libqpdf.so", "dropped-reader", "BINARY"),
    (f"{QT}plugins/tls/libqopensslbackend.so", "dropped-tls", "BINARY"),
    (f"{QT}lib/shared", "shared", "BINARY"),
    (f"{QT}lib/orphan", "orphan", "BINARY"),
    (f"{QT}lib/orphan-of-orphan", "orphan-of-orphan", "BINARY"),
    ("pymupdf/_mupdf.so", "_mupdf.so", "EXTENSION"),
]
DATAS = [
    ("shared", f"{QT}lib/shared", "SYMLINK"),
    ("orphan", f"{QT}lib/orphan", "SYMLINK"),
    (f"{QT}translations/qtbase_nl.qm", "nl", "DATA"),
    (f"{QT}translations/qtbase_de.qm", "de", "DATA"),
    ("resources/names/build.py", "py", "DATA"),
]


@dataclass
class Build:
    """What the specification asked PyInstaller for."""

    scripts: Sequence[str]
    collected: Mapping[str, Any]
    """Named arguments of `Analysis`."""
    programs: list[Mapping[str, Any]]
    folder: str
    parts: list[str]
    """Destinations of what goes into the folder."""


class FakeAnalysis:
    """Stands in for PyInstaller's: notes what it is asked, and has found the files above."""

    def __init__(self, scripts: Sequence[str], **collected: Any) -> None:
        self.scripts = scripts
        self.collected = collected
        self.pure: list[object] = []
        self.binaries = list(BINARIES)
        self.datas = list(DATAS)


def run_spec(patch: pytest.MonkeyPatch, folder: Path) -> Build:
    analyses: list[FakeAnalysis] = []
    programs: list[Mapping[str, Any]] = []
    builds: list[Build] = []

    def analyse(scripts: Sequence[str], **collected: Any) -> FakeAnalysis:
        analyses.append(FakeAnalysis(scripts, **collected))
        return analyses[-1]

    def note_program(*_parts: object, **options: Any) -> str:
        programs.append(options)
        return "program"

    def collect(*parts: Any, name: str, **_options: object) -> None:
        entries = [entry for part in parts if part != "program" for entry in part]
        found = analyses[0]
        names = [entry[0] for entry in entries]
        builds.append(Build(found.scripts, found.collected, programs, name, names))

    patch.setattr(sys, "path", list(sys.path))
    patch.setattr(
        "PyInstaller.depend.bindepend.get_imports",
        lambda source: {(name, None) for name in NEEDED_BY.get(source, ())},
    )
    names = {"Analysis": analyse, "PYZ": list, "EXE": note_program, "COLLECT": collect}
    code = compile(SPEC.read_text("utf-8"), str(SPEC), "exec")
    made = folder / "dist" / f"woo-desk-{__version__}"
    made.mkdir(parents=True)
    places = {"SPECPATH": str(ROOT), "workpath": str(folder), "DISTPATH": str(made.parent)}
    exec(code, {**places, **names})
    beside = sorted(path.name for path in made.iterdir())
    assert beside == ["handleiding.pdf", "licenties.txt", "sbom.cdx.json"]
    (build,) = builds
    return build


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    with pytest.MonkeyPatch.context() as patch:
        yield run_spec(patch, tmp_path_factory.mktemp("bouw"))


def destinations(build: Build) -> set[str]:
    """Every data file that is asked for, by its place in the build."""
    places = {}
    for source, folder in build.collected["datas"]:
        path = Path(source)
        for file in [path] if path.is_file() else path.rglob("*"):
            inner = Path(path.name) if path.is_file() else file.relative_to(path)
            places[(PurePath(folder) / inner).as_posix()] = file
    return set(places)


def test_the_build_starts_where_python_m_does(build: Build) -> None:
    assert [Path(script) for script in build.scripts] == [ROOT / "woo_desk" / "__main__.py"]
    assert build.folder == f"woo-desk-{__version__}"


def test_every_task_is_collected(build: Build) -> None:
    modules = {place.partition(":")[0] for place in tasks.FUNCTIONS.values()}
    assert set(tasks.FUNCTIONS) == set(messages.DESK_TASKS.types)
    assert modules | {messages.DESK_TASKS.module} <= set(build.collected["hiddenimports"])


def test_packages_named_in_strings_are_collected(build: Build) -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "woo_desk").rglob("*.py"))
    named = {name for text in sources for name in re.findall(r'\bfiles\(\s*"([\w.]+)"', text)}
    assert "pikepdf" in named
    assert named <= set(build.collected["hiddenimports"])


def test_nothing_else_is_imported_by_name() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "woo_desk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id)
        in ("import_module", "__import__")
    }
    assert users == {
        "woo_desk/detect/slim_import.py",
        "woo_desk/usecases/regex_library.py",  # `regex`, which detection imports by itself
        "woo_desk/workers/serve.py",
        "woo_desk/workers/tasks.py",
    }
    assert "\nimport regex" in (ROOT / "woo_desk" / "detect" / "patterns.py").read_text("utf-8")


def test_every_resource_is_collected_where_it_is_looked_for(build: Build) -> None:
    root = resources_root()
    expected = {
        f"resources/{path.relative_to(root).as_posix()}"
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    collected = destinations(build)
    assert "resources/grounds.toml" in expected
    assert expected <= collected
    assert not [place for place in collected if place.startswith("resources/") and ".pyc" in place]


def test_libraries_bring_their_version_and_data(build: Build) -> None:
    collected = destinations(build)
    files = (re.match(r"([^/-]+)-[^/]+\.dist-info/METADATA$", place) for place in collected)
    named = {file[1].lower().replace("_", "-") for file in files if file}
    assert {*LIBRARIES} <= named
    assert {"pikepdf/pdfa/data/sRGB.icc", "LICENSE"} <= collected
    assert {"sbom.cdx.json", "licenties.txt"} <= set(build.parts)
    assert any(place.startswith("presidio_analyzer/conf/") for place in collected)


def test_the_path_of_the_checkout_does_not_go_along(build: Build) -> None:
    collected = destinations(build)
    assert not [place for place in collected if place.startswith("woo_desk")]


def test_nothing_of_the_program_or_its_libraries_is_left_out(build: Build) -> None:
    loaded_anywhere = ("woo_desk", "presidio_analyzer", "presidio_anonymizer", "pymupdf", "pikepdf")
    excluded = set(build.collected["excludes"])
    assert not [name for name in excluded if name.split(".")[0] in loaded_anywhere]
    assert not excluded & set(build.collected["hiddenimports"])
    assert not excluded & {"numpy", "fontTools", "PIL", "PySide6", "pydantic", "sqlcipher3"}


def test_only_what_the_window_can_use_of_qt_goes_along(build: Build) -> None:
    assert sorted(build.parts) == sorted(
        [
            f"{QT}plugins/platforms/libqxcb.so",
            f"{QT}plugins/platforms/qwindows.dll",
            f"{QT}plugins/platforms/libqoffscreen.so",
            f"{QT}lib/shared",
            "shared",
            "pymupdf/_mupdf.so",
            f"{QT}translations/qtbase_nl.qm",
            "resources/names/build.py",
            "sbom.cdx.json",
            "licenties.txt",
        ]
    )


def test_one_program_of_the_console(build: Build) -> None:
    if sys.platform == "win32":
        pytest.skip("two programs there, see below")
    assert [(p["name"], p["console"]) for p in build.programs] == [("woo-desk", True)]


def test_two_programs_on_windows(
    build: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # WHY after `build`: by now PyInstaller has been imported, as what it is on this system.
    monkeypatch.setattr(sys, "platform", "win32")
    programs = run_spec(monkeypatch, tmp_path).programs
    assert [(p["name"], p["console"]) for p in programs] == [
        ("woo-desk", True),
        ("Woo Desk", False),
    ]

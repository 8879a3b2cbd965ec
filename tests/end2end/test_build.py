"""The built program: made from `build.spec`, copied to an empty folder, and run as a user does.

No Python is in its reach and, where the system can do that, there is no network.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from tests.end2end.test_offline import can_unshare
from woo_desk import __version__
from woo_desk.errors import ExitCode

ROOT = Path(__file__).resolve().parents[2]
LARGEST_MB = 420
"""Megabytes that the folder may take; 380 when this was written."""
LONGEST_PATH = 108
"""Characters within the folder; 101 when this was written."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.environ.get("CI") is None and os.environ.get("WOO_DESK_BUILD") is None,
        reason="building takes minutes: set WOO_DESK_BUILD=1 to do it here",
    ),
    pytest.mark.skipif(sys.platform != "linux", reason="only tried on Linux"),
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in ("objcopy", "objdump", "ldd"))
        or not sysconfig.get_config_var("Py_ENABLE_SHARED"),
        reason="PyInstaller needs binutils and a Python with a shared library",
    ),
    pytest.mark.xdist_group("build"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built program, away from where it was built."""
    base = tmp_path_factory.mktemp("bouw")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(base / "dist"), "--workpath", str(base / "work")]
    environment = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(base / "config")}
    done = subprocess.run(
        [*command, *places, str(ROOT / "build.spec")],
        capture_output=True,
        text=True,
        cwd=base,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    target = tmp_path_factory.mktemp("elders") / "Woo Desk"
    shutil.move(str(base / "dist" / f"woo-desk-{__version__}"), target)
    shutil.rmtree(base)
    return target


def command_of(built: Path, *arguments: str | Path) -> Sequence[str]:
    start = ["unshare", "-n"] if can_unshare() else []
    return [*start, str(built / "woo-desk"), *map(str, arguments)]


def environment_of(folder: Path) -> dict[str, str]:
    """As on a machine without Python: nothing of this one's settings."""
    home = folder / "thuis"
    home.mkdir(exist_ok=True)
    names = {"PATH": "/usr/bin:/bin", "HOME": str(home), "WOO_DESK_HOME": str(home)}
    return {**names, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder)}


def run(built: Path, folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_of(built, *arguments),
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment_of(folder),
        timeout=300,
        check=False,
    )


def test_it_passes_its_own_test(built: Path, tmp_path: Path) -> None:
    done = run(built, tmp_path, "selftest", "--json")
    assert done.returncode == ExitCode.DONE, done
    assert [check for check in json.loads(done.stdout)["checks"] if not check["is_good"]] == []


def test_it_makes_the_package_of_the_example(built: Path, tmp_path: Path) -> None:
    done = run(built, tmp_path, "demo", "--out", tmp_path / "uit", "--json")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert json.loads(done.stdout)["clean"]
    assert (tmp_path / "uit" / "publicatie" / "bundel.pdf").is_file()


def test_the_window_comes_up(built: Path, tmp_path: Path) -> None:
    log = tmp_path / "thuis" / "woo-desk.log"
    process = subprocess.Popen(
        command_of(built),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment_of(tmp_path),
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while not (log.is_file() and "window shown" in log.read_text("utf-8")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_it_is_no_larger_than_needed(built: Path) -> None:
    size = sum(path.stat().st_size for path in built.rglob("*") if not path.is_symlink())
    assert size < LARGEST_MB * 1_000_000
    folders = {path.name for path in (built / "_internal").iterdir()}
    assert not folders & {"spacy", "thinc", "blis", "phonenumbers", "distributed", "tkinter"}


def test_every_file_can_lie_on_windows(built: Path) -> None:
    """The manual promises 150 characters for the folder itself, of the 260 that Windows takes."""
    names = [path.relative_to(built) for path in built.rglob("*")]
    assert max(len(str(name)) for name in names) <= LONGEST_PATH
    reserved = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{p}{n}" for p in ("com", "lpt") for n in "123456789"),
    }
    parts = {part for name in names for part in name.parts}
    assert not {
        p for p in parts if p.lower().partition(".")[0] in reserved or p.endswith((".", " "))
    }
    assert not {p for p in parts if set(p) & set('<>:"|?*\\')}


def test_it_says_what_is_inside(built: Path) -> None:
    bill = json.loads((built / "sbom.cdx.json").read_text("utf-8"))
    names = {component["name"] for component in bill["components"]}
    assert {"pymupdf", "pyside6-essentials", "presidio-analyzer", "Tesseract OCR"} <= names
    assert {"Python", "SQLCipher", "Qt"} <= names
    told = " ".join(each.get("description", "") for each in bill["components"])
    assert "libxcb-cursor.so" in told, "libraries of the system are named too"
    for folder in (built, built / "_internal"):  # for who installs it, and for Help
        assert "GNU" in (folder / "licenties.txt").read_text("utf-8")


def test_the_manual_lies_beside_it(built: Path) -> None:
    with pymupdf.open(built / "handleiding.pdf") as manual:
        assert len(manual.get_toc()) > 20
    page = built / "_internal" / "resources" / "handleiding" / "index.html"
    assert page.is_file()

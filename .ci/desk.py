r"""Sets everything up in this checkout, and runs the program or all its checks.

    python3 .ci/desk.py demo [options]     set up, then the demonstration case (`woo-desk demo`)
    python3 .ci/desk.py run [arguments]    set up, then Woo Desk itself (no arguments: the window)
    python3 .ci/desk.py test [options]     set up with the tools for checking, then every check;
                                           options go to pytest

Needs Python 3.11 or newer and a package index (or a mirror that pip or uv is set up for), nothing
else. Everything goes into `.venv` in the checkout. Packages are exactly those of the lock files,
checked by hash; the locks are made anew, after a change of `pyproject.toml`, with

    uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
        pyproject.toml -o requirements.lock
    uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
        pyproject.toml --group dev -c requirements.lock -o .ci/requirements-dev.lock
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
IS_WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if IS_WINDOWS else "python")
LOCKS = {"use": ROOT / "requirements.lock", "check": ROOT / ".ci" / "requirements-dev.lock"}
STAMP = VENV / "woo-desk-stamp"

QT_LIBRARIES = (
    *("libglib-2.0.so.0", "libEGL.so.1", "libGL.so.1", "libxkbcommon.so.0"),
    *("libdbus-1.so.3", "libfontconfig.so.1"),
)
QT_PACKAGES = (
    *("libglib2.0-0", "libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1"),
)
"""Debian and Ubuntu packages of the libraries above: enough for Qt without a screen."""


class SetupError(Exception):
    """Something that the person at the keyboard has to do first."""


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands above; returns the exit code."""
    command, *rest = arguments or ("",)
    commands: dict[str, Callable[[Sequence[str]], int]] = {"demo": demo, "run": run, "test": test}
    if command not in commands:
        print(__doc__)
        return 2
    try:
        return commands[command](rest)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(arguments: Sequence[str]) -> int:
    """Set up for use and run the demonstration."""
    return run(["demo", *arguments])


def run(arguments: Sequence[str]) -> int:
    """Set up for use and run the program."""
    set_up("use")
    return subprocess.run([str(PYTHON), "-m", "woo_desk", *arguments], check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """Set up for checking, run every check, and say which failed."""
    ensure_qt_libraries()
    set_up("check")
    python = [str(PYTHON), "-m"]
    pytest = [*python, "pytest", "-q", "-p", "no:cacheprovider"]
    steps: dict[str, list[str]] = {
        "format": [*python, "ruff", "format", "--check"],
        "lint": [*python, "ruff", "check"],
        "types": [*python, "mypy"],
        "layers": [str(BIN / ("lint-imports.exe" if IS_WINDOWS else "lint-imports"))],
        "house rules": [*pytest, "tests/house"],
        "tests": [
            *pytest,
            *("--ignore=tests/house", "-n", "auto", "--dist", "loadgroup"),
            *arguments,
        ],
    }
    failed = [name for name, command in steps.items() if not check(name, command)]
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall checks passed")
    return 1 if failed else 0


def check(name: str, command: Sequence[str]) -> bool:
    """Run one check and say how long it took; True when it passed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    say(name)
    began_at = time.monotonic()
    code = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode
    print(
        f"   {'ok' if code == 0 else 'FAILED'} in {time.monotonic() - began_at:.1f} s", flush=True
    )
    return code == 0


# --- the environment ------------------------------------------------------------------------------


def set_up(purpose: str) -> None:
    """Make `.venv` hold what the lock file says, and the checkout itself; quick when it does."""
    if not (3, 11) <= sys.version_info[:2] < (3, 15):
        raise SetupError(f"Woo Desk needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.")
    if stamp_says(purpose):
        return
    began_at = time.monotonic()
    if not venv_works():
        make_venv()
    install(LOCKS[purpose])
    install_checkout()
    STAMP.write_text(f"{purpose} {fingerprint(purpose)}\n", "utf-8")
    print(f"   set up in {time.monotonic() - began_at:.1f} s", flush=True)


def fingerprint(purpose: str) -> str:
    """Of everything that the environment is made from."""
    made_from = (LOCKS[purpose].read_bytes(), str(ROOT).encode(), Path(__file__).read_bytes())
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def stamp_says(purpose: str) -> bool:
    """Whether the environment stands, for this purpose or a wider one."""
    if not (STAMP.is_file() and venv_works()):
        return False
    made_for, _, found = STAMP.read_text("utf-8").strip().partition(" ")
    return made_for in (purpose, "check") and found == fingerprint(made_for)


def venv_works() -> bool:
    """Whether there is an environment with the same Python as this one."""
    if not PYTHON.is_file():
        return False
    ask = [str(PYTHON), "-c", "import sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def make_venv() -> None:
    """Make an empty environment: with uv, with Python's own venv, or after installing that."""
    say(f"environment in {VENV.name}")
    uv = shutil.which("uv")
    if uv:
        must([uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV)])
        return
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(make, capture_output=True, check=False).returncode == 0:
        return
    # WHY: Debian and Ubuntu ship Python without the part that puts pip into an environment.
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not apt_install([f"python{version}-venv"], "Python cannot make virtual environments here"):
        raise SetupError(
            "Python cannot make virtual environments here. Install its venv module "
            f"(Debian, Ubuntu: apt-get install python{version}-venv) or uv, and try again."
        )
    must(make)


def install(lock: Path) -> None:
    """Install exactly what the lock file lists, each file checked by its hash."""
    say(f"packages of {lock.name}")
    uv = shutil.which("uv")
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    if uv:
        command = [uv, "pip", "sync", "-q", "--require-hashes", "--python", str(PYTHON), str(lock)]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "--no-deps"]
        command += ["--only-binary", ":all:", "-r", str(lock)]
    must(command, environment)


def install_checkout() -> None:
    """Put the checkout on the environment's path, and a `woo-desk` command beside its Python.

    WHY not `pip install -e`: that needs a build backend from the index and copies `resources/`.
    """
    ask = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=True)
    site = Path(answer.stdout.strip())
    (site / "woo-desk-checkout.pth").write_text(f"{ROOT}\n", "utf-8")
    if IS_WINDOWS:
        (BIN / "woo-desk.cmd").write_text(f'@"{PYTHON}" -m woo_desk %*\n', "utf-8")
    else:
        script = BIN / "woo-desk"
        script.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m woo_desk "$@"\n', "utf-8")
        script.chmod(0o755)


# --- system libraries -----------------------------------------------------------------------------


def ensure_qt_libraries() -> None:
    """Install the system libraries that Qt needs without a screen, where that can be done."""
    if sys.platform != "linux" or not (missing := missing_libraries()):
        return
    reason = f"Qt misses {', '.join(missing)}"
    if not apt_install(QT_PACKAGES, reason) or missing_libraries():
        raise SetupError(
            f"{reason}. Install the system libraries (Debian, Ubuntu: apt-get install "
            f"{' '.join(QT_PACKAGES)}) and try again."
        )


def missing_libraries() -> list[str]:
    """Which of the libraries of Qt cannot be loaded."""
    missing = []
    for name in QT_LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def apt_install(packages: Sequence[str], reason: str) -> bool:
    """Install Debian packages, if this is such a system and we may; whether that worked."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    if os.geteuid() == 0:
        before: list[str] = []
    elif (
        shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0
    ):
        before = ["sudo", "-n"]
    else:
        return False
    say(f"{reason}: installing {' '.join(packages)}")
    before += ["env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    steps = (["update"], ["install", "-y", "--no-install-recommends", *packages])
    return all(
        subprocess.run(
            [*before, *step], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
        ).returncode
        == 0
        for step in steps
    )


def must(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """Run a step of the set-up; SetupError when it fails."""
    code = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode
    if code:
        raise SetupError(f"This step of the set-up failed: {Path(command[0]).name} {command[1]}")


def say(what: str) -> None:
    """Name the step that begins."""
    print(f"== {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

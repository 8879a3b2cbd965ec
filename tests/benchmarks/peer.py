"""Beside a peer on the same pages: `python -m tests.benchmarks.peer PYTHON [PAGES]`.

PYTHON is that of an environment in which `doc_redaction` is installed. It reads text PDFs with its
"text extraction" method and its local detector. Where its language model is not installed, an
empty one stands in for it: patterns then find what they find and no names are looked for, which
makes it faster than it is. Import and start are timed apart, for both. Not part of the tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.meter import Meter
from tests.benchmarks.pipeline import SEED, private_folder
from tests.helpers.voorbeeld.large import build_large
from woo_desk.usecases.batch import BatchRequest, redact_folder
from woo_desk.usecases.flow import run_blocking
from woo_desk.usecases.session import SystemClock
from woo_desk.workers.engine import ProcessEngine

PAGES = 20
LIMIT_S = 3600.0
_THEIRS = """
import json, sys, time
from pathlib import Path
begun = time.perf_counter()
import spacy
folder, model = Path(sys.argv[1]), Path(sys.argv[2])
is_empty = not spacy.util.is_package("en_core_web_lg")
if is_empty:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(model)
    load = spacy.load
    spacy.load = lambda name, *a, **k: load(model if "core_web" in str(name) else name, *a, **k)
from doc_redaction.cli_api import redact_document
started = time.perf_counter()
cpu = time.process_time()
files = sorted(str(path) for path in folder.glob("*.pdf"))
made = redact_document(files, output_dir=sys.argv[3], ocr_method="Local text",
                       pii_detector="Local")
print("\\n" + json.dumps({"start": started - begun, "work": time.perf_counter() - started,
      "cpu": time.process_time() - cpu, "files": len([m for m in made if m.endswith(".pdf")]),
      "is_empty": is_empty}))
"""


def main(python: str, pages: int) -> None:
    with private_folder() as folder:
        sources = folder / "bron"
        sources.mkdir()
        for name, data, _ in build_large(pages, SEED):
            (sources / name.replace(" ", "_")).write_bytes(data)
        wall, cpu = _ours(sources, folder / "uit")
        print(f"ours: {wall:.1f} s by the wall for {pages} pages, start included; {cpu:.1f} s CPU")
        theirs = _theirs(python, folder, sources)
        if theirs is None:
            return
        print(
            f"theirs: {theirs['work']:.1f} s by the wall, {theirs['cpu']:.1f} s CPU, and"
            f" {theirs['start']:.1f} s to start; {theirs['files']} PDFs written"
            f"{'; without a language model' if theirs['is_empty'] else ''}"
        )
        print(
            f"ratio, theirs without start over ours with start: wall {theirs['work'] / wall:.1f}x,"
            f" CPU {theirs['cpu'] / cpu:.1f}x"
        )


def _ours(sources: Path, target: Path) -> tuple[float, float]:
    begun, meter, engine = time.perf_counter(), Meter(), ProcessEngine()
    try:
        run_blocking(redact_folder(BatchRequest((sources,), target), SystemClock()), engine, meter)
        meter.end()
    finally:
        engine.close()
    return time.perf_counter() - begun, sum(meter.cpu.values())


def _theirs(python: str, folder: Path, sources: Path) -> dict[str, float] | None:
    output = folder / "hun"
    output.mkdir()
    command = [python, "-c", _THEIRS, str(sources), str(folder / "model"), str(output)]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"theirs: not done within {LIMIT_S:.0f} s")
        return None
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        print(f"theirs: ended with {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")
        return None
    found: dict[str, float] = json.loads(lines[-1])
    if not found["files"]:
        said = (done.stdout + done.stderr)[-2000:]
        print(f"theirs: no PDF was written, so nothing can be compared:\n{said}")
        return None
    return found


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else PAGES)

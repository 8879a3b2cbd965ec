"""Presidio without the libraries it names and we do not use: quick, and the same results."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ANALYSE = """
import json
from woo_desk.detect.analyse import Detector, Line
from woo_desk.domain.ground import LegalBasis
from woo_desk.usecases.policies import load_policy
text = "Mail jan.jansen@minjenv.nl, tel. 06-12345678, BSN 123456782. Met groet,\\nJan Jansen"
hits = list(Detector().analyse_lines([Line("1", text)], policy=load_policy(LegalBasis.WOO)))
print(json.dumps([[f.start, f.end, f.entity_type, f.role, f.score] for f in hits[0].findings]))
"""


def run(code: str, path: Path | None = None) -> str:
    """What a fresh interpreter prints; `path` comes first where it looks for modules."""
    before = f"import sys; sys.path.insert(0, {str(path)!r})\n" if path else ""
    done = subprocess.run(
        [sys.executable, "-c", before + code], capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_is_found_with_and_without_spacy() -> None:
    found = run(ANALYSE)
    assert found.count("[") > 4
    assert run("import spacy\n" + ANALYSE) == found


def test_nothing_of_it_stays_behind() -> None:
    code = (
        "import sys, woo_desk.detect.presidio\n"
        "print(*(m for m in sys.modules if m.startswith(('spacy', 'thinc', 'tldextract'))))\n"
        "import spacy\nprint(spacy.blank('nl')('Dit werkt.')[0].text, len(sys.meta_path))\n"
    )
    first, second = run(code).split("\n")[:2]
    assert first == ""
    assert second.startswith("Dit ")


def test_who_wants_a_recogniser_of_presidio_gets_the_real_one() -> None:
    code = (
        "import sys, woo_desk.detect.presidio\n"
        "print(*(m for m in sys.modules if 'predefined' in m))\n"
        "from presidio_analyzer.predefined_recognizers import CreditCardRecognizer\n"
        "print(len(CreditCardRecognizer().analyze('kaart 4012888888881881', ['CREDIT_CARD'])))\n"
    )
    assert run(code).split("\n")[:2] == ["", "1"]


def test_a_presidio_that_really_uses_spacy_is_loaded_as_usual(tmp_path: Path) -> None:
    """Stands for a later version, in which what is skipped now is used at import."""
    (tmp_path / "spacy.py").write_text("VERSION = 'the real one'")
    (tmp_path / "presidio_analyzer.py").write_text(
        "import spacy\nSEEN = ' '.join(['saw', spacy.VERSION])"
    )
    code = "import woo_desk.detect.slim_import, presidio_analyzer; print(presidio_analyzer.SEEN)"
    assert run(code, tmp_path).strip() == "saw the real one"

"""Letters, procedure, third parties, earlier provisions and checks on the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run
from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.domain.checks import CheckKey
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.domain.third_party import ViewOutcome
from woo_desk.errors import ExitCode
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.letters import letter_facts
from woo_desk.usecases.review import confirm_findings
from woo_desk.usecases.scope import decide_scope
from woo_desk.usecases.third_parties import third_parties

LINK = "https://voorbeeld.nl/1.pdf"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Two documents in scope, of which the first has one redaction."""
    path = tmp_path / "zaak.woodossier"
    make_dossier(path, FakeEngine(answers()), files(tmp_path / "in", "brief 1", "nota 2"))
    session = open_dossier(path, user="Anna", clock=FixedClock())
    with session.file:
        ids = [document.id for document in session.file.documents()]
        decide_scope(session, ids, ScopeOutcome.IN_SCOPE)
        confirm_findings(session, session.file.findings(ids[0])[:1])
    return path


def facts(folder: Path, words: str) -> Path:
    path = folder / "gegevens.toml"
    path.write_text(words, "utf-8")
    return path


def test_facts_of_letters_come_from_a_file(run: Run, dossier: Path, tmp_path: Path) -> None:
    words = 'search_account = "Het archief."\n[sections]\n"besluit.besluit" = "Eigen besluit."\n'
    done = run("letters", dossier, "--facts", facts(tmp_path, words))
    assert done.code == ExitCode.DONE
    session = open_dossier(dossier, user="Anna", clock=FixedClock(), read_only=True)
    with session.file:
        assert letter_facts(session).search_account == "Het archief."
    drafts = run("letters", dossier, "--out", tmp_path / "brieven", "--kind", "besluit")
    assert drafts.code == ExitCode.DONE_WITH_PROBLEMS, "it still lacks the request"
    letter = docx.Document(str(tmp_path / "brieven" / "besluit.docx"))
    said = [paragraph.text for paragraph in letter.paragraphs]
    assert {"Het archief.", "Eigen besluit."} <= set(said)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ('verzoeker = "x"', "verzoeker"),
        ("place = 3", "place"),
        ('[sections]\n"nota.niets" = "x"', "nota.niets"),
        ('[sections]\n"nota.politiek" = 3', "sections"),
        ("place = ", ""),
    ],
)
def test_a_wrong_fact_is_named_and_nothing_is_kept(
    run: Run, dossier: Path, tmp_path: Path, words: str, what: str
) -> None:
    done = run("letters", dossier, "--facts", facts(tmp_path, words))
    assert done.code == ExitCode.BAD_USAGE
    assert "gegevens.toml" in done.err
    assert what in done.err
    missing = run("letters", dossier, "--facts", tmp_path / "niets.toml")
    assert missing.code == ExitCode.BAD_USAGE


def test_the_course_is_noted_told_and_taken_back(run: Run, dossier: Path) -> None:
    noted = run("procedure", dossier, "--add", "received", "--day", "2026-06-06")
    assert "6 juli 2026" in noted.out, "it ends on a Saturday and runs on to Monday"
    assert "Algemene termijnenwet" in noted.out
    assert run("procedure", dossier, "--remove", "2").code == ExitCode.BAD_USAGE
    assert "2026" not in run("procedure", dossier, "--remove", "1").out


def test_a_party_is_heard_and_its_document_waits(run: Run, dossier: Path, tmp_path: Path) -> None:
    run("procedure", dossier, "--add", "received", "--day", "2026-02-02")
    added = run("parties", dossier, "--add", "De Zon", "--word", "Smit", "--address", "Kade 1")
    assert re.search(r"1 +De Zon: 3 passages", added.out)
    asked = run("parties", dossier, "--ask", "1", "--day", "2026-02-10", "--until", "2026-02-24")
    assert "24 februari 2026" in asked.out
    assert "derden worden gehoord" in run("procedure", dossier).out
    letters = run("parties", dossier, "--letters", tmp_path / "uit")
    assert letters.code == ExitCode.DONE
    assert (tmp_path / "uit" / "zienswijze-1.docx").is_file()
    answer = ("parties", dossier, "--answer", "1", "--day", "2026-02-16")
    assert run(*answer).code == ExitCode.BAD_USAGE, "the outcome is lacking"
    objects = run(*answer, "--outcome", "objects", "--effect", "Alsnog gelakt.")
    assert "Document 0001 wordt later verstrekt" in objects.out
    followed = run(*answer, "--outcome", "objects", "--followed")
    assert "later verstrekt" not in followed.out
    session = open_dossier(dossier, user="Anna", clock=FixedClock(), read_only=True)
    with session.file:
        assert third_parties(session)[0].outcome is ViewOutcome.OBJECTS
    assert "De Zon" not in run("parties", dossier, "--remove", "1").out
    assert run("parties", dossier, "--ask", "1").code == ExitCode.BAD_USAGE


def test_what_was_given_before_is_noted_and_accepted(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    source = tmp_path / "in" / "nota 2.txt"
    words = ("earlier", dossier, "--title", "Nota", "--file", source)
    wrong = run(*words, "--link", "geen adres")
    assert wrong.code == ExitCode.BAD_USAGE
    noted = run(*words, "--link", LINK, "--reference", "19637, nr. 3606", "--day", "2024-06-07")
    assert "0002 (hetzelfde bestand)" in noted.out
    assert run("earlier", dossier, "--accept").code == ExitCode.DONE
    session = open_dossier(dossier, user="Anna", clock=FixedClock(), read_only=True)
    with session.file:
        override = session.file.override(session.file.documents()[1].id)
    assert override is not None
    assert (override.judgement, override.public_link) == (Judgement.ALREADY_PUBLIC, LINK)
    assert run("earlier", dossier, "--remove", "7").code == ExitCode.BAD_USAGE
    assert run("earlier", dossier, "--package", tmp_path).code == ExitCode.BAD_USAGE


def test_earlier_redactions_are_shown_and_taken_over(
    run: Run, dossier: Path, tmp_path: Path
) -> None:
    new = tmp_path / "nieuw.woodossier"
    sources = [tmp_path / "in" / f"{name}.txt" for name in ("brief 1", "nota 2")]
    make_dossier(new, FakeEngine(answers()), sources)
    preview = run("earlier", new, "--reuse", dossier, "--preview")
    assert "0001: 1 lakking" in preview.out
    assert boxes_of(new) == 0
    assert run("earlier", new, "--preview").code == ExitCode.BAD_USAGE
    assert run("earlier", new, "--reuse", dossier).code == ExitCode.DONE
    assert boxes_of(new) == 1
    again = run("earlier", new, "--reuse", dossier)
    assert "heeft al lakkingen" in again.out
    assert run("earlier", new, "--reuse", new).code != ExitCode.DONE


def boxes_of(path: Path) -> int:
    session = open_dossier(path, user="Anna", clock=FixedClock(), read_only=True)
    with session.file:
        return sum(len(state.redactions) for state in session.file.states())


def test_every_check_is_told_with_its_places(run: Run, dossier: Path) -> None:
    told = run("status", dossier, "--checks", "--json")
    assert told.code == ExitCode.NOT_READY
    checks = {check["check"]: check for check in json.loads(told.out)["checks"]}
    assert set(checks) == {key.value for key in CheckKey}
    decided = checks["decided"]
    assert decided["state"] == "block"
    assert {place["document"] for place in decided["places"]} == {"0001", "0002"}
    assert "[eerst oplossen]" in run("status", dossier, "--checks").out


@pytest.mark.parametrize("place", ["publicatie", "publicatie/documenten/rechter"])
def test_the_version_for_the_court_never_lies_in_a_publication(
    run: Run, dossier: Path, tmp_path: Path, place: str
) -> None:
    refused = run("letters", dossier, "--court", "--out", tmp_path / place)
    assert refused.code == ExitCode.BAD_USAGE
    assert not (tmp_path / "publicatie").exists()

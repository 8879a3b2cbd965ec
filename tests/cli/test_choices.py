"""The choices of an export on the command line: the dossier's own, what is said, what is fixed."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.gui.work import answers, files, make_dossier
from tests.helpers.cases import FixedClock
from tests.helpers.fake_engine import FakeEngine
from woo_desk.cli.publication import add_profile_options, read_profile
from woo_desk.domain.export import (
    BoxStyle,
    DuplicatesInBundle,
    ExportProfile,
    Format,
    SecondReaderDemand,
)
from woo_desk.domain.scope import ScopeOutcome
from woo_desk.errors import ExitCode, UsageError
from woo_desk.profile import ENVIRONMENT, current_profile
from woo_desk.settings import SECOND_READER, Settings
from woo_desk.usecases.dossier import open_dossier
from woo_desk.usecases.export_profile import change_export_profile
from woo_desk.usecases.profiles import batch_choices, choices_for
from woo_desk.usecases.review import confirm_findings, keep_findings
from woo_desk.usecases.scope import decide_scope

OWN = ExportProfile(
    box_style=BoxStyle.GREY,
    formats=frozenset({Format.INVENTORY_CSV}),
    duplicates=DuplicatesInBundle.REFERRED,
    register_apart=True,
    volume_pages=77,
    second_reader=SecondReaderDemand.QUEUE,
)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    current_profile.cache_clear()
    yield
    current_profile.cache_clear()


def said(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_profile_options(parser)
    return parser.parse_args(arguments)


def decided(path: Path) -> Path:
    """A dossier that only a second reader could still hold back."""
    make_dossier(path, FakeEngine(answers()), files(path.parent / "in", "brief 1"))
    session = open_dossier(path, user="Anna", clock=FixedClock())
    with session.file:
        [document] = session.file.documents()
        decide_scope(session, [document.id], ScopeOutcome.IN_SCOPE)
        redact, _keep, ask = session.file.findings(document.id)
        confirm_findings(session, [redact])
        keep_findings(session, [ask])
    return path


def keep_choices(path: Path, chosen: ExportProfile) -> None:
    session = open_dossier(path, user="Anna", clock=FixedClock())
    with session.file:
        change_export_profile(session, chosen)


def test_choices_of_the_dossier_stay_when_nothing_is_said() -> None:
    assert read_profile(said(), OWN) == OWN


def test_what_is_said_goes_before_the_dossier() -> None:
    words = ("--style", "black", "--duplicates", "left_out", "--volume-mb", "9", "--formats", "all")
    assert read_profile(said(*words), OWN) == dataclasses.replace(
        OWN,
        box_style=BoxStyle.BLACK,
        duplicates=DuplicatesInBundle.LEFT_OUT,
        volume_bytes=9_000_000,
        formats=frozenset(Format),
    )
    with pytest.raises(UsageError, match="volume_usage"):
        read_profile(said("--volume-pages", "0"), OWN)


def test_what_is_fixed_goes_before_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_down = tmp_path / "vast.toml"
    words = 'versie = 1\nvast = ["box_style"]\n[instellingen]\nbox_style = "white_framed"\n'
    laid_down.write_text(words, "utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(laid_down))
    assert read_profile(said("--style", "black"), OWN).box_style is BoxStyle.WHITE_FRAMED
    assert batch_choices().box_style is BoxStyle.WHITE_FRAMED


def test_second_reader_of_the_settings_holds_where_the_dossier_says_nothing(
    run: Run, tmp_path: Path
) -> None:
    path = decided(tmp_path / "zaak.woodossier")
    assert run("status", path).code == ExitCode.DONE
    settings = Settings.load()
    settings.put(SECOND_READER, "queue")
    settings.save()
    assert run("status", path).code == ExitCode.NOT_READY
    refused = run("export", path, "--out", tmp_path / "uit")
    assert refused.code == ExitCode.NOT_READY
    assert not (tmp_path / "uit" / "publicatie").exists()
    keep_choices(path, ExportProfile(sample_percent=0))
    assert run("status", path).code == ExitCode.DONE
    assert batch_choices().second_reader is SecondReaderDemand.NONE


def test_demand_of_the_dossier_itself_holds(run: Run, tmp_path: Path) -> None:
    path = decided(tmp_path / "zaak.woodossier")
    keep_choices(path, OWN)
    session = open_dossier(path, user="Anna", clock=FixedClock(), read_only=True)
    with session.file:
        assert choices_for(session) == OWN
    assert run("export", path, "--out", tmp_path / "uit").code == ExitCode.NOT_READY

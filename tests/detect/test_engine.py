"""Presidio is put together so that it cannot leave the machine."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys

import pytest

from woo_desk.detect.analyse import Detector
from woo_desk.detect.anonymise import clean_texts
from woo_desk.detect.engine import build_engine
from woo_desk.detect.presidio import AnalyzerEngine
from woo_desk.domain.finding import EntityType
from woo_desk.domain.policy import Policy
from woo_desk.texts import has_text

TEXT = "Mail jan.jansen@minjenv.nl of info@bestaat-niet.voorbeeld, tel. 06-12345678, BSN 123456782."


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    return build_engine()


def test_plain_presidio_call_works(engine: AnalyzerEngine) -> None:
    results = engine.analyze(TEXT, "nl")
    assert {TEXT[r.start : r.end] for r in results} >= {
        "jan.jansen@minjenv.nl",
        "info@bestaat-niet.voorbeeld",
        "06-12345678",
        "123456782",
    }


def test_asks_for_no_host(engine: AnalyzerEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        pytest.fail("detection asked for a host")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert engine.analyze(TEXT * 3, "nl")


def test_every_kind_has_a_recogniser_and_none_of_presidios_own_is_there(
    engine: AnalyzerEngine,
) -> None:
    assert set(engine.get_supported_entities("nl")) == {str(kind) for kind in EntityType}
    assert all(
        type(recognizer).__module__.startswith("woo_desk.")
        for recognizer in engine.get_recognizers("nl")
    )


def test_every_result_carries_role_and_reason(engine: AnalyzerEngine) -> None:
    for result in engine.analyze(TEXT + "\nMet groet,\nJan Jansen\nbeleidsmedewerker", "nl"):
        assert result.recognition_metadata["role"]
        assert has_text(result.recognition_metadata["why_key"])
        assert isinstance(result.recognition_metadata["why_values"], dict)


def test_no_document_text_in_any_log(
    detector: Detector, policy: Policy, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        detector.analyse_text(f"{TEXT} Met groet, Kanarievogel Wongsodikromo", policy=policy)
        clean_texts(["nota_kanarievogel_def.pdf", TEXT], detector, policy)
    logged = " ".join(record.getMessage() for record in caplog.records).lower()
    for canary in ("jan.jansen", "12345678", "kanarievogel", "wongsodikromo"):
        assert canary not in logged


def test_version_is_known_without_loading_presidio() -> None:
    code = (
        "import sys; from woo_desk.detect.versions import detector_version as v; "
        "assert v() == v() and 'presidio-2' in v(); "
        "assert not any(m.startswith(('presidio', 'spacy')) for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

"""Workers read an encrypted dossier that this process has unlocked, and no other."""

from __future__ import annotations

import hashlib
import queue
from pathlib import Path

import pytest

from tests.helpers.cases import NOW
from tests.helpers.pdfs import simple_pdf
from woo_desk.domain.dossier import Dossier
from woo_desk.domain.ground import LegalBasis
from woo_desk.domain.ids import DossierId, JobId, Sha256
from woo_desk.store import cipher
from woo_desk.store.dossier_file import DossierFile
from woo_desk.store.protection import protect
from woo_desk.usecases.ports import Event, Failed, Finished, Lane, Progress
from woo_desk.usecases.requests import TextRequest, TextResult
from woo_desk.workers.engine import EngineOptions, ProcessEngine

pytestmark = pytest.mark.skipif(
    not cipher.is_available(), reason="SQLCipher is not installed: the extra 'encryption'"
)


def test_a_worker_is_given_the_key_with_the_job(tmp_path: Path) -> None:
    content = simple_pdf(["Geachte heer,"])
    digest = Sha256(hashlib.sha256(content).hexdigest())
    path = tmp_path / "zaak.woodossier"
    with DossierFile.create(path, Dossier(DossierId("x"), "Z", LegalBasis.WOO, NOW)) as file:
        file.put_blob(digest, content)
    protect(path, "gezellige fiets op zondag")
    engine = ProcessEngine(EngineOptions(workers=1))
    try:
        events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        engine.listen(events.put)
        outcomes = []
        for name in ("open", "closed"):
            request = TextRequest(str(path), digest, 0)
            engine.submit(JobId(name), "page_text", request, time_limit_s=60, lane=Lane.SCREEN)
            while isinstance(event := events.get(timeout=90), Progress):
                pass
            outcomes.append(event)
            cipher.forget(path)
            path = path.rename(tmp_path / "elders.woodossier")
    finally:
        engine.close()
    first, second = outcomes
    assert isinstance(first, Finished)
    assert isinstance(first.result, TextResult)
    assert "Geachte heer," in first.result.text
    assert isinstance(second, Failed)
    assert second.key == "dossier_encrypted"

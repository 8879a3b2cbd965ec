"""What is checked of a whole package has the time that its size asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import cases
from tests.helpers.cases import FixedClock
from woo_desk.domain.export import ExportProfile
from woo_desk.domain.ground import LegalBasis
from woo_desk.usecases.dossier import create_dossier
from woo_desk.usecases.export_jobs import BASE_LIMIT_S, PAGE_LIMIT_S
from woo_desk.usecases.export_plan import ExportPlan
from woo_desk.usecases.export_proof import Proof
from woo_desk.usecases.flow import Job


@pytest.mark.parametrize("count", [1, 300])
def test_lists_and_certificate_have_time_for_every_document(tmp_path: Path, count: int) -> None:
    """Two minutes, whatever the number of documents: enough for some ten thousand, not for more."""
    session = create_dossier(
        tmp_path / "x.woodossier", "Proef", LegalBasis.WOO, user="tester", clock=FixedClock()
    )
    with session.file:
        states = tuple(cases.state(number) for number in range(1, count + 1))
        plan = ExportPlan(0, states, (), frozenset(), (), ())
        proof = Proof(session, plan, ExportProfile(), tmp_path)
        stages = (
            proof.verify_lists(),
            proof.verify_folder(),
            proof.certify((), "Proef"),
            proof.verify_certificate(),
        )
        limits = {
            job.time_limit_s for stage in stages for job in stage.jobs if isinstance(job, Job)
        }
    assert limits == {BASE_LIMIT_S + PAGE_LIMIT_S * count}

"""A bundle of many documents: each has a bookmark, and the verifier reads them all to the end."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.cases import FixedClock
from tests.helpers.pdfs import simple_pdf
from woo_desk.app import Services
from woo_desk.cli.tasks import run_task
from woo_desk.domain.export import BoxStyle
from woo_desk.domain.ids import NO_SHA256
from woo_desk.usecases.requests import RedactRequest, RedactResult, VerifyRequest, VerifyResult
from woo_desk.usecases.requests_publication import BundleItem, BundleRequest, BundleResult
from woo_desk.workers.engine import LocalEngine

COUNT = 500


def test_bundle_of_five_hundred_documents_is_verified(tmp_path: Path) -> None:
    services = Services(FixedClock(), LocalEngine(), "tester")
    source, redacted, bundle = (tmp_path / name for name in ("bron.pdf", "uit.pdf", "bundel.pdf"))
    source.write_bytes(simple_pdf(["Zie de bijlage."]))
    request = RedactRequest(
        "", NO_SHA256, (), (), BoxStyle.BLACK, "Stuk", str(redacted), str(source)
    )
    run_task(services, "redact", request, RedactResult, 60)
    items = tuple(
        BundleItem(str(redacted), f"{n:04d}", f"Stuk {n}", str(n), n, n)
        for n in range(1, COUNT + 1)
    )
    made = run_task(
        services, "bundle", BundleRequest(items, "Proef", str(bundle)), BundleResult, 60
    )
    assert made.pages == COUNT
    check = VerifyRequest(str(bundle), "bundel.pdf", None, ("Kwakernaat",))
    assert run_task(services, "verify", check, VerifyResult, 60).verification.residues == ()
    said = VerifyRequest(str(bundle), "bundel.pdf", None, (f"Stuk {COUNT}",))
    assert run_task(services, "verify", said, VerifyResult, 60).verification.has_leak

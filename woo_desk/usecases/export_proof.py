"""The proof of an export: who has to look at what, and the certificate of the whole package."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from woo_desk.domain.acknowledgement import SeenPlace
from woo_desk.domain.dossier import DocumentState
from woo_desk.domain.export import ExportProfile, PublishedFile, Verification
from woo_desk.domain.ids import DocumentId
from woo_desk.publication import package
from woo_desk.usecases.acknowledgement import (
    acknowledge,
    blockers_of,
    note_unchecked,
    places_of,
    unsettled,
)
from woo_desk.usecases.export_jobs import expect, single
from woo_desk.usecases.export_plan import ExportNotReady, ExportPlan
from woo_desk.usecases.flow import Job, Outcome, Stage
from woo_desk.usecases.requests import (
    CertificateRequest,
    CertificateResult,
    VerifyFolderRequest,
    VerifyFolderResult,
    VerifyRequest,
    VerifyResult,
)
from woo_desk.usecases.session import Session


class Proof:
    """What the verifier says of a package, and what a person says where it cannot.

    Attributes:
        files: of the certificate.
        verifications: of the certificate itself.
        lists: what was found when the package was last looked through.
    """

    def __init__(
        self, session: Session, plan: ExportPlan, profile: ExportProfile, public: Path
    ) -> None:
        self._session = session
        self._plan = plan
        self._profile = profile
        self._public = public
        self._seen: tuple[SeenPlace, ...] = ()
        self.lists: tuple[Verification, ...] = ()
        self.files: tuple[PublishedFile, ...] = ()
        self.verifications: tuple[Verification, ...] = ()

    def settle(
        self, states: Sequence[DocumentState], checked: Mapping[DocumentId, Verification]
    ) -> frozenset[DocumentId]:
        """The documents that cannot go out because nobody has looked where no machine could.

        Raises:
            ExportNotReady: there are such, and the profile does not hold them back; or there
                would be nothing left.
        """
        places = [p for state in states for p in places_of(state, checked[state.document.id])]
        left = unsettled(self._session, states, places)
        if left and self._profile.acknowledge:
            acknowledge(self._session, left, self._profile.acknowledge)
            left = ()
        note_unchecked(self._session, states, left)
        waiting = frozenset(place.document_id for place in left)
        if waiting and (not self._profile.hold_back_unready or len(waiting) == len(states)):
            raise ExportNotReady(blockers_of(left))
        names = {document_id: each.file_name for document_id, each in checked.items()}
        self._seen = tuple(
            SeenPlace(names[place.document_id], place.check, place.page_index)
            for place in places
            if place.document_id not in waiting
        )
        return waiting

    def verify_lists(self) -> Stage:
        """What lies beside the documents is checked, so that the certificate can tell of it."""
        return self._look_through("verify_lists")

    def verify_folder(self) -> Stage:
        """The package as a whole: names of files, cells, JSON values; and no source among them.

        A list that is still what it was when it was checked is not taken apart a second time.
        """
        return self._look_through("verify_folder")

    def _look_through(self, key: str) -> Stage:
        checked = tuple(each for each in self.lists if not each.file_name.endswith(".pdf"))
        request = VerifyFolderRequest(
            str(self._public), self._plan.terms, self._plan.sources, checked
        )

        def record(_job: Job, outcome: Outcome) -> None:
            self.lists = expect(outcome, VerifyFolderResult).verifications

        return single(key, "verify_folder", request, self._size, record)

    def certify(self, verifications: Sequence[Verification], title: str) -> Stage:
        """Write the certificate.

        Args:
            verifications: of every PDF in the package.
            title: of the dossier, free of personal data.
        """
        request = CertificateRequest(
            verifications=(*verifications, *self.lists),
            seen=self._seen,
            title=title,
            made_at=self._session.clock.now(),
            folder=str(self._public),
        )

        def record(_job: Job, outcome: Outcome) -> None:
            self.files = expect(outcome, CertificateResult).files

        return single("certificate", "certificate", request, self._size, record)

    def verify_certificate(self) -> Stage:
        """The certificate is checked like what it tells of."""
        name = package.CERTIFICATE_PDF
        request = VerifyRequest(
            path=str(self._public / name), file_name=name, marks=None, terms=self._plan.terms
        )

        def record(_job: Job, outcome: Outcome) -> None:
            found = expect(outcome, VerifyResult).verification
            self.verifications = (dataclasses.replace(found, file_name=name),)

        return single("verify_certificate", "verify", request, self._size, record)

    @property
    def _size(self) -> int:
        """What the time limits of lists and certificate go by: each has a line for a document."""
        return len(self._plan.states)

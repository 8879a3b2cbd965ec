"""Pages of a document that fall outside the request.

Such a page is redacted as a whole on the ground "buiten reikwijdte": it keeps its number, and
nothing of it goes out. What was found on it is decided along with it, so that no name that stands
only there is asked about, while it may be readable nowhere else either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from woo_desk.domain.changes import Changes
from woo_desk.domain.document import PageLook
from woo_desk.domain.finding import Proposal
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.redaction import Redaction, RedactionOrigin
from woo_desk.domain.scope import PageScope, ScopeReason
from woo_desk.errors import UsageError
from woo_desk.store.rows import PAGE_SCOPE
from woo_desk.texts import dutch_text as text
from woo_desk.usecases.areas import AreasDone, redact_areas, whole_pages
from woo_desk.usecases.flow import Flow
from woo_desk.usecases.review import put_confirmed
from woo_desk.usecases.session import Session

OUT_OF_SCOPE = GroundCode("buiten reikwijdte")
"""Legend: no ground in law, but why a passage is not given."""


def page_scopes(session: Session, document_id: DocumentId) -> tuple[PageScope, ...]:
    """The ranges of a document that are left out, in order."""
    return tuple(sorted(session.file.items(PAGE_SCOPE, document_id), key=lambda scope: scope.first))


def leave_pages_out(
    session: Session,
    document_id: DocumentId,
    first: int,
    last: int,
    reason: ScopeReason,
    note: str = "",
    *,
    join: int | None = None,
) -> Flow[AreasDone]:
    """Leave a range of pages out of the request, as one undo step.

    What was redacted on them before, on whatever ground, gives way to the page as a whole.

    Args:
        session: with the open dossier.
        document_id: which document.
        first: 0-based index.
        last: 0-based index, inclusive.
        reason: why.
        note: further words for the inventory.
        join: an earlier step that this becomes a part of.

    Raises:
        UsageError: "pages_out_of_range", or "pages_all" for a document as a whole.
    """
    state = session.file.state(document_id)
    if not 0 <= first <= last < len(state.pages):
        raise UsageError("pages_out_of_range", count=len(state.pages))
    others = {n for scope in page_scopes(session, document_id) for n in _indexes(scope)}
    wanted = {*range(first, last + 1)} - others
    if len(wanted | others) == len(state.pages):
        raise UsageError("pages_all")
    pages = [page for page in state.pages if page.index in wanted]
    done = yield from redact_areas(
        session,
        document_id,
        whole_pages(pages),
        (OUT_OF_SCOPE,),
        origin=RedactionOrigin.WHOLE_PAGE,
        join=join,
    )
    state = session.file.state(document_id)
    now = session.clock.now()
    with session.step("page_scope", join=done.step) as tx:
        tx.put(PageScope(document_id, first, last, reason, note.strip(), session.user, now))
        for box in state.redactions:
            if box.page_index in wanted and not is_blank_page(box):
                tx.remove(box)
        found = [f for f in state.findings if f.page_index in wanted]
        put_confirmed(
            session, tx, [f for f in found if f.proposal is not Proposal.KEEP], (OUT_OF_SCOPE,)
        )
        for page in pages:
            tx.put(PageLook(document_id, page.index, session.user, now))
    return done


def take_pages_in(session: Session, scope: PageScope) -> Changes:
    """Bring a range back within the request; everything on it is to be decided anew."""
    state = session.file.state(scope.document_id)
    indexes = set(_indexes(scope))
    found = {f.id for f in state.findings if f.page_index in indexes}
    with session.step("page_scope_undo") as tx:
        tx.remove(scope)
        for box in state.redactions:
            if box.page_index in indexes and box.ground_codes == (OUT_OF_SCOPE,):
                tx.remove(box)
        for review in session.file.reviews(scope.document_id):
            if review.finding_id in found:
                tx.remove(review)
        for look in session.file.looks(scope.document_id):
            if look.page_index in indexes:
                tx.remove(look)
    return tx.changes


def is_blank_page(box: Redaction) -> bool:
    """Whether a redaction is a whole page outside the request."""
    return box.origin is RedactionOrigin.WHOLE_PAGE and box.ground_codes == (OUT_OF_SCOPE,)


def blank_pages(redactions: Iterable[Redaction]) -> frozenset[int]:
    """Indexes of the pages that go out blank: further boxes on them are not drawn."""
    return frozenset(box.page_index for box in redactions if is_blank_page(box))


def sentence_of(scopes: Sequence[PageScope]) -> str:
    """What the inventory says of the ranges, in Dutch; "" without any."""
    return "; ".join(_sentence(scope) for scope in scopes)


def _sentence(scope: PageScope) -> str:
    pages = str(scope.first + 1)
    if scope.last > scope.first:
        pages = f"{pages}-{scope.last + 1}"
    why = [] if scope.reason is ScopeReason.NONE else [text(f"scope_reason.{scope.reason.value}")]
    if scope.note:
        why.append(scope.note)
    said = text("page_scope.remark", pages=pages)
    return f"{said} ({', '.join(why)})" if why else said


def _indexes(scope: PageScope) -> range:
    return range(scope.first, scope.last + 1)

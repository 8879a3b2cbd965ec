"""What letters are filled with: values and lists by the names that templates use.

The same for a letter that stays within the organisation and for one that is published: for the
latter every word passes through `said`, which gives it back without personal data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from woo_desk.domain.chronology import ChronologyLine
from woo_desk.domain.dossier import PERSONAL_DATA, DocumentState, Dossier
from woo_desk.domain.ground import Ground, GroundCatalogue
from woo_desk.domain.ids import DocumentId, GroundCode
from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.judgement import Judgement
from woo_desk.domain.letters import LetterFacts
from woo_desk.domain.motivation import Motivation, is_old
from woo_desk.domain.procedure import ProcedureEvent, ProcedureEventKind
from woo_desk.domain.publication import PublicationSettings
from woo_desk.domain.redaction import Redaction
from woo_desk.domain.scope import ScopeOutcome, ScopeReason
from woo_desk.domain.third_party import ThirdParty, ViewOutcome
from woo_desk.publication.letter_template import Material
from woo_desk.texts import dutch_text
from woo_desk.usecases.procedure import day_text, received_on

Said = Callable[[str], str]
Row = Mapping[str, str]
_THIRDS = 3


@dataclass(frozen=True, slots=True)
class Case:
    """All of a dossier that letters speak of."""

    dossier: Dossier
    settings: PublicationSettings
    facts: LetterFacts
    states: tuple[DocumentState, ...]
    motivations: tuple[Motivation, ...]
    events: tuple[ProcedureEvent, ...]
    parties: tuple[ThirdParty, ...]
    lines: tuple[ChronologyLine, ...]
    grounds: GroundCatalogue
    today: dt.date


def words_of(case: Case) -> tuple[str, ...]:
    """Every text of a person or document in a letter, which `said` must know before publication."""
    facts = case.facts
    words = [
        facts.requester, facts.occasion, facts.search_account, facts.belongs_to, facts.signatory,
        facts.place, facts.day, *facts.sections.values(),
        *(motivation.text for motivation in case.motivations),
        *(event.note for event in case.events),
        *(party.effect for party in case.parties),
        *(words for line in case.lines for words in (line.text, line.who)),
        *(box.motivation for state in case.states for box in state.redactions),
    ]  # fmt: skip
    return tuple(dict.fromkeys(word for word in words if word))


def material(
    case: Case, entries: Sequence[InventoryEntry], said: Said, *, is_public: bool
) -> Material:
    """Values and lists for every kind of letter.

    Args:
        case: the dossier.
        entries: rows of the inventory; their words have been through `said`.
        said: gives a text as it may stand in this letter.
        is_public: then nobody is addressed, and a Woo requester is not named.
    """
    return _Maker(case, entries, lambda words: said(words) if words else "", is_public).material()


class _Maker:
    """Makes the values and lists."""

    def __init__(
        self, case: Case, entries: Sequence[InventoryEntry], said: Said, is_public: bool
    ) -> None:
        self._case = case
        self._said = said
        self._is_public = is_public
        self._entries = entries
        self._states = {state.document.id: state for state in case.states}
        in_scope = ScopeOutcome.IN_SCOPE
        self._judged = [entry for entry in entries if entry.outcome is in_scope]
        self._withheld = [entry for entry in self._judged if entry.ground_codes]
        given = [entry.document_id for entry in self._judged if self._is_given(entry)]
        self._places = {document_id: str(n) for n, document_id in enumerate(given, 1)}

    def material(self) -> Material:
        """All of it."""
        lists: dict[str, Sequence[Row]] = {
            "procedure": [*self._procedure()],
            "gronden": [*self._grounds()],
            "gronden_anders": [*self._grounds(without=frozenset({PERSONAL_DATA}))],
            "motiveringen": [*self._motivations()],
            "vijf_jaar": [*self._old()],
            "derden": [*self._parties()],
            "documenten": [self._row(entry) for entry in self._judged],
            "kernpunten": [self._row(entry) for entry in self._judged],
            "bijlagen": [self._row(e) for e in self._judged if self._is_given(e)],
            "reeds_openbaar": [
                self._row(e) for e in self._judged if e.judgement is Judgement.ALREADY_PUBLIC
            ],
            "opgeschort": [self._row(entry) for entry in self._judged if entry.suspended],
            "buiten_reikwijdte": [
                self._row(e) for e in self._entries if e.outcome is ScopeOutcome.OUT_OF_SCOPE
            ],
            "passages": [*self._passages()],
            "geheel_niet": [*self._refused()],
            "tijdlijn": [*self._chronology()],
        }
        said = self._said
        own = {key: said(words) for key, words in self._case.facts.sections.items()}
        return Material(self._values(), lists, own)

    # Values -------------------------------------------------------------------------------------

    def _values(self) -> dict[str, str]:
        case, facts, said = self._case, self._case.facts, self._said
        only_personal = not any(True for _ in self._grounds(without=frozenset({PERSONAL_DATA})))
        key = "personal" if only_personal and self._withheld else "other"
        provided = case.settings.provision_day
        return {
            **self._counts(),
            "onderwerp": said(case.dossier.title),
            "zaaknummer": case.dossier.inquiry_number,
            "organisatie": said(case.dossier.organisation),
            "geadresseerde": "" if self._is_public else facts.addressee,
            "briefdatum": said(facts.day) or day_text(case.settings.decision_day or case.today),
            "verzoekdatum": day_text(case.settings.request_day or received_on(case.events)),
            "verzoek": said(case.settings.request_text),
            "verzoeker": said(facts.requester),
            "aanleiding": said(facts.occasion),
            "zoekslag": said(facts.search_account),
            "plaats": said(facts.place),
            "ondertekenaar": said(facts.signatory),
            "horend_bij": said(facts.belongs_to),
            "verstrekking": dutch_text("letter.provided", day=day_text(provided))
            if provided
            else "",
            "alleen_persoonsgegevens": "x" if only_personal and self._withheld else "",
            "niet_openbaar_in_woorden": dutch_text(
                f"letter.withheld.{key if self._withheld else 'nothing'}"
            ),
        }

    def _counts(self) -> dict[str, str]:
        judged = [entry.judgement for entry in self._judged]
        kinds = {
            "aantal_openbaar": Judgement.PUBLIC,
            "aantal_deels": Judgement.PARTIAL_PUBLIC,
            "aantal_niet": Judgement.NOT_PUBLIC,
            "aantal_reeds": Judgement.ALREADY_PUBLIC,
        }
        given = sum(map(self._is_given, self._judged))
        refused = judged.count(Judgement.NOT_PUBLIC) + judged.count(Judgement.PARTIAL_PUBLIC)
        decision = "nothing" if not judged else "partly" if refused and given else (
            "refused" if refused else "public"
        )  # fmt: skip
        return {
            **{name: str(judged.count(kind)) for name, kind in kinds.items()},
            "aantal_documenten": str(len(self._entries)),
            "aantal_beoordeeld": str(len(judged)),
            "aantal_verstrekt": str(given),
            "aantal_buiten": str(len(self._entries) - len(judged)),
            "documenten_verzameld": dutch_text("letter.count.documents", count=len(self._entries)),
            "documenten_beoordeeld": dutch_text("letter.count.documents", count=len(judged)),
            "documenten_buiten": dutch_text(
                "letter.count.documents", count=len(self._entries) - len(judged)
            ),
            "bijlagen_verstrekt": dutch_text("letter.count.annexes", count=given),
            "besluit_in_woorden": dutch_text(f"letter.decision.{decision}"),
        }

    # Lists --------------------------------------------------------------------------------------

    def _procedure(self) -> Iterator[Row]:
        for event in self._case.events:
            if event.kind is ProcedureEventKind.FREE_DAY:
                continue
            what = dutch_text(f"procedure.{event.kind.value}")
            if event.until:
                what = dutch_text("letter.until", what=what, day=day_text(event.until))
            note = "" if self._is_public else event.note
            yield {"dag": day_text(event.day), "wat": _joined((what, note))}

    def _grounds(self, without: frozenset[GroundCode] = frozenset()) -> Iterator[Row]:
        for ground in self._case.grounds:
            using = [entry for entry in self._withheld if ground.code in entry.ground_codes]
            if not using or ground.code in without:
                continue
            boxes = sum(
                ground.code in box.ground_codes
                for entry in using
                for box in self._states[entry.document_id].redactions
            )
            yield {
                "grond": ground.code,
                "omschrijving": ground.short_text,
                "wettekst": ground.full_text,
                "aantal": str(boxes),
                "documenten": _numbers(using),
                "motivering": self._reason(ground.code, None) or self._usual(ground),
            }

    def _usual(self, ground: Ground) -> str:
        return (
            dutch_text("letter.personal_data") if ground.code in ("5.1.2e", PERSONAL_DATA) else ""
        )

    def _reason(self, code: GroundCode, document_id: DocumentId | None) -> str:
        found = [
            motivation
            for motivation in self._case.motivations
            if motivation.ground_code == code and motivation.document_id == document_id
        ]
        return self._said(max(found, key=lambda each: each.at).text) if found else ""

    def _motivations(self) -> Iterator[Row]:
        for entry in self._withheld:
            for code in entry.ground_codes:
                reasons = [self._reason(code, entry.document_id)]
                reasons += [
                    self._said(box.motivation)
                    for box in self._states[entry.document_id].redactions
                    if code in box.ground_codes
                ]
                if entry.judgement is Judgement.NOT_PUBLIC:
                    reasons.append(entry.remark)
                if words := _joined(dict.fromkeys(reasons)):
                    yield {**self._row(entry), "grond": code, "motivering": words}

    def _old(self) -> Iterator[Row]:
        """Art. 5.3 asks for a reason where information is over five years old."""
        day = self._case.settings.decision_day or self._case.today
        for entry in self._withheld:
            if not is_old(self._states[entry.document_id].document.date, day):
                continue
            for code in entry.ground_codes:
                if not self._case.grounds.get(code).five_year_rule:
                    continue
                boxes = self._states[entry.document_id].redactions
                reasons = [
                    self._reason(code, entry.document_id),
                    self._reason(code, None),
                    *(self._said(box.motivation) for box in boxes if code in box.ground_codes),
                ]
                words = _joined(dict.fromkeys(reasons)) or dutch_text("letter.no_reason")
                yield {**self._row(entry), "grond": code, "motivering": words}

    def _parties(self) -> Iterator[Row]:
        """Without their names: who they are may be what is withheld."""
        asked = [party for party in self._case.parties if party.asked_on is not None]
        for number, party in enumerate(asked, 1):
            silent = party.outcome is ViewOutcome.NONE and not party.waits(self._case.today)
            outcome = ViewOutcome.SILENT if silent else party.outcome
            yield {
                "volgnummer": str(number),
                "uitkomst": dutch_text(f"view_outcome.{outcome.value}"),
                "gevolg": self._said(party.effect),
            }

    def _passages(self) -> Iterator[Row]:
        for entry in self._withheld:
            state = self._states[entry.document_id]
            kinds = {finding.id: finding.entity_type for finding in state.findings}
            for box in sorted(state.redactions, key=lambda b: (b.page_index, b.boxes[0].y0)):
                kind = kinds.get(box.finding_id) if box.finding_id else None
                reasons = [self._said(box.motivation)]
                reasons += [self._reason(code, entry.document_id) for code in box.ground_codes]
                yield {
                    **self._row(entry),
                    "bladzijde": str(box.page_index + 1),
                    "plaats_op_bladzijde": self._where(state, box),
                    "grond": ", ".join(box.ground_codes),
                    "soort": dutch_text(f"entity.{kind.value}")
                    if kind
                    else dutch_text("letter.passage"),
                    "motivering": _joined(dict.fromkeys(reasons)),
                }

    @staticmethod
    def _where(state: DocumentState, box: Redaction) -> str:
        """Upper, middle or lower third: enough to find the box, and it tells no width."""
        height = next((p.height for p in state.pages if p.index == box.page_index), 0.0)
        third = int(box.boxes[0].y0 / height * _THIRDS) if height else 0
        return dutch_text(f"letter.third.{min(max(third, 0), _THIRDS - 1)}")

    def _refused(self) -> Iterator[Row]:
        for entry in self._withheld:
            if entry.judgement is Judgement.NOT_PUBLIC:
                grounds = ", ".join(entry.ground_codes)
                yield {**self._row(entry), "grond": grounds, "motivering": entry.remark}

    def _chronology(self) -> Iterator[Row]:
        numbers = {entry.document_id: entry.printed_number for entry in self._entries}
        for line in self._case.lines:
            number = numbers.get(line.document_id, "") if line.document_id else ""
            page = "" if line.page_index is None else str(line.page_index + 1)
            yield {
                "dag": line.shown or day_text(line.day),
                "soort": dutch_text(f"happening.{line.what.value}"),
                "tekst": self._said(line.text),
                "wie": self._said(line.who),
                "bron": dutch_text("letter.source", number=number, page=page) if page else number,
            }

    # Rows ---------------------------------------------------------------------------------------

    @staticmethod
    def _is_given(entry: InventoryEntry) -> bool:
        given = (Judgement.PUBLIC, Judgement.PARTIAL_PUBLIC)
        return entry.judgement in given and not entry.suspended

    def _row(self, entry: InventoryEntry) -> dict[str, str]:
        pages = ""
        if entry.bundle_first:
            pages = f"{entry.bundle_first}-{entry.bundle_last}"
        reason = (
            ""
            if entry.reason is ScopeReason.NONE
            else dutch_text(f"scope_reason.{entry.reason.value}")
        )
        day = dt.date.fromisoformat(entry.date_text) if entry.date_text else None
        return {
            "nummer": entry.printed_number,
            "titel": entry.title,
            "datum": day_text(day) or dutch_text("inventory.unknown_date"),
            "beoordeling": dutch_text(f"judgement.{entry.judgement.value}")
            if entry.judgement
            else "",
            "gronden": ", ".join(entry.ground_codes),
            "bladzijden": pages,
            "bijlage": entry.annex or self._places.get(entry.document_id, ""),
            "link": entry.public_link,
            "reden": _joined((reason, entry.remark)),
        }


def _joined(words: Iterable[str]) -> str:
    return "; ".join(word.strip() for word in words if word.strip())


def _numbers(entries: Sequence[InventoryEntry]) -> str:
    every = [entry.printed_number for entry in entries]
    return dutch_text("letter.documents", count=len(every), numbers=", ".join(every))

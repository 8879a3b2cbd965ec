"""DiWoo metadata 0.9.8 as sitemaps: one entry for each published document.

Source: standaarden.overheid.nl/diwoo/metadata (schema 0.9.8) and its sitemap guide: `loc` points
directly at the file, at most 50,000 addresses and 50 MB in one sitemap, an index named after the
information category. Values that the lists of DiWoo have no word for (grounds, judgement, pages of
the bundle, digest) go as extraMetadata.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from woo_desk.domain.inventory import InventoryEntry
from woo_desk.domain.publication import UNKNOWN_ADDRESS, ChangeKind, ChangeReason
from woo_desk.publication.cells import printable
from woo_desk.publication.facts import Facts, Problem
from woo_desk.publication.report_rules import is_address
from woo_desk.publication.tooi import (
    ACTIONS,
    CATEGORIES,
    DOCUMENT_KINDS,
    ESTABLISHED,
    ORGANISATIONS,
    REASONS,
    THEMES,
    category_number,
    document_kind,
    value_list,
)
from woo_desk.texts import dutch_text as text

MAX_URLS = 50_000
MAX_BYTES = 50_000_000
_DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Of the lists of the EU, which are no part of TOOI.
LANGUAGE = "http://publications.europa.eu/resource/authority/language/NLD"
PDF = "http://publications.europa.eu/resource/authority/file-type/PDF"
_PRIVACY = "https://identifier.overheid.nl/tooi/def/thes/kern/c_098c1346"
_PROCEDURE = "https://identifier.overheid.nl/tooi/def/thes/kern/c_c77c86e0"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PRIVATE = (ChangeReason.PRIVACY, ChangeReason.FILE_NAME)


def check_diwoo(facts: Facts) -> tuple[Problem, ...]:
    """What the schema or the harvester would refuse."""
    settings = facts.settings
    problems = []
    if settings.publisher not in value_list(ORGANISATIONS):
        problems.append(Problem("publisher"))
    for key, value in (("responsible", settings.responsible), ("author", settings.author)):
        if value and value not in value_list(ORGANISATIONS):
            problems.append(Problem(key))
    if settings.category not in value_list(CATEGORIES):
        problems.append(Problem("category"))
    if not set(settings.themes) <= set(value_list(THEMES)):
        problems.append(Problem("theme"))
    if not set(settings.document_kinds.values()) <= {"", *value_list(DOCUMENT_KINDS)}:
        problems.append(Problem("document_kind"))
    if not is_address(settings.base_address) or not settings.base_address.endswith("/"):
        problems.append(Problem("base_address"))
    problems += [
        Problem("day_missing", entry.printed_number, "Datum")
        for entry in facts.entries
        if entry.file_name and not (entry.date_text or settings.decision_day)
    ]
    return tuple(problems)


def write_diwoo(facts: Facts, folder: Path) -> tuple[Path, ...]:
    """Write the sitemaps and their index; gives their paths.

    Without the address of the files they are called "concept": they cannot be harvested as they
    are.
    """
    number = category_number(facts.settings.category)
    stem = f"diwoo-infocat{number}{'-concept' if _is_concept(facts) else ''}"
    paths: list[Path] = []
    for order, urls in enumerate(_batches(_url(entry, facts) for entry in facts.published), 1):
        path = folder / f"sitemap-{stem}-{order}.xml"
        path.write_text(
            f'{_XML}<urlset xmlns="{_SITEMAP}" xmlns:diwoo="{_DIWOO}">\n{"".join(urls)}</urlset>\n',
            "utf-8",
            newline="\n",
        )
        paths.append(path)
    index = folder / f"sitemapindex-{stem}.xml"
    lines = [
        f"<sitemap><loc>{_escaped(_address(facts, f'{folder.name}/{path.name}'))}</loc>"
        f"<lastmod>{_day(facts)}</lastmod></sitemap>\n"
        for path in paths
    ]
    index.write_text(
        f'{_XML}<sitemapindex xmlns="{_SITEMAP}">\n{"".join(lines)}</sitemapindex>\n',
        "utf-8",
        newline="\n",
    )
    return (*paths, index)


def _is_concept(facts: Facts) -> bool:
    """Whether the address of the files is not known yet, so that nothing can be harvested."""
    return facts.settings.base_address == UNKNOWN_ADDRESS


def _batches(urls: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for url in urls:
        if batch and (len(batch) == MAX_URLS or size + len(url.encode()) > MAX_BYTES - 1000):
            yield batch
            batch, size = [], 0
        batch.append(url)
        size += len(url.encode())
    if batch:
        yield batch


def _url(entry: InventoryEntry, facts: Facts) -> str:
    return (
        f"<url><loc>{_escaped(_address(facts, entry.file_name))}</loc>"
        f"<lastmod>{_day(facts)}</lastmod>\n"
        f"<diwoo:Document><diwoo:DiWoo>\n{_metadata(entry, facts)}</diwoo:DiWoo>\n"
        f"{_extra(entry)}</diwoo:Document></url>\n"
    )


def _metadata(entry: InventoryEntry, facts: Facts) -> str:
    settings = facts.settings
    title = entry.title or text("platform.document", number=entry.printed_number)
    number = "-".join(part for part in (settings.prefix, settings.matter) if part)
    identifier = f"{number}-{entry.printed_number}" if number else entry.printed_number
    day = entry.date_text or (settings.decision_day or facts.today).isoformat()
    organisations = value_list(ORGANISATIONS)
    lines = [
        _inside("identifiers", _element("identifier", identifier)),
        _chosen("publisher", settings.publisher, organisations),
        _chosen("verantwoordelijke", settings.responsible or settings.publisher, organisations),
        _chosen("opsteller", settings.author, organisations) if settings.author else "",
        _inside("titelcollectie", _element("officieleTitel", title)),
        _inside("omschrijvingen", _element("omschrijving", entry.remark)) if entry.remark else "",
        _inside("classificatiecollectie", _classes(entry, facts)),
        _element("creatiedatum", entry.date_text) if entry.date_text else "",
        _element("language", "Nederlands", LANGUAGE),
        _element("format", "PDF", PDF),
        _inside(
            "documenthandelingen",
            _inside(
                "documenthandeling",
                _chosen("soortHandeling", ESTABLISHED, value_list(ACTIONS))
                + _element("atTime", f"{day}T00:00:00"),
            ),
        ),
        _replaced(entry, facts),
    ]
    return "".join(line for line in lines if line)


def _classes(entry: InventoryEntry, facts: Facts) -> str:
    settings = facts.settings
    kind = document_kind(entry.kind, settings)
    lines = _inside(
        "informatiecategorieen",
        _chosen("informatiecategorie", settings.category, value_list(CATEGORIES)),
    )
    if kind:
        kinds = value_list(DOCUMENT_KINDS)
        lines += _inside("documentsoorten", _chosen("documentsoort", kind, kinds))
    if settings.themes:
        themes = value_list(THEMES)
        chosen = "".join(_chosen("thema", theme, themes) for theme in settings.themes)
        lines += _inside("themas", chosen)
    return lines


def _replaced(entry: InventoryEntry, facts: Facts) -> str:
    """Why the file differs from the one that was published before (redenVerwijderingVervanging)."""
    for line in reversed(facts.changes):
        if line.printed_number == entry.printed_number and line.kind is ChangeKind.CORRECTED:
            reason = _PRIVACY if line.reason in _PRIVATE else _PROCEDURE
            return _chosen("redenVerwijderingVervanging", reason, value_list(REASONS))
    return ""


def _extra(entry: InventoryEntry) -> str:
    pages = [str(page) for page in (entry.bundle_first, entry.bundle_last) if page is not None]
    judgement = text(f"judgement.{entry.judgement.value}") if entry.judgement else ""
    values: Sequence[tuple[str, Sequence[str]]] = (
        ("documentnummer", [entry.printed_number]),
        ("beoordeling", [judgement]),
        ("weigeringsgrond", entry.ground_codes),
        ("bijlage", [entry.annex]),
        ("bundelbladzijde", pages),
        ("sha256", [entry.sha256]),
    )
    fields = "".join(
        _inside(
            "extraMetadataveld",
            _element("key", key)
            + _inside("values", "".join(_element("value", value) for value in said if value)),
        )
        for key, said in values
        if any(said)
    )
    return _inside("extraMetadata", _inside("extraMetadatavelden", fields))


def _address(facts: Facts, path: str) -> str:
    return facts.settings.base_address + quote(path)


def _day(facts: Facts) -> dt.date:
    return facts.settings.publication_day or facts.today


def _chosen(name: str, identifier: str, labels: Mapping[str, str]) -> str:
    return _element(name, labels[identifier], identifier)


def _element(name: str, value: str, resource: str = "") -> str:
    attribute = f' resource="{html.escape(resource)}"' if resource else ""
    return f"<diwoo:{name}{attribute}>{_escaped(printable(value))}</diwoo:{name}>\n"


def _inside(name: str, content: str) -> str:
    return f"<diwoo:{name}>{content}</diwoo:{name}>\n"


def _escaped(words: str) -> str:
    """As the text of an element. WHY not `xml.sax.saxutils`: that loads `ssl` and `http.client`."""
    return html.escape(words, quote=False)

"""The tables of a dossier file. Owns the SQL that makes them; changes go through `migrations`.

Tables that a user's commands change have one row per value: `key` names it, `data` holds the whole
value as JSON, and further columns repeat what questions need to find or sort by. Derived tables
(`page_result`, `finding`, `person`) can be emptied and filled again by detection.
"""

from __future__ import annotations

APPLICATION_ID = 0x576F6F44
"""Marks the file as a dossier ("WooD"), in the file header at offset 68."""
VERSION = 2
"""Version of this schema, in `user_version`."""
SUFFIX = ".woodossier"

# WHY deferred: undo puts rows back in no particular order, within one transaction.
_OF_DOCUMENT = "REFERENCES document (key) DEFERRABLE INITIALLY DEFERRED"

NEW_IN_2 = (
    # One table for every further kind of value, so that a new kind needs no new schema. `key` is
    # "<kind>/<key>"; document_id is NULL for what belongs to the dossier as a whole.
    f"""CREATE TABLE item (
        key TEXT PRIMARY KEY, document_id TEXT {_OF_DOCUMENT}, data TEXT NOT NULL,
        kind TEXT NOT NULL)""",
    # Derived, and costly to make again: kept by what it was made from.
    """CREATE TABLE cache (
        kind TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (kind, key))""",
)

TABLES = (
    "CREATE TABLE dossier (key TEXT PRIMARY KEY, document_id TEXT, data TEXT NOT NULL)",
    """CREATE TABLE document (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL, data TEXT NOT NULL,
        number INTEGER NOT NULL UNIQUE,
        source_sha256 TEXT NOT NULL, prepared_sha256 TEXT NOT NULL)""",
    f"""CREATE TABLE page (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL {_OF_DOCUMENT}, data TEXT NOT NULL,
        page_index INTEGER NOT NULL, needs_eyes INTEGER NOT NULL)""",
    f"""CREATE TABLE page_look (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL {_OF_DOCUMENT}, data TEXT NOT NULL,
        page_index INTEGER NOT NULL)""",
    f"""CREATE TABLE review (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL {_OF_DOCUMENT}, data TEXT NOT NULL)""",
    f"""CREATE TABLE redaction (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL {_OF_DOCUMENT}, data TEXT NOT NULL,
        page_index INTEGER NOT NULL)""",
    f"""CREATE TABLE decision (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL {_OF_DOCUMENT}, data TEXT NOT NULL,
        sequence INTEGER NOT NULL UNIQUE)""",
    f"""CREATE TABLE override (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL {_OF_DOCUMENT}, data TEXT NOT NULL)""",
    # Derived. WHY no reference to document: detection may end after its document was undone, and
    # redo should find the result; `sweep` removes what belongs to nothing any more.
    """CREATE TABLE page_result (
        document_id TEXT NOT NULL, page_index INTEGER NOT NULL,
        prepared_sha256 TEXT NOT NULL, detector_version TEXT NOT NULL, complete INTEGER NOT NULL,
        text TEXT NOT NULL, folded TEXT NOT NULL,
        PRIMARY KEY (document_id, page_index))""",
    """CREATE TABLE finding (
        key TEXT PRIMARY KEY, document_id TEXT NOT NULL, page_index INTEGER NOT NULL,
        start INTEGER NOT NULL, proposal TEXT NOT NULL, data TEXT NOT NULL)""",
    "CREATE TABLE person (document_id TEXT PRIMARY KEY, data TEXT NOT NULL)",
    # Sources and prepared PDFs. WHY content last: the columns before it are read without it.
    """CREATE TABLE blob (
        sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, content BLOB NOT NULL)""",
    # WHY autoincrement: an export names the step that it shows, so no number comes back.
    """CREATE TABLE step (
        number INTEGER PRIMARY KEY AUTOINCREMENT, step_key TEXT NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE step_change (
        step INTEGER NOT NULL REFERENCES step (number) ON DELETE CASCADE,
        kind TEXT NOT NULL, key TEXT NOT NULL, document_id TEXT, before TEXT, after TEXT,
        PRIMARY KEY (step, kind, key))""",
    """CREATE TABLE export (
        id INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL, data TEXT NOT NULL)""",
    """CREATE TABLE log (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, by TEXT NOT NULL,
        action TEXT NOT NULL, step_key TEXT NOT NULL, step INTEGER, ids TEXT NOT NULL)""",
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL)",
    *NEW_IN_2,
)

INDEXES_NEW_IN_2 = ("CREATE INDEX item_of_kind ON item (kind, document_id)",)

INDEXES = (
    "CREATE INDEX page_of_document ON page (document_id, page_index, needs_eyes)",
    "CREATE INDEX page_look_of_document ON page_look (document_id, page_index)",
    "CREATE INDEX review_of_document ON review (document_id)",
    "CREATE INDEX redaction_of_document ON redaction (document_id, page_index)",
    "CREATE INDEX decision_of_document ON decision (document_id, sequence)",
    "CREATE INDEX override_of_document ON override (document_id)",
    # WHY these columns: with them the counts of the document list never touch the rows.
    "CREATE INDEX finding_of_document ON finding (document_id, page_index, start, proposal, key)",
    "CREATE INDEX page_result_state ON page_result (document_id, complete)",
    "CREATE INDEX step_change_of_kind ON step_change (kind)",
    *INDEXES_NEW_IN_2,
)

TRIGGERS = (
    """CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
        BEGIN SELECT RAISE (ABORT, 'the logbook is append-only'); END""",
    """CREATE TRIGGER log_is_never_shortened BEFORE DELETE ON log
        BEGIN SELECT RAISE (ABORT, 'the logbook is append-only'); END""",
)

STATEMENTS = (*TABLES, *INDEXES, *TRIGGERS)

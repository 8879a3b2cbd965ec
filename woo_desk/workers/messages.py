"""What crosses the pipe between the program and a worker, and which types each task has.

Both ends check what arrives against these types. The functions behind the task names are in
`woo_desk.workers.tasks`, which only a worker imports (by name, so no static import leads to it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec

from woo_desk.usecases import requests, requests_content, requests_publication

JobIdText = Annotated[str, msgspec.Meta(max_length=64)]
ErrorKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]{1,60}$")]
Count = Annotated[int, msgspec.Meta(ge=0)]
VALUE_LIMIT = 1000
"""Longest text among the values of an error, in characters."""
ErrorValue = Annotated[str, msgspec.Meta(max_length=VALUE_LIMIT)] | int
ErrorValues = Annotated[dict[str, ErrorValue], msgspec.Meta(max_length=20)]


class Run(msgspec.Struct, frozen=True, tag="run"):
    """To a worker: do this job."""

    job_id: str
    task: str
    request: msgspec.Raw
    """Encoded request, of the task's request type."""
    time_limit_s: float
    """After which the worker ends itself, should nobody else do so."""
    unlock: tuple[str, str] | None = None
    """Path and key of the encrypted dossier that the request names; None for none."""


class Load(msgspec.Struct, frozen=True, tag="load"):
    """To a worker: import what this task needs, ahead of its first job. Has no answer."""

    task: str


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """To a worker: stop this job at its next report."""

    job_id: str


class Started(msgspec.Struct, frozen=True, tag="started"):
    """From a worker: the job begins now; its time counts from here."""

    job_id: JobIdText


class Progressed(msgspec.Struct, frozen=True, tag="progressed"):
    """From a worker: the job has come this far."""

    job_id: JobIdText
    done: Count
    total: Count


class Succeeded(msgspec.Struct, frozen=True, tag="succeeded"):
    """From a worker: the job ended with a result."""

    job_id: JobIdText
    result: msgspec.Raw
    """Encoded result, of the task's result type."""
    memory_bytes: Count
    """What the worker process holds now."""


class Erred(msgspec.Struct, frozen=True, tag="erred"):
    """From a worker: the job ended with an error that has a text."""

    job_id: JobIdText
    key: ErrorKey
    values: ErrorValues
    memory_bytes: Count


class Halted(msgspec.Struct, frozen=True, tag="halted"):
    """From a worker: the job stopped because it was cancelled."""

    job_id: JobIdText
    memory_bytes: Count


Order = Run | Load | Cancel
Ending = Succeeded | Erred | Halted
Answer = Started | Progressed | Succeeded | Erred | Halted


@dataclass(frozen=True, slots=True)
class TaskTypes:
    """What goes into a task and what comes out."""

    request: type
    result: type


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The tasks that an engine knows."""

    types: Mapping[str, TaskTypes]
    module: str
    """Name of the module whose `find_task(name)` gives the function; imported by workers only."""
    outside: frozenset[str] = frozenset()
    """Tasks that start another program, so that no worker may do them: see `workers.outside`."""


DESK_TASKS = Catalogue(
    types={
        "prepare": TaskTypes(requests.PrepareRequest, requests.PrepareResult),
        "recognise": TaskTypes(requests.RecogniseRequest, requests.RecogniseResult),
        "lay_text": TaskTypes(requests.LayTextRequest, requests.LayTextResult),
        "detect": TaskTypes(requests.DetectRequest, requests.DetectResult),
        "detect_lines": TaskTypes(requests.DetectLinesRequest, requests.DetectLinesResult),
        "clean_titles": TaskTypes(requests.CleanTitlesRequest, requests.CleanTitlesResult),
        "render": TaskTypes(requests.RenderRequest, requests.RenderResult),
        "page_text": TaskTypes(requests.TextRequest, requests.TextResult),
        "describe": TaskTypes(requests_content.DescribeRequest, requests_content.DescribeResult),
        "picture_key": TaskTypes(
            requests_content.PictureKeyRequest, requests_content.PictureKeyResult
        ),
        "compare": TaskTypes(requests_content.CompareRequest, requests_content.CompareResult),
        "transfer": TaskTypes(requests_content.TransferRequest, requests_content.TransferResult),
        "modernise": TaskTypes(requests_content.ModerniseRequest, requests_content.ModerniseResult),
        "redact": TaskTypes(requests.RedactRequest, requests.RedactResult),
        "take_over": TaskTypes(
            requests_publication.TakeOverRequest, requests_publication.TakeOverResult
        ),
        "letters": TaskTypes(
            requests_publication.LettersRequest, requests_publication.LettersResult
        ),
        "copy_dossier": TaskTypes(
            requests_publication.CopyDossierRequest, requests_publication.CopyDossierResult
        ),
        "court": TaskTypes(requests_publication.CourtRequest, requests_publication.CourtResult),
        "search_words": TaskTypes(
            requests_publication.SearchWordsRequest, requests_publication.SearchWordsResult
        ),
        "verify": TaskTypes(requests.VerifyRequest, requests.VerifyResult),
        "verify_folder": TaskTypes(requests.VerifyFolderRequest, requests.VerifyFolderResult),
        "manual": TaskTypes(requests_publication.ManualRequest, requests_publication.ManualResult),
        "certificate": TaskTypes(requests.CertificateRequest, requests.CertificateResult),
        "bundle": TaskTypes(requests_publication.BundleRequest, requests_publication.BundleResult),
        "inventory": TaskTypes(
            requests_publication.InventoryRequest, requests_publication.InventoryResult
        ),
        "records": TaskTypes(
            requests_publication.RecordsRequest, requests_publication.RecordsResult
        ),
        "read_text": TaskTypes(
            requests_publication.ReadTextRequest, requests_publication.ReadTextResult
        ),
    },
    module="woo_desk.workers.tasks",
    outside=frozenset({"modernise"}),
)
"""Every task of the program."""

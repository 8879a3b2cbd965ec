"""Patterns that may not occur, and why; every row is tested on an example of its own."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.sources import name_of, python_files, text_files, tree_of


@dataclass(frozen=True, slots=True)
class Ban:
    pattern: str
    why: str
    example: str
    """A line that the pattern must find, so that the row itself is tested."""
    where: str = r"^woo_desk/"
    """Files that the ban is about: a pattern on the name."""
    unless: str = r"^$"
    """Files where it is right: a pattern on the name."""


NETWORK = "aiohttp|ftplib|http|httpx|requests|smtplib|socket|ssl|telnetlib|urllib3|xmlrpc"

BANS = (
    Ban(
        r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
        "work that is put off belongs in the issue list",
        "# TO" + "DO later",
        where=r"\.(py|toml|md)$",
    ),
    Ban(
        rf"^\s*(import|from)\s+({NETWORK}|urllib\.request)\b",
        "the program never uses the network",
        "import socket",
        # WHY but for these: one tries whether it is refused, one reaches a cluster that was named.
        unless=r"^woo_desk/(usecases/selftest|workers/cluster)\.py$",
    ),
    Ban(
        r"^\s*(import|from)\s+(pickle|shelve|marshal|dill)\b",
        "a worker has touched untrusted bytes; unpickling would run what they say",
        "import pickle",
    ),
    Ban(r"(?<![.\w])(eval|exec)\(", "no code is made out of data", "eval(text)"),
    Ban(r"shell=True|os\.system\(", "no shell ever sees a file name", "os.system(name)"),
    Ban(
        r"^\s*(import|from)\s+subprocess\b",
        "no other program is needed; workers may not start one",
        "import subprocess",
        # WHY but for these: who opens a folder for the user; a worker's home on another machine;
        # LibreOffice for old Office files, which no part of the program reads.
        unless=r"^woo_desk/(gui/|workers/(station|tasks_modern)\.py$)",
    ),
    Ban(r"\b(import|from) fitz\b", "the old name of pymupdf warns and will go", "import fitz"),
    Ban(
        r"saveIncr|incremental=True|\.save_incremental",
        "an incremental save keeps the redacted bytes in the file",
        "document.saveIncr()",
    ),
    Ban(
        r"\.search_for\(",
        "its rectangles overlap the lines above and below: boxes come from characters",
        'page.search_for("x")',
    ),
    Ban(
        r"add_redact_annot\([^)]*\btext=",
        "a label that does not fit vanishes without a word, and its font is not embedded",
        'page.add_redact_annot(r, text="5.1.2e")',
    ),
    Ban(
        r"log_decision_process\s*=\s*True",
        "writes document text to the log",
        "log_decision_process=True",
    ),
    Ban(
        r"load_predefined_recognizers|predefined_recognizers|\btldextract\b",
        "tries to fetch the suffix list from the network",
        "registry.load_predefined_recognizers()",
        # WHY but for this one: it names the library to keep it from being loaded.
        where=r"^woo_desk/(?!detect/slim_import\.py).*\.py$",
    ),
    Ban(
        r"\b(QThreadPool|QThread|QProcess|QSortFilterProxyModel|QtNetwork|QtWebEngine\w*)\b",
        "work runs in worker processes; the proxy model takes a minute on 100,000 rows; no network",
        "class A(QThread): ...",
        where=r"^woo_desk/.*\.py$",
    ),
    Ban(
        r"\bassert\b\s",
        "vanishes with python -O: raise an error",
        "    assert x",
        where=r"^woo_desk/.*\.py$",
        unless=r"^$",
    ),
    Ban(
        r"\b(logger|logging|log)\.exception\(|exc_info=True",
        "the message of an exception may quote the document",
        'logger.exception("x")',
    ),
    Ban(
        r"traceback\.(print|format)_",
        "an error's message may quote the document",
        "traceback.print_exc()",
    ),
    Ban(
        r"\.now\(|\.today\(|\.utcnow\(|\btime\.time\(|^\s*(import|from)\s+(random|secrets|uuid)\b",
        "the domain has no clock and no dice: the same decisions give the same result",
        "today = dt.date.today()",
        where=r"^woo_desk/domain/",
    ),
    Ban(r"#\s*noqa\s*($|[^:\s])", "say which rule is waived", "x = 1  # noqa", where=r"\.py$"),
    Ban(
        r"#\s*type:\s*ignore(?!\[)",
        "say which error is ignored",
        "x = y  # type: " + "ignore",
        where=r"\.py$",
    ),
    Ban(
        r"pytest\.(skip|xfail)\(\s*\)|mark\.(skip|xfail)\s*(\(\s*\))?\s*$",
        "a test that does not run says why",
        "@pytest.mark.skip",
        where=r"^tests/",
    ),
    Ban(
        r"monkeypatch\.setattr\(\s*f?[\"']",
        "patch the object, not its name: a renamed module must break the test",
        'monkeypatch.setattr("a.b", 1)',
        where=r"^tests/",
    ),
    Ban(
        r"(?<![\w.])/(work|root|home|Users|tmp|opt|mnt)/\w",
        "names a path of somebody's machine",
        "open('/home/" + "piet/x')",
        where=r"",
        unless=r"^tests/house/|^LICENSE$|\.svg$",
    ),
    Ban(
        r"https?://[\w.-]+/simple\b|index-url|find-links|--trusted-host",
        "names a registry: who installs uses their own mirror",
        "--index-url x",
        where=r"",
        unless=r"^tests/house/",
    ),
)


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    yield from enumerate(path.read_text("utf-8").splitlines(), start=1)


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.why)
def test_banned_pattern_does_not_occur(ban: Ban) -> None:
    own = name_of(Path(__file__))
    found = [
        f"{name}:{number}: {line.strip()[:90]}"
        for path in text_files()
        if re.search(ban.where, name := name_of(path))
        and not re.search(ban.unless, name)
        and name != own
        for number, line in lines_of(path)
        if re.search(ban.pattern, line)
    ]
    assert not found, f"{ban.why}:\n" + "\n".join(found)


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.why)
def test_ban_finds_its_example(ban: Ban) -> None:
    assert re.search(ban.pattern, ban.example)


HOSTS = {
    "fsf.org": "text of the licence",
    "www.gnu.org": "text of the licence",
    "www.w3.org": "name of an XML namespace or of a standard",
    "www.aiim.org": "name of an XML namespace",
    "openoffice.org": "name of an XML namespace",
    "purl.org": "name of an XML namespace",
    "ns.adobe.com": "name of an XML namespace",
    "schemas.openxmlformats.org": "name of an XML namespace",
    "schemas.microsoft.com": "name of an XML namespace",
    "standaarden.overheid.nl": "name of an XML namespace",
    "identifier.overheid.nl": "identifier in a government value list",
    "publications.europa.eu": "identifier in a value list of the EU",
    "www.sitemaps.org": "name of an XML namespace",
    "wetten.overheid.nl": "source of a rule of law",
    "www.waterstaatwonen.nl": "invented, in the example dossier",
}
"""Hosts that may be named, and why; nothing is ever fetched from them."""
RESERVED = (
    ".example",
    ".test",
    ".invalid",
    "example.org",
    "example.com",
    "example.nl",
    "localhost",
)


def test_no_other_hosts_are_named() -> None:
    found = {
        f"{name_of(path)}:{number}: {host}"
        for path in text_files()
        if not name_of(path).startswith("tests/")  # invented documents name invented hosts
        for number, line in lines_of(path)
        for host in re.findall(r"https?://([\w.-]+\w)", line)
        if host not in HOSTS and not host.endswith(RESERVED)
    }
    assert not found, "\n".join(sorted(found))


BROAD = ("Exception", "BaseException")
BOUNDARIES = {
    "woo_desk/workers/serve.py": "edge of the worker process",
    "woo_desk/cli/main.py": "edge of the command line",
    "woo_desk/workers/executor_engine.py": "edge of an executor: it raises what it likes",
    "woo_desk/gui/bridge.py": "edge of the window",
    "woo_desk/usecases/flow.py": "kept, and raised once the last running job has ended",
}


def broad_handlers(tree: ast.Module) -> Iterator[ast.ExceptHandler]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(
                kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD) for kind in kinds
            ):
                yield node


def test_broad_handlers_raise_again_except_at_the_edges() -> None:
    found = [
        f"{name_of(path)}:{handler.lineno}"
        for path in python_files("woo_desk")
        if name_of(path) not in BOUNDARIES
        for handler in broad_handlers(tree_of(path))
        if not any(isinstance(node, ast.Raise) for node in ast.walk(handler))
    ]
    assert not found, found


IMPORTS_INSIDE = {
    "woo_desk/app.py": "Dask is an optional part",
    "woo_desk/__main__.py": "the command line runs where Qt's system libraries are absent",
}


def test_imports_stand_at_the_top() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("woo_desk", "tests")
        if name_of(path) not in IMPORTS_INSIDE
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, found


LONGEST_FILE = 400


def test_no_file_is_too_long_to_read() -> None:
    long = {
        name_of(path): count
        for path in python_files()
        if (count := sum(1 for _ in lines_of(path))) > LONGEST_FILE
    }
    assert not long, long


# Direction marks and spaces of no width can hide what a line really does.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def test_no_invisible_characters() -> None:
    found = [
        f"{name_of(path)}:{number}: {unicodedata.name(match.group())}"
        for path in text_files()
        for number, line in lines_of(path)
        if (match := INVISIBLE.search(line))
    ]
    assert not found, found


def test_every_python_file_has_future_annotations_or_is_empty_of_code() -> None:
    found = [
        name_of(path)
        for path in python_files()
        if any(not isinstance(n, ast.Expr) for n in tree_of(path).body)
        and "from __future__ import annotations" not in path.read_text("utf-8")
    ]
    assert not [n for n in found if not n.endswith("__init__.py")], found


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in python_files("tests", "woo_desk")}
    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []

"""Takes one source in, in this process, and reads what is on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from woo_desk.pdf.press import printed_text
from woo_desk.usecases.requests import PrepareRequest, PrepareResult
from woo_desk.workers.tasks_intake import prepare


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a source."""

    result: PrepareResult
    text: str
    """Of all pages, each stretch of white space as one space."""

    @property
    def hidden(self) -> set[str]:
        """The kinds of hidden things that were listed."""
        return {item.kind.value for item in self.result.hidden}

    @property
    def details(self) -> str:
        """What is said of them."""
        return " | ".join(item.detail for item in self.result.hidden)

    def child(self, name: str) -> bytes:
        """Content of a document inside."""
        (found,) = [child for child in self.result.children if child.name == name]
        return Path(found.path).read_bytes()


def take_in(folder: Path, name: str, content: bytes, *, depth: int = 0) -> Taken:
    """Prepare a file of this name and content."""
    source, output = folder / "bron", folder / "pagina.pdf"
    source.write_bytes(content)
    output.unlink(missing_ok=True)
    request = PrepareRequest(
        str(source), str(output), name=name, children_folder=str(folder / "in"), depth=depth
    )
    result = prepare(request, lambda _done, _total: None)
    text = printed_text(output.read_bytes()) if output.exists() else ""
    return Taken(result, " ".join(text.split()))

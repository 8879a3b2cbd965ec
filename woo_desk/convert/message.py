"""A message as pages, whatever it was kept in: heading, text, what differs, what hangs on it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from woo_desk.convert.compare import lost_words, words_of
from woo_desk.convert.html import html_blocks, title_of
from woo_desk.convert.result import Converted, Part, mark, mark_line
from woo_desk.domain.document import HiddenKind, IntakeProblem, MailFacts
from woo_desk.domain.printout import Block, Ink, Kind, Paragraph, Printout, Run, plain, text_of
from woo_desk.domain.wording import key_of_words, words_in
from woo_desk.texts import text

_PGP = "-----BEGIN PGP MESSAGE-----"
_BLANK = re.compile(r"\n[ \t]*\n")
_ADDRESS_NOISE = re.compile(r"<?\b(?:https?://|mailto:|cid:)\S+>?|\[cid:[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Body:
    """One text of a message, in up to two versions that should say the same."""

    html: str = ""
    plain: str = ""


@dataclass(slots=True)
class Message:
    """A message, read from any format."""

    heading: list[tuple[str, str]] = field(default_factory=list)
    """Text key `mail.<key>` and value, in order of printing."""
    facts: MailFacts = field(default_factory=MailFacts)
    bodies: list[Body] = field(default_factory=list)
    pictures: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """Pictures that came along, by content id and by name."""
    picture_parts: dict[str, Part] = field(default_factory=dict)
    """The same as parts, by content id: those that the text does not show are attachments."""
    parts: list[Part] = field(default_factory=list)
    technical: list[str] = field(default_factory=list)
    """Heading lines that only machines read."""
    warnings: list[IntakeProblem] = field(default_factory=list)
    signed: str = ""
    """Name of the signature; "" for none."""


def print_message(message: Message) -> Converted:
    """The message as pages.

    Raises:
        SourceError: a body cannot be read at all.
        LimitExceeded: larger or more complex than is safe.
    """
    bodies = Converted()
    titles: list[Block] = []
    for body in message.bodies:
        titles += _add_body(bodies, body, message)
    words = words_in(text_of(Printout(tuple(bodies.blocks))))
    result = Converted(
        mail=dataclasses.replace(message.facts, body_key=key_of_words(words), body_words=len(words))
    )
    parts = [
        *message.parts,
        *(p for k, p in message.picture_parts.items() if k in message.pictures),
    ]
    _add_heading(result, message, parts)
    # WHY before the text, and no part of it: programs add titles to a text that is the same.
    result.blocks += [*titles, *bodies.blocks]
    result.hidden += bodies.hidden
    result.source_text += bodies.source_text
    result.parts += parts
    for problem in (*message.warnings, *bodies.warnings):
        result.warn(problem)
    for line in message.technical:
        result.hide(HiddenKind.METADATA, line)
    if message.signed:
        result.hide(HiddenKind.SIGNATURE, message.signed)
    return result


def text_blocks(content: str, *, is_hidden: bool = False) -> list[Paragraph]:
    """Plain text as paragraphs; line ends stay."""
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    return [
        plain(part.strip("\n"), is_hidden=is_hidden)
        for part in _BLANK.split(content)
        if part.strip()
    ]


def _add_heading(result: Converted, message: Message, parts: list[Part]) -> None:
    lines = list(message.heading)
    if parts:
        lines.append(("attachments", "; ".join(part.name for part in parts)))
    for key, value in lines:
        if key == "bcc":
            result.hide(HiddenKind.BCC, value)
        label = Run(f"{text(f'mail.{key}')}: ", Ink.BOLD)
        extra = (Run(" "), mark("bcc")) if key == "bcc" else ()
        result.blocks.append(Paragraph((label, Run(value), *extra), is_hidden=key == "bcc"))
        result.source_text.append(value)
    result.blocks.append(Paragraph((Run(" "),), Kind.SMALL))


def _add_body(result: Converted, body: Body, message: Message) -> list[Block]:
    """Gives the title of the body, where it has one."""
    if _PGP in body.plain or _PGP in body.html:
        result.warn(IntakeProblem.ENCRYPTED_MAIL)
    if not body.html.strip():
        result.blocks += text_blocks(body.plain)
        result.source_text.append(body.plain)
        return []
    blocks, reader = html_blocks(body.html, result, message.pictures)
    for key in reader.shown:
        message.pictures.pop(key, None)
    result.blocks += blocks
    if body.plain.strip():
        _add_differences(result, body.plain, text_of(Printout(tuple(blocks))))
    return title_of(reader)


def _add_differences(result: Converted, other: str, shown: str) -> None:
    """Lines of the plain version with words that the shown version has not, or has less often."""
    missing = lost_words([_ADDRESS_NOISE.sub(" ", other)], shown)
    if not missing:
        return
    lines = [line for line in other.splitlines() if missing.keys() & words_of(line)]
    if not lines:
        return
    result.blocks.append(mark_line("other_body"))
    result.blocks += text_blocks("\n".join(lines), is_hidden=True)
    result.hide(HiddenKind.OTHER_BODY, " ".join(lines))

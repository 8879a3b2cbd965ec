"""What a ministry hands over, made up: a mailbox and a folder of all kinds, mostly copies.

    python -m tests.helpers.handover MAP [--count 2000] [--seed 1]

Every original holds a sentence that occurs nowhere else, named by a word of its own; `truth.json`
says where each item lies, which one it is a copy of, and to which thread and family it belongs.
About six of ten items are copies: the same file under another name, a mail that lies in the mailbox
and as a file, a reply that holds the mail before it. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import json
import random
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.helpers.cfb import compound_file
from tests.helpers.handover_files import KINDS, PICTURES
from tests.helpers.msgs import Msg
from tests.helpers.office import docx, package, paragraph
from tests.helpers.pdfs import simple_pdf, truncated

_WORDS = (
    "nareis", "gezin", "aanvraag", "besluit", "termijn", "cijfers", "overleg", "dossier", "kabinet",
    "behandeling", "capaciteit", "instroom", "advies", "minister", "directie", "proef", "aantal",
    "maatregel", "planning", "afdoening",
)  # fmt: skip
_FIRST = ("Anna", "Bas", "Coba", "Dirk", "Eva", "Fatima", "Gijs", "Hülya", "Ivo", "Joëlle")
_LAST = ("Jansen", "de Vries", "Bakker", "van den Berg", "Yılmaz", "Smit", "Ochałek", "Mulder")
_START = dt.datetime(2023, 5, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@dataclass
class Item:
    """One document as the dossier should hold it."""

    number: int
    place: str
    """Path below the folder; inside a container after "!"."""
    kind: str
    word: str = ""
    """Occurs only in this original, its copies, and mails that quote it."""
    sentence: str = ""
    """That it stands in, as it has to be found again, letter by letter."""
    hidden_word: str = ""
    """The same, in a place that a reader of the source does not see."""
    copy_of: int | None = None
    contained_in: int | None = None
    """A later mail that quotes all of this one."""
    family: int | None = None
    """Number of the message that it hangs on; of itself for a message with attachments."""
    thread: int | None = None
    """Number of the first message of the conversation."""
    problem: str = ""
    """Value of `IntakeProblem` that it should end with."""
    is_picture: bool = False
    """Its word stands in a picture: it is found by recognition or its absence is reported."""


@dataclass
class Handover:
    """What was made."""

    items: list[Item] = field(default_factory=list)

    @property
    def superfluous(self) -> list[Item]:
        """Copies of earlier items, and mails that a later one holds as a whole."""
        return [item for item in self.items if item.copy_of or item.contained_in]


@dataclass
class _Mail:
    item: Item
    content: bytes
    text: str
    message_id: str
    subject: str
    sender: str
    at: dt.datetime
    references: tuple[str, ...]


class _Maker:
    """Makes one handover."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self._folder, self._count = folder, count
        self._dice = random.Random(seed)
        self._out = Handover()
        self._files: list[tuple[Item, bytes]] = []
        """Originals that lie as files, to be copied."""
        self._mails: list[_Mail] = []
        self._mailbox: list[bytes] = []
        self._zipped: dict[str, str | bytes] = {}

    def make(self) -> Handover:
        self._broken()
        makers = (self._file, self._mail, self._copy, self._reply, self._mail_copy)
        weights = (16, 12, 30, 20, 22)
        while len(self._out.items) < self._count - 2:
            maker = self._dice.choices(makers, weights)[0]
            maker()
        self._write("postbus.mbox", b"".join(self._mailbox))
        self._item("postbus.mbox", "mbox")
        self._write("archief.zip", package(self._zipped))
        self._item("archief.zip", "zip")
        (self._folder / "truth.json").write_text(
            json.dumps([asdict(item) for item in self._out.items], indent=1), "utf-8"
        )
        return self._out

    def _item(self, place: str, kind: str, **fields: object) -> Item:
        item = Item(len(self._out.items) + 1, place, kind)
        for name, value in fields.items():
            setattr(item, name, value)
        self._out.items.append(item)
        return item

    def _write(self, place: str, content: bytes) -> None:
        path = self._folder / "bron" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _broken(self) -> None:
        """One file of each kind that cannot be worked with."""
        whole = simple_pdf(["x"])
        files = {
            "leeg.docx": (b"", "empty"),
            "kapot.pdf": (truncated(whole, 0.05), "damaged"),
            "kapot.docx": (docx(paragraph("x"))[:150], "damaged"),
            "slot.xlsx": (compound_file({"EncryptedPackage": b"x" * 5000}), "encrypted"),
            "oud.doc": (compound_file({"WordDocument": b"x" * 5000}), "old_office"),
            "tekst.pdf": (b"Dit is geen pdf.", "not_what_it_says"),
            "film.mp4": (b"\0\0\0\x18ftypmp42", "unsupported"),
        }
        for name, (content, problem) in files.items():
            self._write(f"kapot/{name}", content)
            self._item(f"kapot/{name}", "broken", problem=problem)

    def _word(self) -> str:
        return f"zaadwoord{self._dice.randrange(16**10):010x}"

    def _sentence(self, word: str) -> str:
        words = [self._dice.choice(_WORDS) for _ in range(self._dice.randint(8, 14))]
        words.insert(self._dice.randrange(len(words)), word)
        return " ".join(words).capitalize() + "."

    def _person(self) -> str:
        return f"{self._dice.choice(_FIRST)} {self._dice.choice(_LAST)}"

    def _lines(self, word: str) -> list[str]:
        lines = [self._sentence("overig") for _ in range(self._dice.randint(2, 9))]
        lines.insert(self._dice.randrange(len(lines)), self._sentence(word))
        return lines

    def _file(self) -> None:
        kind, make = self._dice.choice(KINDS)
        word, hidden = self._word(), self._word()
        lines = self._lines(word)
        content, has_hidden = make(lines, hidden, self._person())
        number = len(self._out.items) + 1
        place = f"map {number % 17:02d}/stuk {number:05d}.{kind}"
        is_picture = kind in PICTURES
        item = self._item(
            place,
            kind,
            word=word,
            sentence=_with(word, lines),
            hidden_word=hidden if has_hidden else "",
            is_picture=is_picture,
        )
        self._write(place, content)
        self._files.append((item, content))

    def _copy(self) -> None:
        """The same bytes once more: beside it under another name, or in the archive."""
        if not self._files:
            return
        original, content = self._dice.choice(self._files)
        number = len(self._out.items) + 1
        name = f"kopie {number:05d}.{original.kind}"
        if self._dice.random() < 0.3:
            place = f"archief.zip!kopieën/{name}"
            self._zipped[f"kopieën/{name}"] = content
        else:
            place = f"kopieën/{name}"
            self._write(place, content)
        self._item(
            place, original.kind, word=original.word, sentence=original.sentence,
            hidden_word=original.hidden_word, copy_of=original.number,
            is_picture=original.is_picture,
        )  # fmt: skip

    def _mail(self, before: _Mail | None = None) -> None:
        """A mail in the mailbox, sometimes with an attachment that is a copy of a file."""
        word, sender = self._word(), self._person()
        lines = self._lines(word)
        subject = f"RE: {before.subject}" if before else self._sentence("betreft").rstrip(".")
        at = (before.at if before else _START) + dt.timedelta(
            minutes=self._dice.randint(5, 300 if before else 500_000)
        )
        text = "\n".join(
            [f"Beste {self._dice.choice(_FIRST)},", "", *lines, "", f"Groet, {sender}"]
        )
        if before:
            quoted = "\n".join(f"> {line}" for line in before.text.splitlines())
            text += f"\n\nOp {before.at:%d-%m-%Y %H:%M} schreef {before.sender}:\n{quoted}"
        number = len(self._out.items) + 1
        place = f"postbus.mbox!{len(self._mailbox) + 1}"
        item = self._item(place, "mail", word=word, sentence=_with(word, lines))
        message_id = f"m{number}.{self._dice.randrange(10**9)}@ministerie.example"
        references = (*before.references, before.message_id) if before else ()
        attached = (
            self._dice.choice(self._files) if self._files and self._dice.random() < 0.3 else None
        )
        mail = _Mail(item, b"", text, message_id, subject, sender, at, references)
        mail.content = _eml(mail, attached)
        item.thread = before.item.thread if before else item.number
        if before:
            before.item.contained_in = item.number
        if attached:
            item.family = item.number
            self._item(
                f"{item.place}!{_attached_name(attached[0])}", attached[0].kind,
                word=attached[0].word, sentence=attached[0].sentence,
                hidden_word=attached[0].hidden_word,
                copy_of=attached[0].number, family=item.number, is_picture=attached[0].is_picture,
            )  # fmt: skip
        self._mailbox.append(_in_mailbox(mail.content))
        self._mails.append(mail)

    def _reply(self) -> None:
        """The last mail of a conversation is answered with all of it below."""
        open_ones = [mail for mail in self._mails if mail.item.contained_in is None]
        if open_ones:
            self._mail(self._dice.choice(open_ones))

    def _mail_copy(self) -> None:
        """The same message as a file, with what another server wrote above it, or of Outlook."""
        plain = [mail for mail in self._mails if mail.item.family is None]
        if not plain:
            return
        mail = self._dice.choice(plain)
        number = len(self._out.items) + 1
        if self._dice.random() < 0.5:
            place = f"uitgeprinte mail/bericht {number:05d}.eml"
            received = f"Received: from s{number} by t{number}; {mail.at:%d %b %Y %H:%M:%S %z}\r\n"
            content = received.encode() + mail.content
        else:
            place = f"uitgeprinte mail/bericht {number:05d}.msg"
            content = Msg(
                subject=mail.subject, sender=(mail.sender, _address(mail.sender)), to=(_TO,),
                plain=mail.text, message_id=f"<{mail.message_id}>", sent_at=mail.at,
            ).build()  # fmt: skip
        self._write(place, content)
        self._item(
            place,
            "mail",
            word=mail.item.word,
            sentence=mail.item.sentence,
            copy_of=mail.item.number,
            thread=mail.item.thread,
        )


_TO = ("Werkgroep Nareis", "werkgroep@ind.example")


def _with(word: str, lines: list[str]) -> str:
    return next(line for line in lines if word in line.casefold())


def _attached_name(item: Item) -> str:
    return f"bijlage {item.number:05d}.{item.kind}"


def _address(name: str) -> str:
    ascii_name = "".join(c for c in name.lower() if c.isascii() and c.isalpha())
    return f"{ascii_name}@ministerie.example"


def _encoded(text: str) -> str:
    if text.isascii():
        return text
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


def _eml(mail: _Mail, attached: tuple[Item, bytes] | None) -> bytes:
    head = [
        f"From: {_encoded(mail.sender)} <{_address(mail.sender)}>",
        f"To: {_TO[0]} <{_TO[1]}>",
        f"Date: {mail.at:%a, %d %b %Y %H:%M:%S %z}",
        f"Subject: {_encoded(mail.subject)}",
        f"Message-ID: <{mail.message_id}>",
    ]
    if mail.references:
        head.append(f"In-Reply-To: <{mail.references[-1]}>")
        head.append("References: " + " ".join(f"<{one}>" for one in mail.references))
    head.append("MIME-Version: 1.0")
    body = base64.encodebytes(mail.text.encode()).decode()
    part = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}"
    if attached is None:
        lines = "\n".join(head) + f"\n{part}"
    else:
        item, content = attached
        coded = base64.encodebytes(content).decode()
        lines = "\n".join(head) + (
            f'\nContent-Type: multipart/mixed; boundary="g{mail.item.number}"\n\n'
            f"--g{mail.item.number}\n{part}\n--g{mail.item.number}\n"
            f'Content-Type: application/octet-stream; name="{_attached_name(item)}"\n'
            f'Content-Disposition: attachment; filename="{_attached_name(item)}"\n'
            f"Content-Transfer-Encoding: base64\n\n{coded}\n--g{mail.item.number}--\n"
        )
    return lines.replace("\n", "\r\n").encode()


def _in_mailbox(content: bytes) -> bytes:
    return b"From postbus Mon May  1 09:00:00 2023\r\n" + content + b"\r\n\r\n"


def make_handover(folder: Path, count: int, seed: int = 1) -> Handover:
    """Write `bron/` and `truth.json` below the folder; a few more items than asked for."""
    return _Maker(folder, count, seed).make()


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    make_handover(chosen.folder, chosen.count, chosen.seed)

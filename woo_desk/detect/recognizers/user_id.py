r"""User ids: names of accounts on a network, which lead to one official.

Source: usage. After a label, in a path ("C:\Users\jansenp"), behind a domain
("MINJUS\u273373"), in an Exchange address ("/cn=jansenp"), or between brackets after a name
("Simar (EBBML9)").

| what | score |
|---|---|
| after its label | 0.95, only letters 0.7 |
| in a path, a network domain or an Exchange address | 0.9 |
| letters and digits of the usual form between brackets after a name | 0.85 |
| letters and digits in a column with the head of one | 0.88 |
| found before on the page | 0.85 |
| the form u123456 by itself | 0.7 |
| made of the name of somebody on the page or in the dossier ("demirog1": G. Demirözü) | 0.85 |
"""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.labels import labels_of
from woo_desk.detect.patterns import Match, Pattern
from woo_desk.detect.persons.tokens import fold
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.detect.recognizers.columns import cells_below
from woo_desk.domain.finding import EntityType, Role

_ID = r"(?:[A-Z]{4,6}\d{1,3}|[a-z]{1,6}\d{2,7}|[A-Z]{1,2}\d{5,7})"
LABELLED = Pattern(
    "user_id_label",
    r"""(?:[ \t]{0,4}(?:is|=|:|–|-)?[ \t]{0,4}\n?[ \t]{0,3})
        (?P<id>(?=[\w.\\-]{0,20}[\d._\\])[A-Za-z][\w.\\-]{2,24}(?<![.-]))(?!\w|@)""",
)
BRACKETS = Pattern(
    "user_id_brackets",
    rf"(?<=\b\p{{Lu}}[\w'’.-]{{1,30}},?[ \n])\((?P<id>{_ID})(?=[),;]|\s?[,;/])",
)
PATH = Pattern(
    "user_id_path",
    r"(?:\\Users\\|/home/|/Users/|\\(?:home|homes|userdata|profiles?)\$?\\)(?P<id>[\w.-]{2,32})",
    ignore_case=True,
)
NETWORK = Pattern(
    "user_id_network", r"(?<![\w\\])[A-Z][A-Z0-9-]{1,15}\\(?P<id>[A-Za-z][\w.-]{1,24})(?![\w\\])"
)
EXCHANGE = Pattern(
    "user_id_exchange",
    r"/cn=(?!recipients\b)(?P<id>[\w .-]{2,64})(?=[/\s>;,\]]|$)",
    ignore_case=True,
)
LETTERS = Pattern(
    "user_id_letters",
    r"[ \t]{0,4}[:=][ \t]{0,4}\n?(?P<id>[A-Za-z]{3,20})(?=[ \t]{0,4}(?:$|[,;.)|]))",
)
ALONE = Pattern("user_id_alone", r"(?<![\w/.@-])(?P<id>[ux]\d{6})(?![\w@-])")
WORD = Pattern("user_id_word", r"(?<![\w@.-])[A-Za-z]{1,6}\d{1,7}(?![\w@-])")
MADE_OF_NAME = Pattern(
    "user_id_of_name",
    r"(?<![\w/.@-])(?P<id>[A-Za-z]{4,16}\d{1,3})(?![\w@-]|[.]\w)",
    start=r"[A-Za-z](?=[A-Za-z]{3,15}\d)",
)
CELL = Pattern("user_id_cell", r"(?=[\w.\\-]{0,24}\d)[A-Za-z][\w.\\-]{2,24}")
PAIR = Pattern(
    "user_id_pair",
    r"(?<!\w)(?P<given>\p{Lu})(?:[.][ ]?(?:\p{Lu}[.][ ]?){0,4}|[\p{Ll}'’-]{1,20}[ \n])"
    r"(?P<prefix>(?:(?:van|de|den|der|ter|ten|te|het|el|al|op|in|'t)[ ]){0,3})"
    r"(?P<surname>\p{Lu}[\w'’]{3,30})",
)
_SHORTEST_PART = 4
"""Letters of the surname in a user id, at least: fewer say too little."""
_PUBLIC_FOLDERS = frozenset({"public", "default", "all users", "shared"})


class UserIdRecognizer(DeskRecognizer):
    """Finds user ids; see the module."""

    entities = (EntityType.USERID,)
    patterns = (
        LETTERS,
        LABELLED,
        BRACKETS,
        PATH,
        NETWORK,
        EXCHANGE,
        ALONE,
        WORD,
        MADE_OF_NAME,
        PAIR,
        CELL,
    )

    def find(self, page: PageContext) -> Iterator[Hit]:
        """User ids on the page."""
        found: dict[str, int] = {}
        for match, score, why in self._by_form(page):
            value = match.group("id")
            if value.lower() not in _PUBLIC_FOLDERS:
                found.setdefault(value, match.start("id"))
                yield Hit(*match.span("id"), EntityType.USERID, Role.CIVIL, score, why)
        for start, end in self._in_columns(page):
            found.setdefault(page.text[start:end], start)
            yield Hit(start, end, EntityType.USERID, Role.CIVIL, 0.88, "why.userid.column")
        for match in self._of_names(page):
            if match.group("id") not in found:
                yield Hit(*match.span("id"), EntityType.USERID, Role.CIVIL, 0.85, "why.userid.name")
        if found:
            for match in WORD.finditer(page.text, page.deadline):
                if found.get(match.group(), match.start()) != match.start():
                    yield Hit(
                        *match.span(), EntityType.USERID, Role.CIVIL, 0.85, "why.userid.again"
                    )

    def _in_columns(self, page: PageContext) -> Iterator[tuple[int, int]]:
        """Cells below the head of a column of user ids that have the form of one."""
        for start, end in cells_below(page, labels_of(page), "USERID"):
            match = CELL.match(page.text, page.deadline, start)
            if match is not None and match.end() == end:
                yield start, end

    def _of_names(self, page: PageContext) -> Iterator[Match]:
        """Words made of the letters of a surname and a first initial, with a number behind."""
        candidates = list(MADE_OF_NAME.finditer(page.text, page.deadline))
        if not candidates:
            return
        names = set()
        for person in page.known:
            initial = fold(person.first_name or person.initials)[:1]
            for surname in (person.surname, person.prefix + person.surname):
                names.add((_letters(surname), initial))
        for pair in PAIR.finditer(page.text, page.deadline):
            initial, surname = fold(pair.group("given")), pair.group("surname")
            names.add((_letters(surname), initial))
            names.add((_letters((pair.group("prefix") or "") + surname), initial))
        for match in candidates:
            letters = match.group("id").lower().rstrip("0123456789")
            if any(_is_made_of(letters, surname, initial) for surname, initial in names):
                yield match

    def _by_form(self, page: PageContext) -> Iterator[tuple[Match, float, str]]:
        labels = labels_of(page)
        for kind, end in zip(labels.kinds, labels.ends, strict=True):
            if kind == "USERID":
                match = LABELLED.match(page.text, page.deadline, end)
                if match is not None:
                    yield match, 0.95, "why.userid.label"
                    continue
                match = LETTERS.match(page.text, page.deadline, end)
                if match is not None:
                    yield match, 0.7, "why.userid.label"
        for pattern, score, why in (
            (PATH, 0.9, "why.userid.path"),
            (NETWORK, 0.9, "why.userid.path"),
            (EXCHANGE, 0.9, "why.userid.path"),
            (BRACKETS, 0.85, "why.userid.brackets"),
            (ALONE, 0.7, "why.userid.form"),
        ):
            for match in pattern.finditer(page.text, page.deadline):
                yield match, score, why


def _letters(name: str) -> str:
    """The name as it goes into an account: letters only, folded."""
    return "".join(c for c in fold(name) if c.isalpha())


def _is_made_of(letters: str, surname: str, initial: str) -> bool:
    """Whether letters are the beginning of a surname with an initial behind or in front."""
    if not initial:
        return False
    for part, rest in ((letters[:-1], letters[-1:]), (letters[1:], letters[:1])):
        if rest == initial and len(part) >= _SHORTEST_PART and surname.startswith(part):
            return True
    return False

"""The text of pages with the box of each letter, for the screen: asked once, kept for a while."""

from __future__ import annotations

import functools
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from woo_desk.domain.document import Document
from woo_desk.domain.ids import Sha256
from woo_desk.domain.text_map import TextMap
from woo_desk.usecases.requests import TextRequest, TextResult

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

KEPT = 24
"""So many pages are kept: some 100 kB each."""

Then = Callable[[TextMap | None], None]
_Key = tuple[Sha256, int]


class PageTexts:
    """Reads pages one at a time.

    WHY one at a time: on the lane of the screen a newer request takes the place of one that waits,
    and then a box would lose its words, which the verifier has to look for.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[_Key, TextMap] = OrderedDict()
        self._waiting: deque[tuple[str, _Key, Then]] = deque()
        self._is_reading = False

    def get(self, document: Document, page_index: int) -> TextMap | None:
        """The text of a page if it is here already."""
        return self._kept.get((document.prepared_sha256, page_index))

    def read(self, document: Document, page_index: int, then: Then) -> None:
        """Do something with the text of a page, now or a moment later.

        `then` gets None when the page could not be read, and is not called at all once the
        dossier is closed.
        """
        session = self._desk.session
        if session is None:
            return
        key = document.prepared_sha256, page_index
        self._waiting.append((str(session.file.path), key, then))
        self._read_next()

    def forget(self) -> None:
        """The dossier is closed."""
        self._kept.clear()
        self._waiting.clear()

    def _read_next(self) -> None:
        while not self._is_reading and self._waiting:
            path, key, then = self._waiting.popleft()
            session = self._desk.session
            if session is None or str(session.file.path) != path:
                continue
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                then(known)
                continue
            self._is_reading = True
            request = TextRequest(path, *key)
            take = functools.partial(self._take, path, key, then)
            self._desk.bridge.request("page_text", request, take)

    def _take(self, path: str, key: _Key, then: Then, result: object) -> None:
        self._is_reading = False
        page = None
        if isinstance(result, TextResult):
            page = TextMap(result.page_index, result.text, result.corners, result.lines)
            self._kept[key] = page
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        session = self._desk.session
        try:
            if session is not None and str(session.file.path) == path:
                then(page)
        finally:
            self._read_next()

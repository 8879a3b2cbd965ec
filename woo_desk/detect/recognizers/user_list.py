"""Terms of the user's lists. They rule where they stand; see `user_lists` and `merge`."""

from __future__ import annotations

from collections.abc import Iterator

from woo_desk.detect.context import Hit, PageContext
from woo_desk.detect.recognizers.base import DeskRecognizer
from woo_desk.domain.finding import EntityType, Role
from woo_desk.texts import text


class UserListRecognizer(DeskRecognizer):
    """Finds what is on the lists that came with the page; nothing without lists."""

    entities = tuple(EntityType)

    def find(self, page: PageContext) -> Iterator[Hit]:
        """Every place where a list rules, surer than anything else."""
        if not page.lists:
            return
        for found in page.lists.find(page.text, page.date):
            page.deadline.check()
            entry = found.entry
            yield Hit(
                found.start,
                found.end,
                entry.entity_type,
                Role.UNKNOWN,
                1.0,
                f"why.list.{found.why}",
                {
                    "scope": text(f"list.scope.{entry.scope.value}"),
                    "reason": f" {entry.reason}" if entry.reason else "",
                },
                ruling=found.ruling,
            )

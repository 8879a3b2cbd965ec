"""What the groups of commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woo_desk.gui.desk import Desk

Handlers = Mapping[str, Callable[..., object]]


class Commands:
    """A group of actions on one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def handlers(self) -> Handlers:
        """What each of its actions does, by action id."""
        raise NotImplementedError

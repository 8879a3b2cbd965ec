"""Qt's own texts in Dutch: its translation, and what that leaves in English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

from woo_desk.resources import resource_path


class Gaps(QTranslator):
    """Asked for what the translation of Qt does not have; install it before that one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        with resource_path("qt_nl.toml").open("rb") as file:
            self._texts: Mapping[str, Mapping[str, str]] = tomllib.load(file)

    # Qt overrides

    def isEmpty(self) -> bool:  # noqa: D102
        return not self._texts

    def translate(  # noqa: D102
        self, context: str, source: str, _disambiguation: str | None = None, _number: int = -1
    ) -> str:
        return self._texts.get(context, {}).get(source, "")


def translators(parent: QObject) -> list[QTranslator]:
    """In the order to install them: Qt asks the last one first."""
    whole = QTranslator(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return [Gaps(parent), *([whole] if whole.load("qtbase_nl", folder) else [])]

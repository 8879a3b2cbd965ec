"""Optional content: whether a layer is shown, by the file's default configuration.

Source: ISO 32000-1, 8.11. The output has no layers: what is shown stays, what is hidden goes.
"""

from __future__ import annotations

import pikepdf

from woo_desk.pdf.tokens import Unsupported


class Layers:
    """Knows which optional content groups of one file are off."""

    def __init__(self, root: pikepdf.Object) -> None:
        properties = root.get("/OCProperties")
        config = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
        self._base_off = False
        self._on: frozenset[tuple[int, int]] = frozenset()
        self._off: frozenset[tuple[int, int]] = frozenset()
        if isinstance(config, pikepdf.Dictionary):
            self._base_off = str(config.get("/BaseState", "/ON")) == "/OFF"
            self._on = _groups(config.get("/ON"))
            self._off = _groups(config.get("/OFF"))

    def shows(self, content: pikepdf.Object) -> bool:
        """Whether a group, or a membership dictionary over groups, is visible.

        Raises:
            Unsupported: for a visibility expression or an unknown policy.
        """
        if not isinstance(content, pikepdf.Dictionary):
            raise Unsupported("layer")
        if str(content.get("/Type")) != "/OCMD":
            return self._is_on(content)
        if "/VE" in content:
            raise Unsupported("layer expression")
        groups = content.get("/OCGs")
        members = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
        states = [self._is_on(g) for g in members if isinstance(g, pikepdf.Dictionary)]
        policy = str(content.get("/P", "/AnyOn"))
        rules = {
            "/AnyOn": any(states) or not states,
            "/AllOn": all(states),
            "/AnyOff": not all(states) or not states,
            "/AllOff": not any(states),
        }
        if policy not in rules:
            raise Unsupported("layer policy")
        return rules[policy]

    def _is_on(self, group: pikepdf.Object) -> bool:
        if group.objgen in self._off:
            return False
        return not self._base_off or group.objgen in self._on


def _groups(value: pikepdf.Object | None) -> frozenset[tuple[int, int]]:
    members = value if isinstance(value, pikepdf.Array) else ()
    return frozenset(g.objgen for g in members if isinstance(g, pikepdf.Dictionary))

"""Every action of the window: one file per menu, one table of them all."""

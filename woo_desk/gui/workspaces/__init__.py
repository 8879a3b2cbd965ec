"""The ways of looking at a dossier: one class each, registered in `table`."""

"""Item models over the dossier."""

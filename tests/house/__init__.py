"""Rules of the house that no other tool knows, each with its reason."""

"""The person register of a dossier: who is named where, and one decision for each."""

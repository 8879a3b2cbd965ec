"""Finds persons and their roles in Dutch government text."""

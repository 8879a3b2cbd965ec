"""Writes the inventory list, the manifest and the layout of the package."""

"""Runs tasks in other processes."""

"""Worker processes: every document is opened there, never in the process that shows windows."""

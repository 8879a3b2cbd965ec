"""The proof: re-reads final bytes with other readers than the writer; knows nothing of it."""

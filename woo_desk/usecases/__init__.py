"""What a coordinator can do, as plain functions; window, batch and command line call the same."""

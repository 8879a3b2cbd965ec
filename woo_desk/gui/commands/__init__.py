"""What the actions of the window do: each asks what it needs and calls one use-case."""

"""The tables of moves of studies and of their records."""

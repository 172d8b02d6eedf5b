"""What each source says of a practice. A source is one file; `sources.py` names them all."""

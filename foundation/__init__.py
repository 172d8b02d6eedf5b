"""A shelf of small named rooms that every app stands on; each room has one subject."""

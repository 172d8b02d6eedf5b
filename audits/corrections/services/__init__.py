"""A record's facts were written wrongly, or are others by now: what that changes besides."""

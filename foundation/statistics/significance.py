"""From when a difference counts as evidence."""

# A test whose p is below this says that there is evidence of a difference; one rule for every figure that says so.
EVIDENCE = 0.05

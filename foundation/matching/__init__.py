"""Lists that people bring: which heading is which column, and what a council's own words mean. Guessed, asked once, remembered.

How another list uses it, step by step: docs/how-to/develop/match-the-columns-of-a-list.md.
"""

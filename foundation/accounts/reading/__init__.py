"""A list of people from a spreadsheet: which column is which, what a row says, and what storing it would change. Writes nothing."""

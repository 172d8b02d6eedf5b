"""Past audits from a spreadsheet: what a column means, what a row says, and what storing the file would change. Writes nothing."""

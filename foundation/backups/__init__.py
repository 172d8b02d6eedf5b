"""One file with all that the portal holds: every row, and the files of evidence. Either database gives it and takes it back.

`taking` writes it, `restoring` puts it into a database that is empty, `scratch` tries it in one that is thrown away. The file is a zip:
a file of rows for each table, the evidence, and `manifest.json` with counts and SHA-256 of each.
"""

"""What people are notified of: kept here first, then mailed, at once or in the day's one digest.

A service calls `notify` inside its transaction. The rows are the truth; the mail server may be away for as long as it likes.
"""

"""Pure functions of actions: ageing, how alike two actions are, how long closing takes, what later audits suggest."""

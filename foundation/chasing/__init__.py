"""Chasing: who is reminded of what is late, once a day whatever page it comes from, and whose manager is notified.

The rooms above say what is late and to whom that may be said (`Owed`); here stand the words, the limit, the log and the rules.
"""

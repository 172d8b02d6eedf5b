"""How people come by a password and change it: links by mail or from the server's operator, one's own page, a forced change.

Every page that chooses a password is here; what makes it hold stands in `accounts`, on which every sign-in rests.
"""

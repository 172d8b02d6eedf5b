"""How a row gets from one state to the next: tables of moves, and the one way to make one."""

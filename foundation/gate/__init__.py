"""What every request passes: what it may hold, how large it may be, and what is answered where nothing can be stored."""

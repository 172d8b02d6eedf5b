"""For the person who runs the server: is it alive, can it work, and what was asked of it."""

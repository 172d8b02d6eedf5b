"""What is in a pack: tables, a narrative, and how they become one zip."""

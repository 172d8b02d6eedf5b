"""Words that several people, or one in several windows, may write at once: saved as they are written, and never overwritten unseen."""

"""What becomes of a form that is sent: kept for its writer where the session had ended, done once where it arrives twice."""

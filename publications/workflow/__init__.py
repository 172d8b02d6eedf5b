"""Every legal move of a publication, and of a worker's consent."""

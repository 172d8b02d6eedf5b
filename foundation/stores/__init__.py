"""What several machines share beside the database: a bucket for files of evidence, and a cache."""

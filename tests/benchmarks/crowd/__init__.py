"""Two hundred people at once, against what the same server does for two pages that do nothing else."""

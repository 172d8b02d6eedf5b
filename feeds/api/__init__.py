"""The interface for programs: `/api/v1/`, read-only. Its library is loaded with the first request, not at every start."""

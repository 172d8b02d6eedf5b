"""Filters of a list under a name: for the person who saved them or, where a lead shares them, for everybody who reads the list."""

"""What in free text looks as if it said who somebody is, and who decides that it may stand."""

"""What somebody can do with inspections and the improvement plan. The only place in this app that writes."""

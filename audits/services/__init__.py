"""Everything a person can do with cycles and audits. The only place in this app that writes."""

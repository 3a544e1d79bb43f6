"""One query of an analyst's own, in a process of its own, within limits."""

"""The SQL page: a query of the analyst's own, its result, and the session's queries."""

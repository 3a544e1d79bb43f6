"""From sources to pages: one node of a release with what it stands on and carries."""

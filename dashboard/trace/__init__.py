"""From a number to its definition, its rows and its source."""

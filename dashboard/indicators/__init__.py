"""The indicators page: results, tracking table, and one indicator with its sheet."""

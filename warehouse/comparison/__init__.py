"""Two releases side by side: what moved, and why."""

from warehouse.comparison.comparing import Comparison, compare

__all__ = ["Comparison", "compare"]

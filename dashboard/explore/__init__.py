"""Explore: any indicator in any of its declared splits, as chart, table and link."""

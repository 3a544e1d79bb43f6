"""Forgetting a person: out of the registers, and out of every release."""

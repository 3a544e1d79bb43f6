"""What the project stands on: every package with its version, and known faults."""

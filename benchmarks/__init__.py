"""What is measured: the product against a floor, both in one run."""

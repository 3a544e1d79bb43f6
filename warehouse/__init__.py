"""From register files to a published release, and reading a release back."""

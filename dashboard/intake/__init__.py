"""Parts of the intake page: files are handed over, checked, loaded, accounted for."""

"""What pages ask of a release: one module per concept, the only SQL they rest on."""

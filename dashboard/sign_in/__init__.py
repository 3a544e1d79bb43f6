"""Signing in at an OpenID provider: who a reader is, and what that lets them open."""

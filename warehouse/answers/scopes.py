"""Which rows stand behind the figures of a scope."""

# A row carries its narrowest scope; the institution's figures hold the programme's too.
ROW_SCOPES = {
    "programme": ["programme"],
    "institution": ["institution", "programme"],
    "example": ["example"],
}

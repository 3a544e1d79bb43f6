"""Why nobody is erased; nothing has changed then."""


class ErasureError(Exception):
    """Its words are `erasure.<code>` of the catalogue; they name nobody."""

    code = "erasure_failed"

    def __init__(self, **parameters: object) -> None:
        self.parameters = parameters
        super().__init__(f"{self.code} {parameters or ''}".rstrip())


class NobodyFoundError(ErasureError):
    """Neither a register nor a release holds such a person."""

    code = "nobody_found"


class NoKeyError(ErasureError):
    """Without a key no code can be made, and no mark that keeps the person out."""

    code = "no_key"


class OtherKeyError(ErasureError):
    """People were erased under another key."""

    code = "other_key"


class NamesakesError(ErasureError):
    """Several people have the name; the date of birth tells them apart."""

    code = "namesakes"


class TellingReasonError(ErasureError):
    """The reason, which readers see, names the person or has an address in it."""

    code = "telling_reason"

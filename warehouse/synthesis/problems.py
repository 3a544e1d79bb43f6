"""Why no illustrative registers can be written."""


class SynthesisError(ValueError):
    """The wish, or what the programme's folder holds, gives no register."""

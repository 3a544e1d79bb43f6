"""Why no illustrative registers can be written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polars.exceptions import PolarsError


class SynthesisError(ValueError):
    """The wish, or what the programme's folder holds, gives no register.

    `code` and `parameters` make the message in the reader's language (catalogue key
    `synthesis.<code>`); the text of the exception is for logs.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(f"{code} {parameters}")


@contextmanager
def name_faults(file: Path) -> Iterator[None]:
    """Whatever is wrong with a file of the programme's folder, said with its name.

    Raises:
        SynthesisError: the file is missing, or its content is not as it must be.
    """
    try:
        yield
    except SynthesisError:
        raise
    except (OSError, ValueError, LookupError, TypeError, PolarsError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SynthesisError("unusable", file=file, detail=detail) from error

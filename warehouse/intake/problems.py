"""Why a whole file is refused. Rows with faults are quarantined instead."""

from pathlib import Path

from warehouse.intake.contacts import hide_values

_MOST_NAMES = 12
_MOST_LETTERS = 40


class IntakeError(Exception):
    """A file cannot be loaded at all; nothing of its call has been landed.

    `code` and `parameters` make the message in the reader's language (catalogue key
    `intake.<code>`); the text of the exception is for logs.
    """

    code = "intake_failed"

    def __init__(self, path: Path, **parameters: str) -> None:
        self.path = path
        self.parameters = parameters
        super().__init__(f"{path}: {self.code} {parameters or ''}".rstrip())


class ErasureKeyError(IntakeError):
    """People were erased under another key than the one at hand, or there is none."""

    code = "erasure_key"


class UnreadableFileError(IntakeError):
    """The bytes are damaged, or not what the file's ending says."""

    code = "unreadable_file"


class MissingFileError(UnreadableFileError):
    """There is no file of this name, or it is a folder, a pipe or a device."""

    code = "missing_file"


class UnreadableNameError(UnreadableFileError):
    """The file's name is not text in UTF-8."""

    code = "unreadable_name"


class UnknownTypeError(UnreadableFileError):
    """The file's ending is of no type that can be read."""

    code = "unknown_type"


class NotTextError(UnreadableFileError):
    """The file is called CSV, but holds no text in an encoding that is known."""

    code = "not_text"


class UnbalancedQuotesError(UnreadableFileError):
    """A quotation mark opens or closes where none may."""

    code = "unbalanced_quotes"


class ProtectedFileError(UnreadableFileError):
    """The workbook opens with a password only."""

    code = "protected_file"


class TooLargeError(UnreadableFileError):
    """A small file that would fill the memory once it is unpacked."""

    code = "too_large"


class TooManyColumnsError(UnreadableFileError):
    """Far more columns than any register has."""

    code = "too_many_columns"


class NotIatiError(UnreadableFileError):
    """An XML file, but no IATI activities."""

    code = "not_iati"


class EmptyFileError(IntakeError):
    """The file has no data row."""

    code = "empty_file"


class UnknownDatasetError(IntakeError):
    """Neither the file's name nor its headers tell which register it is."""

    code = "unknown_dataset"


class MissingColumnsError(IntakeError):
    """Columns that the register cannot do without are missing."""

    code = "missing_columns"


class RepeatedColumnError(IntakeError):
    """Two columns mean the same one."""

    code = "repeated_column"


class FormulasError(IntakeError):
    """Cells of the register are computed; only values that were entered count."""

    code = "formulas"


class AmbiguousDatesError(IntakeError):
    """Dates of a column can be read in more than one way."""

    code = "ambiguous_dates"


class KeyMissingError(IntakeError):
    """The file names people, and there is no key to put codes in place of the names."""

    code = "key_missing"


class WrongMappingError(IntakeError):
    """A mapping cannot be read, or does not fit the file."""

    code = "wrong_mapping_shape"

    def __init__(self, path: Path, problem: str, **parameters: str) -> None:
        self.code = f"wrong_mapping_{problem}"
        super().__init__(path, **parameters)


class UnknownLoadError(IntakeError):
    """`--replaces` names no load, or one of another register."""

    code = "unknown_load"


class RowsLostError(IntakeError):
    """Rows in are not accepted plus quarantined: a fault of the software."""

    code = "rows_lost"


def list_names(names: tuple[str, ...]) -> str:
    """Headers for a message: the first few, each shortened."""
    shown = [
        name if len(name) <= _MOST_LETTERS else f"{name[:_MOST_LETTERS]}…"
        for name in hide_values(names)[:_MOST_NAMES]
    ]
    return ", ".join([*shown, "…"] if len(names) > _MOST_NAMES else shown)

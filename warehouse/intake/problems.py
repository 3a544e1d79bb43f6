"""Why a whole file is refused. Rows with faults are quarantined instead."""

from pathlib import Path


class IntakeError(Exception):
    """A file cannot be loaded at all; nothing of it has been landed.

    `code` and `parameters` are for messages in other languages; the text of the
    exception says in English what is wrong and how to mend it.
    """

    code = "intake_failed"
    wrong = "The file cannot be loaded."
    mend = "Check the file."

    def __init__(self, path: Path, **parameters: str) -> None:
        self.path = path
        self.parameters = parameters
        reason = self.wrong.format(**parameters)
        super().__init__(f"{path}: {reason} {self.mend.format(**parameters)}")


class UnreadableFileError(IntakeError):
    """The file is not what its ending says, or its bytes are damaged."""

    code = "unreadable_file"
    wrong = "The file cannot be read ({detail})."
    mend = "Save it again as CSV in UTF-8 or as Parquet."


class EmptyFileError(IntakeError):
    """The file has no data row."""

    code = "empty_file"
    wrong = "The file has no rows."
    mend = "Fill the register in, or leave the file out."


class UnknownDatasetError(IntakeError):
    """Neither the file's name nor its headers tell which register it is."""

    code = "unknown_dataset"
    wrong = "Which register this is cannot be told (columns: {columns})."
    mend = "Name the register, or use its headers. Registers: {datasets}."


class MissingColumnsError(IntakeError):
    """Columns that the register cannot do without are missing."""

    code = "missing_columns"
    wrong = "As register {dataset} the file lacks required columns: {columns}."
    mend = "Add these columns with the headers given here."


class RepeatedColumnError(IntakeError):
    """Two columns mean the same one."""

    code = "repeated_column"
    wrong = "The column {column} is there twice."
    mend = "Leave one of the two."


class RowsLostError(IntakeError):
    """Rows in are not accepted plus quarantined: a fault of the software."""

    code = "rows_lost"
    wrong = "{rows_in} rows were read but {rows_out} accounted for."
    mend = "Nothing was landed. Report this file as an error of the software."

"""The empty registers as a workbook: a sheet per register, lists, notes, an example."""

import io
import os
import tempfile
from pathlib import Path

import xlsxwriter

from warehouse.durability import sync_file, sync_folder
from warehouse.registers import DATASETS
from warehouse.registers.column_words import open_wordbook
from warehouse.registers.columns import Language
from warehouse.settings import Settings
from warehouse.template.formats import Formats
from warehouse.template.guide import write_guide
from warehouse.template.lists import ListSheet
from warehouse.template.sheets import write_sheet


def make_template(language: Language, settings: Settings) -> bytes:
    """The workbook in one language, as the bytes of an XLSX file.

    Raises:
        OSError: a seed with words of codes cannot be read.
    """
    words = open_wordbook(language, settings)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": words.say("template.title")})
        formats = Formats(workbook, language)
        lists = ListSheet(words.say("template.lists"))
        write_guide(workbook, formats, words)
        for dataset in DATASETS.values():
            write_sheet(workbook, dataset, formats, lists, words)
        lists.write(workbook)
    return content.getvalue()


def write_template(path: Path, language: Language, settings: Settings) -> None:
    """Write the workbook at once: readers see the old file or the new one.

    Raises:
        OSError: the folder is missing, or the disk refuses.
    """
    content = make_template(language, settings)
    handle, name = tempfile.mkstemp(prefix=".tmp-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    sync_file(Path(name))
    Path(name).replace(path)
    sync_folder(path.parent)


__all__ = ["make_template", "write_template"]

"""The first sheet: how to fill in the others, and what they are."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from warehouse.registers import DATASETS, Dataset
from warehouse.registers.column_words import Wordbook
from warehouse.registers.columns import notes_of
from warehouse.template.formats import ACCENT, Formats
from warehouse.template.layout import measure_prose
from warehouse.template.sheets import A4

RULES = (
    *("rows", "required", "lists", "dates", "numbers", "blanks"),
    *("ids", "corrections", "people", "roles"),
)
_WIDTHS = (34, 52, 60)


def write_guide(workbook: Workbook, formats: Formats, words: Wordbook) -> None:
    """Add the sheet with the rules and the list of the other sheets."""
    sheet = workbook.add_worksheet(words.say("template.guide"))
    sheet.hide_gridlines(2)
    sheet.set_tab_color(ACCENT)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width, formats.prose)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, words.say("template.title"), formats.title)
    sheet.write_string(1, 0, words.say("template.intro"), formats.subtitle)
    row = _write_rules(sheet, 3, formats, words)
    row = _write_legend(sheet, row + 1, formats, words)
    _write_contents(sheet, row + 1, formats, words)
    _prepare_print(sheet)


def _write_rules(sheet: Worksheet, row: int, formats: Formats, words: Wordbook) -> int:
    """A rule a row, its words across two columns; the row after the last."""
    for rule in RULES:
        text = words.say(f"guide.{rule}_text")
        sheet.write_string(row, 0, words.say(f"guide.{rule}"), formats.term)
        sheet.merge_range(row, 1, row, 2, text, formats.prose)
        sheet.set_row(row, measure_prose(text, sum(_WIDTHS[1:])))
        row += 1
    return row


def _write_legend(sheet: Worksheet, row: int, formats: Formats, words: Wordbook) -> int:
    sheet.write_string(row, 0, words.say("template.headers"), formats.heading)
    for required, key in ((True, "template.dark"), (False, "template.pale")):
        row += 1
        sheet.write_string(row, 0, words.say(key), formats.header(required=required))
    return row + 1


def _write_contents(
    sheet: Worksheet, row: int, formats: Formats, words: Wordbook
) -> None:
    heads = (
        words.say("template.sheet"),
        words.say("template.row"),
        words.say("template.correcting"),
    )
    for place, head in enumerate(heads):
        sheet.write_string(row, place, head, formats.heading)
    for dataset in DATASETS.values():
        row += 1
        name = dataset.sheet(words.language)
        correcting = _tell_correcting(dataset, words)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        sheet.write_string(row, 1, dataset.row(words.language), formats.prose)
        sheet.write_string(row, 2, correcting, formats.prose)
        heights = (
            measure_prose(dataset.row(words.language), _WIDTHS[1]),
            measure_prose(correcting, _WIDTHS[2]),
        )
        sheet.set_row(row, max(heights))


def _tell_correcting(dataset: Dataset, words: Wordbook) -> str:
    """What makes a later row replace this one, if anything does."""
    if not dataset.natural_key:
        return words.say("template.without_key")
    headers = [
        f"«{header}»" if words.language == "ru" else header
        for name in dataset.natural_key
        for header in [notes_of(dataset.columns[name]).header(words.language)]
    ]
    return words.say("template.with_key", columns=", ".join(headers))


def _prepare_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)

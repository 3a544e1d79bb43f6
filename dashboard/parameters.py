"""Everything that an address may say: keys, what they may hold, who reads them."""

from dataclasses import dataclass
from typing import Literal

from dashboard.wording import LANGUAGES

SCOPES = ("programme", "institution", "example")


@dataclass(frozen=True)
class Parameter:
    """A URL parameter: its key, what it may hold, and the pages that read it.

    `allowed` is a sentence where the values come from the data; `is_carried` says that
    the parameter stays when the reader goes to another page.
    """

    key: str
    meaning: str
    allowed: tuple[str, ...] | str
    pages: tuple[str, ...] | Literal["every page"]
    is_carried: bool = False


PARAMETERS = (
    Parameter("lang", "Language of the page", LANGUAGES, "every page", True),
    Parameter("scope", "Whose figures are shown", SCOPES, "every page", True),
    Parameter(
        "release",
        "Release shown, whatever has been published since",
        "the id of a kept release",
        "every page",
        True,
    ),
    Parameter(
        "sign_in",
        "Why signing in did not succeed",
        ("refused", "unreachable"),
        "every page",
    ),
    Parameter(
        "period",
        "Year or month of the event's last day; year of the figures; fiscal period",
        "`2008` or `2008-04`, on indicators `FY2008`, `FY2008Q3` or `all`, "
        "where there is data",
        ("trainings", "participants", "indicators"),
    ),
    Parameter("district", "Federal district", "a code in the data", ("trainings",)),
    Parameter("city", "Municipality", "an id in the data", ("trainings",)),
    Parameter("method", "Method of an event", "a code in the data", ("trainings",)),
    Parameter(
        "status",
        "Status of an event or of an indicator",
        "a code in the data",
        ("trainings", "indicators"),
    ),
    Parameter(
        "fiscal_year",
        "US fiscal year of the counting rules",
        "its first day, `2008-10-01`, where there is data",
        ("participants",),
    ),
    Parameter(
        "level",
        "Level of results, or what indicators measure of them: output, outcome",
        "a code in the data",
        ("indicators",),
    ),
    Parameter(
        "result",
        "Result that indicators measure",
        "a code in the data",
        ("indicators",),
    ),
    Parameter(
        "split",
        "What the indicators of the table are split by",
        "a dimension in the data",
        ("indicators",),
    ),
    Parameter("training", "One training's page", "an event's id", ("trainings",)),
    Parameter(
        "words",
        "Words to look for",
        "any text",
        ("best_practices", "data_quality", "sources", "sql"),
    ),
    Parameter(
        "field", "Field of a practice", "a code in the data", ("best_practices",)
    ),
    Parameter("stage", "Stage reached", "a code in the data", ("best_practices",)),
    Parameter(
        "node",
        "Page, indicator, model or source whose lineage is shown",
        "kind and name, `metric.trainings_held`",
        ("sources",),
    ),
    Parameter(
        "table",
        "Table of the data dictionary",
        "a table of the release",
        ("sources", "sql"),
    ),
    Parameter(
        "parcel",
        "Files handed over, checked or loaded",
        "the id that the page gave them",
        ("intake",),
    ),
    Parameter(
        "indicator",
        "One indicator's page",
        "a metric that the scope has, or its code",
        ("indicators", "data_quality"),
    ),
    Parameter("metric", "Indicator", "a metric that the scope has", ("explore",)),
    Parameter(
        "grain",
        "Length of the periods",
        "`month`, `quarter`, `year`, `fiscal_quarter`, `fiscal_year`, `programme`, "
        "where the indicator has it",
        ("indicators", "explore"),
    ),
    Parameter(
        "by", "What the indicator is split by", "a dimension of it", ("explore",)
    ),
    Parameter(
        "and", "What it is also split by", "a dimension paired with `by`", ("explore",)
    ),
    Parameter(
        "member",
        "Members of `by` that are shown; several are given one by one",
        "codes in the data",
        ("explore",),
    ),
    Parameter(
        "member_2",
        "Members of `and` that are shown; several are given one by one",
        "codes in the data",
        ("explore",),
    ),
    Parameter(
        "trace",
        "Figure whose origin is shown",
        "`metric:scope:grain:period:dimension:member`, a second pair after it",
        "every page",
    ),
    Parameter(
        "compare",
        "Earlier release that the one shown is compared with",
        "id of a kept release of the same programme and edition",
        ("changes",),
    ),
    Parameter(
        "cause",
        "Why a figure moved; `restated` for periods that were over",
        "a cause that occurs",
        ("changes",),
    ),
    Parameter(
        "from", "First period shown", "its first day, `2008-01-01`", ("explore",)
    ),
    Parameter("to", "Last period shown", "its first day, `2008-12-01`", ("explore",)),
)

"""What a metric says of itself under `config.meta`: its reference sheet, as a type."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from warehouse.registers import DATASETS
from warehouse.registers.declaration import SCOPES

GRAINS = ("month", "quarter", "year", "fiscal_quarter", "fiscal_year", "programme")
NOT_PUBLISHED = "not_published"
NONE = "none"
PEOPLE_CLASSES = ("people", "answers")
"""Suppression classes of figures that rest on people; answers are what they say of
themselves."""

LANGUAGES = ("en", "ru")
BY_HAND = "indicator_values"
"""The dataset of results that somebody reports: no formula computes them."""

PUBLISHED = "published_figures"
PAIRS_AT_MOST = 4


def _one_of(*known: str) -> BeforeValidator:
    """Accepts one of these words and nothing else."""

    def require(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            words = {"known": ", ".join(known)}
            raise PydanticCustomError("unknown_code", "{known}", words)
        return value

    return BeforeValidator(require)


def _require_words(value: Any) -> Any:
    if not _is_translated(value):
        raise PydanticCustomError("text_incomplete", "words are missing")
    return value


def _require_statement(value: Any) -> Any:
    if value != NOT_PUBLISHED and not _is_translated(value):
        raise PydanticCustomError("field_empty", "words are missing")
    return value


def _is_translated(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == set(LANGUAGES)
        and all(isinstance(text, str) and text.strip() for text in value.values())
    )


def _require_single(value: Sequence[Any]) -> Sequence[Any]:
    if len({repr(item) for item in value}) < len(value):
        raise PydanticCustomError("repeated", "named twice")
    return value


Name = Annotated[str, StringConstraints(strict=True, pattern=r"\S")]
Words = Annotated[Any, BeforeValidator(_require_words)]
Statement = Annotated[Any, BeforeValidator(_require_statement)]
Rollup = Annotated[str, _one_of("sum", "latest", "distinct", "recomputed", NONE)]
Scope = Annotated[str, _one_of(*SCOPES)]
Grain = Annotated[str, _one_of(*GRAINS)]
Grains = Annotated[list[Grain], Field(min_length=1), AfterValidator(_require_single)]
Dimensions = Annotated[list[Name], AfterValidator(_require_single)]
Pair = Annotated[
    list[Name], Field(min_length=2, max_length=2), AfterValidator(_require_single)
]
Pairs = Annotated[list[Pair], Field(max_length=PAIRS_AT_MOST)]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) and value else value


Names = Annotated[
    list[Name],
    Field(min_length=1),
    BeforeValidator(_as_list),
    AfterValidator(_require_single),
]
"""One name, or several in a list."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unit(_Part):
    """What is counted: a short code and the word that stands after a number."""

    code: Name
    en: Name
    ru: Name


class Rollups(_Part):
    """How a figure of a whole follows from its parts, each way."""

    time: Rollup
    place: Rollup
    disaggregates: Rollup


class Deviation(_Part):
    """From what distance to its target a result asks for a narrative."""

    threshold: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]
    unit: Annotated[str, _one_of("percent", "points"), Field(alias="in")]


USUAL_DEVIATION = Deviation.model_validate({"threshold": 10, "in": "percent"})
"""What holds unless the indicator says otherwise (reporting rule of the donor's
missions)."""


class Statements(_Part):
    """What only words can say; USAID's form of the sheet has the same fields (ADS 201,
    performance indicator reference sheet). The rest of that form follows from the
    block, the targets, the assessments and the releases.
    """

    performance_plan: Statement
    rationale: Statement
    data_source: Statement
    method: Statement
    frequency: Statement
    responsible: Statement
    baseline_timeframe: Statement
    target_rationale: Statement
    limitations: Statement
    notes: Statement


PIRS_FIELDS = tuple(Statements.model_fields)

StatementName = Annotated[str, _one_of(*PIRS_FIELDS)]


class SharedPeople(_Part):
    """How the people that one count rests on are shared with another metric.

    At the same scope, period and members it is the `same_as` that metric's count, a
    part of it (`among`), equal to it though counted otherwise (`equals`), never more
    (`at_most`), or an amount that says as much as that count does (`rests_on`). With
    `where` it is the count of some members, with `unless` of all others; `whole_events`
    are counted with all their people or not at all.
    """

    same_as: Name = ""
    among: Name = ""
    equals: Name = ""
    at_most: Name = ""
    rests_on: Name = ""
    where: dict[Name, Name] = {}
    unless: dict[Name, Name] = {}
    whole_events: StrictBool = False


Counted = Annotated[str, _one_of("value", "numerator", "denominator")]


def _none_as_nothing(value: Any) -> Any:
    return {} if value == NONE else value


class Companion(_Part):
    """Figures of other grains that are stored under another metric's name."""

    reports_as: Name
    grains: Grains
    dimensions: Dimensions = []
    pairs: Pairs = []
    n_metric: Names = []
    provenance_metric: Name


class Sheet(_Part):
    """The whole sheet of a metric that has figures of its own."""

    code: Name
    sort_order: StrictInt
    result: Name = ""
    names: Words
    definition: Words
    counting_rule: Words
    unit: Unit
    data_type: Annotated[str, _one_of("integer", "decimal", "share")]
    type: Annotated[str, _one_of("output", "outcome", "context")]
    direction: Annotated[str, _one_of("increase", "decrease", NONE)]
    percent_met: Annotated[str, _one_of("of_target", "from_baseline", NONE)]
    target_key: Name
    rollup: Rollups
    deviation: Deviation = USUAL_DEVIATION
    suppression_class: Annotated[str, _one_of(*PEOPLE_CLASSES, "things", "published")]
    people: Annotated[
        dict[Counted, SharedPeople], BeforeValidator(_none_as_nothing)
    ] = {}
    scopes: Annotated[list[Scope], Field(min_length=1), AfterValidator(_require_single)]
    dataset: Annotated[str, _one_of(*DATASETS, PUBLISHED)]
    grains: Grains
    dimensions: Dimensions = []
    pairs: Pairs = []
    is_count: StrictBool
    needs_identity: StrictBool = False
    n_metric: Names = []
    provenance_metric: Name
    pirs: Statements
    pirs_by_scope: dict[Scope, dict[StatementName, Statement]] = {}

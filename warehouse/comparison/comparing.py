"""What moved between two releases, with the cause of each move."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import polars as pl

from warehouse.comparison.changed_code import ChangedCode, find_changed_code
from warehouse.comparison.pair import ReleasePair, open_pair
from warehouse.definition_comparison import DefinitionChange
from warehouse.release_info import InputFile
from warehouse.releases import Audience, Release
from warehouse.settings import Settings

CAUSES = (
    "new_rows",
    "late_data",
    "corrected_rows",
    "withdrawn_rows",
    "changed_definition",
    "changed_target",
    "changed_model",
    "changed_suppression",
    "new_indicator",
    "removed_indicator",
    "as_of_moved",
    "changed_coverage",
    "changed_rows",
    "unexplained",
)
"""Why a figure may have moved, or a status (`changed_target`). Two more than one
release can tell of: `changed_rows` where one of the two was made before a metric's rows
were kept, `unexplained` where nothing that is looked at differs."""

_KEEPS_ROWS = 2
"""From this format on a release tells what stands behind its figures."""

_STEPS = files("warehouse.comparison") / "steps"

_NAMES = """
indicators as (
    select metric, indicator_code, name_en, name_ru, unit_code, data_type
    from after.marts.dim_indicator
    union all
    select metric, indicator_code, name_en, name_ru, unit_code, data_type
    from before.marts.dim_indicator
    where metric not in (select metric from after.marts.dim_indicator)
),
members as (
    select dimension, member, name_en as member_name_en, name_ru as member_name_ru
    from after.marts.dim_member
    union
    select dimension, member, name_en, name_ru from before.marts.dim_member
    where (dimension, member)
        not in (select (dimension, member) from after.marts.dim_member)
)
"""
_MOVES = f"""
with {_NAMES},
caused as (
    select
        metric, scope, grain, period, dimension, member, measure,
        list_sort(list(distinct cause)) as causes
    from causes
    group by all
),
weighed as (
    select
        moved.*,
        caused.causes,
        case
            when value_before is null or value_after is null then 1
            else abs(difference) / greatest(abs(value_before), abs(value_after))
        end
        * case when dimension = 'total' then 1 else 0.25 end
        * case
            when grain like '%quarter' then 0.5
            when grain = 'month' then 0.2
            else 1
        end
        * case when measure = 'value' then 1 else 0.5 end
        * case when is_closed then 1 else 0.5 end
        * case
            when state_before = 'not_yet_due' and coalesce(value_after, 0) = 0 then 0.1
            else 1
        end as weight
    from moved
    left join caused
        using (metric, scope, grain, period, dimension, member, measure)
)
select
    weighed.metric, indicators.indicator_code, indicators.name_en, indicators.name_ru,
    indicators.unit_code, indicators.data_type,
    scope,
    scopes.member_name_en as scope_name_en, scopes.member_name_ru as scope_name_ru,
    grain, period, dimension, member,
    members.member_name_en, members.member_name_ru,
    measure, value_before, value_after, difference, state_before, state_after,
    provenance, causes, is_closed as is_restated, round(weight, 6) as weight
from weighed
left join indicators on weighed.metric = indicators.metric
left join members using (dimension, member)
left join members as scopes on scopes.dimension = 'scope' and scope = scopes.member
order by weight desc, weighed.metric, scope, grain, period, dimension, member, measure
"""
_ROWS = """
select
    fact,
    case
        when bool_or(is_illustrative and change <> 'same') then 'illustrative'
        when bool_and(is_reported or change = 'same') then 'reported'
        else 'imported'
    end as provenance,
    cast(sum(if(change = 'new', new_rows, 0)) as bigint) as rows_added,
    cast(sum(if(change = 'corrected', old_rows, 0)) as bigint) as rows_superseded,
    cast(sum(if(change = 'gone', old_rows, 0)) as bigint) as rows_withdrawn
from things
group by fact
having bool_or(change <> 'same')
order by fact
"""
_NO_ROWS = pl.DataFrame(
    schema={
        "fact": pl.String,
        "provenance": pl.String,
        "rows_added": pl.Int64,
        "rows_superseded": pl.Int64,
        "rows_withdrawn": pl.Int64,
    }
)
_JUDGED = f"""
with {_NAMES}
select
    judged.*, indicators.* exclude (metric), members.* exclude (dimension, member),
    scopes.member_name_en as scope_name_en,
    scopes.member_name_ru as scope_name_ru,
    old.member_name_en as status_before_name_en,
    old.member_name_ru as status_before_name_ru,
    new.member_name_en as status_after_name_en,
    new.member_name_ru as status_after_name_ru
from judged
left join indicators using (metric)
left join members using (dimension, member)
left join members as scopes
    on scopes.dimension = 'scope' and judged.scope = scopes.member
left join members as old
    on old.dimension = 'indicator_status' and judged.status_before = old.member
left join members as new
    on new.dimension = 'indicator_status' and judged.status_after = new.member
order by scope, metric, grain, period, dimension, member
"""
_ALIASES = "select alias, metric from after.marts.dim_indicator_alias"


@dataclass(frozen=True)
class Comparison:
    """Two releases side by side.

    Attributes:
        moves: one row per figure that moved, the weightiest first, with `causes` of
            `CAUSES`. `measure` is `value`, or `register_value` for what a register
            gives beside a published figure. `is_restated`: the period was over when
            the first release was made. `weight`, 0 to 1: the relative difference (1
            where a figure came or went), a half for a quarter, a fifth for a month, a
            quarter for a member, a half for a check value and for a period not yet
            over, a tenth for a period that came due without a figure.
        definitions: what metrics mean otherwise; none where `is_compared` is false,
            because the manifests of one release cannot be read.
        rows: rows added, superseded and withdrawn, by mart; of the weakest provenance
            among them.
        judged: one row per target or status that is not what it was, with per cent met
            and `causes`.
        inputs: files that only one of the releases was made from.
        has_rows: whether both releases tell what stands behind their figures.
    """

    before: Release
    after: Release
    moves: pl.DataFrame
    definitions: tuple[DefinitionChange, ...]
    rows: pl.DataFrame
    judged: pl.DataFrame
    inputs: tuple[tuple[str, InputFile], ...]
    is_compared: bool
    has_rows: bool


def compare(
    before: Release,
    after: Release,
    settings: Settings,
    audience: Audience = "internal",
) -> Comparison:
    """Compare what an audience sees of two releases of one programme, by number.

    Raises:
        ReadingError: a file of theirs cannot be read.
    """
    inputs = list_changed_inputs(before.info.inputs, after.info.inputs)
    versions = (before.info.format_version, after.info.format_version)
    has_rows = min(versions) >= _KEEPS_ROWS
    with open_pair(before, after, settings, audience) as pair:
        aliases = dict(pair.fetch(_ALIASES).iter_rows())
        code = find_changed_code(before, after, aliases)
        fed = "changed_coverage" if has_rows else "changed_rows"
        _put_changes(pair, code, fed if inputs else None)
        names = ["3_evidence", "4_seen"] if has_rows else ["4_unseen"]
        _run(pair, ["1_scopes", "2_moved", *names, "5_causes", "6_targets"])
        return Comparison(
            before=before,
            after=after,
            moves=pair.fetch(_MOVES),
            definitions=code.definitions,
            rows=pair.fetch(_ROWS) if has_rows else _NO_ROWS,
            judged=pair.fetch(_JUDGED),
            inputs=inputs,
            is_compared=code.is_known,
            has_rows=has_rows,
        )


def list_changed_inputs(
    before: Sequence[InputFile], after: Sequence[InputFile]
) -> tuple[tuple[str, InputFile], ...]:
    """Files of one side only, as `before` or `after` with the file."""
    old, new = ({(i.file, i.sha256): i for i in side} for side in (before, after))
    gone = [("before", old[key]) for key in sorted(old.keys() - new.keys())]
    come = [("after", new[key]) for key in sorted(new.keys() - old.keys())]
    return (*gone, *come)


def _put_changes(pair: ReleasePair, code: ChangedCode, fed: str | None) -> None:
    """`fed` is the cause that other input files are, where they differ."""
    pair.put("changed_metrics", code.tabulate_causes())
    pair.put("changed_rules", pl.DataFrame({"is_changed": [code.is_rule_changed]}))
    pair.put("changed_inputs", pl.DataFrame({"cause": [fed]}, {"cause": pl.String}))


def _run(pair: ReleasePair, names: Sequence[str]) -> None:
    for name in names:
        pair.run((_STEPS / f"{name}.sql").read_text("utf-8"))

with

figures as (
    select * from {{ ref('int_quality__figures') }}
),

checks as (
    select
        *,
        case check_code
            when 'identity_coverage' then {{ var('min_identity_coverage_pct') }}
            else threshold
        end as bound_value
    from {{ ref('quality_checks') }}
),

{% set standards = [
    'validity', 'integrity', 'precision', 'reliability', 'timeliness'
] %}
measured as (
    {% for standard in standards -%}
        select
            metric,
            scope,
            check_code,
            is_applicable,
            cast(value as double) as value,
            cast(cases_count as bigint) as cases_count,
            cast(checked_count as bigint) as checked_count,
            {{ 'dimension' if standard == 'precision' else 'cast(null as string)' }}
                as dimension,
            {{ 'reference_date' if standard == 'reliability'
                else 'cast(null as date)' }}
                as reference_date
        from {{ ref('int_quality__' ~ standard) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

judged as (
    select
        figures.metric,
        figures.scope,
        checks.standard,
        checks.check_code,
        checks.sort_order,
        checks.name_en,
        checks.name_ru,
        checks.rule_en,
        checks.rule_ru,
        case
            when not measured.is_applicable then 'not_applicable'
            when measured.value is null then 'unknown'
            when checks.bound = 'at_most' and measured.value <= checks.bound_value
                then 'passed'
            when checks.bound = 'at_least' and measured.value >= checks.bound_value
                then 'passed'
            else 'failed'
        end as outcome,
        checks.value_kind,
        case when measured.is_applicable then measured.value end as value,
        checks.bound,
        cast(checks.bound_value as double) as threshold,
        checks.reason_en,
        checks.reason_ru,
        case when measured.is_applicable then measured.cases_count end as cases_count,
        case when measured.is_applicable then measured.checked_count end
            as checked_count,
        case when measured.is_applicable then measured.dimension end as dimension,
        measured.reference_date,
        figures.as_of_date,
        figures.provenance
    from figures
    cross join checks
    left join measured
        on
            figures.metric = measured.metric
            and figures.scope = measured.scope
            and checks.check_code = measured.check_code
)

select * from judged

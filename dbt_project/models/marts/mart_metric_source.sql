with

metric_sources as (
    select * from {{ source('landed', 'metric_sources') }}
),

published as (
    select * from {{ ref('int_metrics__published_scoped') }}
),

by_hand as (
    select * from {{ ref('int_metrics__values_by_hand') }}
),

-- A figure that was published or reported by hand may stand in place of the computed.
unioned as (
    select
        metric,
        model
    from metric_sources
    union distinct
    select
        metric,
        'fct_published_figure' as model
    from published
    union distinct
    select
        metric,
        'fct_indicator_value' as model
    from by_hand
)

select * from unioned

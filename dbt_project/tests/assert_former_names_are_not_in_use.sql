-- A link with a name that means two indicators would lead to either.
with

aliases as (
    select * from {{ ref('dim_indicator_alias') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
)

select
    aliases.alias,
    indicators.metric
from aliases
inner join indicators
    on
        aliases.alias = indicators.metric
        or aliases.alias = indicators.indicator_code

{% set phases = ['running', 'ended'] %}
with

thresholds as (
    select * from {{ ref('status_thresholds') }}
),

phases as (
    {% for phase in phases -%}
        select '{{ phase }}' as phase
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    phases.phase,
    count(thresholds.status) as open_ended_count,
    'each phase has one status without a bound' as rule
from phases
left join thresholds
    on
        phases.phase = thresholds.phase
        and thresholds.min_percent_met_pct is null
group by phases.phase
having count(thresholds.status) <> 1

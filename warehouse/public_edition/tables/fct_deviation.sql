-- What somebody writes about a figure on people names the groups behind it. Like a
-- target, it calls the figure by its target key; what calls none by it is no better.
select deviations.*
from internal.marts.fct_deviation as deviations
inner join internal.marts.dim_indicator as indicators
    on deviations.metric = indicators.target_key
where indicators.metric not in (select metric from people_metrics)

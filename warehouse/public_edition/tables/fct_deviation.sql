-- What somebody writes about a figure on people names the groups behind it.
select deviations.*
from internal.marts.fct_deviation as deviations
where deviations.metric not in (select metric from people_metrics)

select reported.*
from internal.marts.fct_indicator_value as reported
where reported.metric not in (select metric from people_metrics)

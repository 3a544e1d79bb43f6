-- What stands behind figures on people are groups of people: no rows of those.
select evidence.*
from internal.marts.mart_metric_evidence as evidence
where evidence.metric not in (select metric from people_metrics)

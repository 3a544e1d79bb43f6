select values.*
from internal.marts.mart_recomputed_value as values
where values.metric not in (select metric from people_metrics)

select cast(range as date) as date_day
from range(date '2009-01-01', date '2010-01-01', interval 1 day)

select
    participant_id as participant_key,
    event_id,
    sex,
    load_id
from {{ source('registers', 'attendance') }}

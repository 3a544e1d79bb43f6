{# Publishers number their events each for themselves; the programme's own numbers
   stand as they are, which is also how files from before this column read. #}
{% macro event_key() -%}
    case
        when coalesce(publisher, 'own') = 'own' then event_id
        else publisher || ':' || event_id
    end
{%- endmacro %}

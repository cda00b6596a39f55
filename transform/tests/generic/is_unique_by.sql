{# No two rows agree in all of the columns. #}
{% test is_unique_by(model, columns) %}

select {{ columns | join(', ') }}
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}

{#
    Every value is one of `to`'s, unless `to` is empty: of a stream that the tap
    does not select there is nothing to refer to (the audit names it).
#}
{% test refers_to(model, column_name, to, field) %}

select children.{{ column_name }}
from {{ model }} as children
left join {{ to }} as parents on children.{{ column_name }} = parents.{{ field }}
where children.{{ column_name }} is not null
    and parents.{{ field }} is null
    and exists (select 1 from {{ to }})

{% endtest %}

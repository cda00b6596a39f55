{#
    The core equation of every forecast here. In orbit are those of today that
    have not reached the end of their life, and those launched since, but for
    the early losses, that have not reached it either:

    in_orbit * (1 - share_retired)
        + (1 - early_loss) * (launched_since - launched_since_and_retired)
#}
{% macro in_orbit_after(
    in_orbit, share_retired, early_loss, launched_since,
    launched_since_and_retired
) -%}
    (
        {{ in_orbit }} * (1 - {{ share_retired }})
        + (1 - {{ early_loss }})
        * ({{ launched_since }} - {{ launched_since_and_retired }})
    )
{%- endmacro %}


{#
    Which share of the satellites in orbit at the origin has reached the end of
    its life `months_ahead` later. They were launched in the life before the
    origin; launches retire in the order in which they flew.
#}
{% macro share_retired(launched_by_month, months_known, months_ahead, life_months) -%}
    case
        when {{ months_ahead }} >= {{ life_months }} then 1.0
        else coalesce(
            (
                coalesce({{ launched_by_month }}[
                    {{ months_known }} + {{ months_ahead }} - {{ life_months }}
                ], 0)
                - coalesce({{ launched_by_month }}[
                    {{ months_known }} - {{ life_months }}
                ], 0)
            )::float8
            / nullif(
                {{ launched_by_month }}[{{ months_known }}]
                - coalesce({{ launched_by_month }}[
                    {{ months_known }} - {{ life_months }}
                ], 0),
                0
            ),
            1.0
        )
    end
{%- endmacro %}

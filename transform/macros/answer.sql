{# What the scenario comes to, of the words that the answer's contract allows. #}
{% macro outcome_of_scenario() -%}
    case
        when coalesce(ttm_satellites, 0) = 0 then 'insufficient_data'
        when satellites_in_orbit >= target_satellites then 'already_reached'
        when reach_date is not null then 'reached'
        when saturation_level < target_satellites then 'never_at_this_rate'
        else 'beyond_horizon'
    end
{%- endmacro %}


{# One English sentence: dates, never ages, so that a later build says the same. #}
{% macro answer_sentence() -%}
    concat(
        case source_kind
            when 'public' then 'By the public SpaceX API'
            when 'sample' then 'By the sample API (made from public facts, not live)'
            when 'file' then 'By recorded answers of the SpaceX API'
            else 'By an API of unknown kind'
        end,
        case
            when outcome = 'insufficient_data' then concat(
                coalesce(' as of ' || as_of_date, ''),
                ' there is too little data to say when ',
                {{ with_commas('target_satellites') }},
                ' Starlink satellites are in orbit'
            )
            else concat(
                ' as of ', as_of_date, ', ',
                {{ with_commas('satellites_in_orbit') }},
                ' Starlink satellites are in orbit of ',
                {{ with_commas('satellites_launched') }}, ' launched; ',
                {{ answer_prediction() }}
            )
        end,
        '.'
    )
{%- endmacro %}


{% macro answer_prediction() -%}
    case outcome
        when 'already_reached' then concat(
            'the target of ', {{ with_commas('target_satellites') }},
            ' is reached already'
        )
        when 'reached' then concat(
            {{ with_commas('target_satellites') }}, ' are reached in ',
            to_char(reach_date, 'FMMonth YYYY'), ', after ',
            {{ with_commas('launches_needed') }}, ' more launches (',
            lower(scenario_name), ')'
        )
        when 'beyond_horizon' then concat(
            {{ with_commas('target_satellites') }}, ' are not reached by ',
            '{{ var("horizon_year") }} (', lower(scenario_name), ')'
        )
        else concat(
            {{ with_commas('target_satellites') }}, ' are never reached (',
            lower(scenario_name), '): their number settles near ',
            {{ with_commas('round(saturation_level)') }},
            '; it would take ',
            {{ with_commas('ceil(required_satellites_per_year)') }},
            ' launched every year, that is ',
            {{ with_commas('ceil(required_satellites_per_year / launch_size)') }},
            ' launches a year where the last twelve months saw ',
            {{ with_commas('ttm_launches') }}
        )
    end
{%- endmacro %}


{# 42000 → 42,000 #}
{% macro with_commas(number) -%}
    to_char({{ number }}, 'FM999,999,999')
{%- endmacro %}

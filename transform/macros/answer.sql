{# What a scenario comes to, in the words that the answer's contract allows. #}
{% macro outcome_of_scenario() -%}
    case
        when ttm_satellites = 0 then 'insufficient_data'
        when satellites_in_orbit >= target_satellites then 'already_reached'
        when reach_date_p50 is not null then 'reached'
        when saturation_level_p50 < target_satellites then 'never_at_this_rate'
        else 'beyond_horizon'
    end
{%- endmacro %}


{# One English sentence: dates, never ages, so that a later build says the same. #}
{% macro answer_sentence() -%}
    concat(
        case source_kind
            when 'public' then 'By the public SpaceX API'
            when 'facts' then
                'By the sample API (made from public facts, not live)'
            when 'file' then 'By recorded answers of the SpaceX API'
            else 'By a SpaceX API of unknown kind'
        end,
        ', data of ' || as_of_date, ', ',
        case
            when outcome = 'insufficient_data' then concat(
                'there is too little data to say when ',
                {{ with_commas('target_satellites') }},
                ' Starlink satellites are in orbit'
            )
            else concat(
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
    case
        when outcome = 'already_reached' then concat(
            {{ with_commas('target_satellites') }}, ' are reached'
        )
        when method = 'simulation' then concat(
            {{ answer_at_todays_rate() }},
            '; if launches grow as before, the chance to reach it is ',
            {{ as_percent('prob_reached_by_2040') }}, ' by 2040, ',
            {{ as_percent('prob_reached_by_2050') }}, ' by 2050 and ',
            {{ as_percent('prob_reached_by_2100') }}, ' by 2100, and the median future ',
            case
                when reach_date_p50 is null then 'never does'
                else concat(
                    'does in ', to_char(reach_date_p50, 'FMMonth YYYY'), ', after ',
                    {{ with_commas('launches_needed_p50') }}, ' more launches'
                )
            end
        )
        when outcome = 'reached' then concat(
            {{ with_commas('target_satellites') }}, ' are reached in ',
            to_char(reach_date_p50, 'FMMonth YYYY'), ', after ',
            {{ with_commas('launches_needed_p50') }}, ' more launches (',
            lower(scenario_name), ')'
        )
        when outcome = 'beyond_horizon' then concat(
            {{ with_commas('target_satellites') }}, ' are not reached by ',
            '{{ var("horizon_year") }} (', lower(scenario_name), ')'
        )
        else concat(
            {{ with_commas('target_satellites') }}, ' are never reached (',
            lower(scenario_name), '): their number settles near ',
            {{ with_commas('round(saturation_level_p50::numeric)') }}
        )
    end
{%- endmacro %}


{% macro answer_at_todays_rate() -%}
    concat(
        'at the rate of the twelve months before (',
        {{ with_commas('ttm_satellites') }}, ' satellites on ',
        {{ with_commas('ttm_launches') }}, ' launches) and a life of ',
        trim(trailing '.' from to_char(life_years, 'FM90.9')),
        case
            when level_at_todays_rate < target_satellites
                then ' years they never reach '
            else ' years they do reach '
        end,
        {{ with_commas('target_satellites') }},
        case
            when level_at_todays_rate < target_satellites then ' but'
            else ' and'
        end,
        ' settle near ',
        {{ with_commas('round(level_at_todays_rate)') }},
        ', since holding ', {{ with_commas('target_satellites') }}, ' takes ',
        {{ with_commas('ceil(required_satellites_per_year)') }},
        ' satellites or ',
        {{ with_commas('ceil(required_satellites_per_year / launch_size)') }},
        ' launches every year'
    )
{%- endmacro %}


{# 42000 → 42,000 #}
{% macro with_commas(number) -%}
    to_char({{ number }}, 'FM999,999,999')
{%- endmacro %}


{# 0.126 → 12.6 % #}
{% macro as_percent(share) -%}
    to_char(100 * {{ share }}, 'FM990.0') || ' %'
{%- endmacro %}

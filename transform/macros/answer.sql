{# What a scenario comes to, in the words that the answer's contract allows. #}
{% macro outcome_of_scenario() -%}
    case
        when ttm_satellites = 0 then 'insufficient_data'
        when satellites_in_orbit >= target_satellites then 'already_reached'
        when reach_date_p50 is not null then 'reached'
        when saturation_level < target_satellites and method = 'one_path'
            then 'never_at_this_rate'
        else 'beyond_horizon'
    end
{%- endmacro %}


{#
    The answer in at most 40 words: what is in orbit, when; the chance; the median
    future. Dates, never ages, so that a later build says the same.
#}
{% macro answer_sentence() -%}
    concat(
        {{ answer_count() }},
        case
            when outcome = 'insufficient_data' then concat(
                'too little data to say when ',
                {{ with_commas('target_satellites') }},
                ' Starlink satellites are in orbit'
            )
            when outcome = 'already_reached' then concat(
                {{ with_commas('target_satellites') }}, ' are reached'
            )
            when method = 'simulation' then {{ answer_chances() }}
            else {{ answer_of_one_path() }}
        end,
        '.'
    )
{%- endmacro %}


{# Where no catalogue is read, the data ended long ago: then that, and what was counted since. #}
{% macro answer_count() -%}
    case
        when outcome = 'insufficient_data' then 'There is '
        when has_catalogue then concat(
            {{ with_commas('satellites_in_orbit') }},
            ' Starlink satellites are in orbit on ', as_of_date, '; '
        )
        else concat(
            'The data ended on ', as_of_date, ' with ',
            {{ with_commas('satellites_in_orbit') }},
            ' Starlink satellites in orbit',
            case
                when counted_later_on > as_of_date then concat(
                    ' (', {{ with_commas('counted_later') }}, ' on ',
                    counted_later_on, ')'
                )
            end,
            '; '
        )
    end
{%- endmacro %}


{% macro answer_chances() -%}
    concat(
        'the chance of ', {{ with_commas('target_satellites') }}, ' is ',
        {{ as_percent('prob_reached_by_2035') }}, ' by 2035, ',
        {{ as_percent('prob_reached_by_2040') }}, ' by 2040, ',
        {{ as_percent('prob_reached_by_2050') }}, ' by 2050; the median future ',
        case
            when reach_date_p50 is null then 'never gets there'
            else concat(
                'gets there by ', to_char(reach_date_p50, 'FMMonth YYYY'),
                ', after ', {{ with_commas('launches_needed_p50') }}, ' launches'
            )
        end
    )
{%- endmacro %}


{% macro answer_of_one_path() -%}
    concat(
        {{ with_commas('target_satellites') }},
        case outcome
            when 'reached' then concat(
                ' are reached in ', to_char(reach_date_p50, 'FMMonth YYYY'),
                ', after ', {{ with_commas('launches_needed_p50') }}, ' launches'
            )
            when 'beyond_horizon'
                then ' are not reached by {{ var("horizon_year") }}'
            else concat(
                ' are never reached: they settle near ',
                {{ with_commas('saturation_level') }}
            )
        end,
        ' (', lower(left(scenario_name, 1)), substr(scenario_name, 2), ')'
    )
{%- endmacro %}


{# What the last twelve months alone would come to. #}
{% macro rate_sentence() -%}
    case when outcome <> 'insufficient_data' then concat(
        'At the rate of the last twelve months (',
        {{ with_commas('ttm_satellites') }}, ' satellites on ',
        {{ with_commas('ttm_launches') }}, ' launches) and a mean life of ',
        to_char(mean_life_years, 'FM90.0'), ' years they settle near ',
        {{ with_commas('level_at_todays_rate') }}, '; holding ',
        {{ with_commas('target_satellites') }}, ' takes ',
        {{ with_commas('ceil(required_satellites_per_year)') }}, ' a year.'
    ) end
{%- endmacro %}


{# What the catalogue itself lists, and what was launched after its date: by name,
   where they are few. #}
{% macro since_sentence() -%}
    concat_ws(
        ' ',
        case when has_catalogue and satellites_awaiting_catalogue > 0 then concat(
            'The catalogue itself lists ',
            {{ with_commas('satellites_in_orbit_in_catalogue') }},
            ' in orbit; ', {{ with_commas('satellites_awaiting_catalogue') }},
            ' of young launches are not in it yet.'
        ) end,
        case when launches_since > 0 then concat(
            'Launched since: ', {{ with_commas('satellites_since') }},
            ' satellites on ', {{ with_commas('launches_since') }},
            ' launches, ', since_from, ' to ', since_to,
            case when launches_since <= 12 then ': ' || names_since end, '.'
        ) end
    )
{%- endmacro %}


{# Who says so, source by source: what kind of data each is, and as of when. #}
{% macro source_sentence() -%}
    concat_ws(
        ' ',
        {%- for source, name in [
            ('catalogue', "CelesTrak''s satellite catalogue"),
            ('launch_log', "GCAT''s launch log"),
            ('api', 'The SpaceX API')
        ] %}
        '{{ name }}' || case {{ source }}_kind
            when 'public' then ', read there'
            when 'facts' then ', from frozen public facts, not live'
            when 'synthetic' then ', synthetic'
            when 'file' then ', from a file'
            else ', of unknown kind'
        end || ', as of ' || {{ source }}_as_of_date || '.'
        {{- ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}


{# 42000 → 42,000 #}
{% macro with_commas(number) -%}
    to_char(round(({{ number }})::numeric), 'FM999,999,999')
{%- endmacro %}


{#
    0.126 → 13 %. More digits would be false: a chance is one choice of damping
    and life. What is not quite impossible or certain says so.
#}
{% macro as_percent(share) -%}
    case
        when {{ share }} > 0 and {{ share }} < 0.005 then 'under 1 %'
        when {{ share }} < 1 and {{ share }} >= 0.995 then 'over 99 %'
        else to_char(100 * {{ share }}, 'FM990') || ' %'
    end
{%- endmacro %}

-- The known weaknesses of the data, counted.
{%- set satellites = ref('int_starlink__satellites_attributed') %}
{%- set checks = [
    ('launches.no_outcome', 'launches', 'Flown, but success is not known',
        ref('int_launches__flown'), "outcome = 'unknown'"),
    ('launches.upcoming_but_flown', 'launches',
        'Upcoming in the API, but satellites are tracked from it',
        ref('int_launches__flown'), 'is_upcoming and has_flown'),
    ('launches.date_is_placeholder', 'launches',
        'Dated to the month or coarser', ref('int_launches__flown'),
        "date_precision not in ('day', 'hour')"),
    ('payloads.launch_missing', 'payloads',
        'No launch lists it and the one it names is gone',
        ref('int_payloads__attributed'), "launch_rule = 'none'"),
    ('payloads.launch_not_listing', 'payloads',
        'No launch lists it, but the one it names exists',
        ref('int_payloads__attributed'), "launch_rule = 'named_by_payload'"),
    ('payloads.mass_missing', 'payloads', 'Mass is not known',
        ref('int_payloads__attributed'), 'mass_kg is null'),
    ('cores.unassigned', 'cores', 'A launch without a core assigned',
        ref('int_cores__flown'), 'core_id is null'),
    ('starlink.duplicates', 'starlink',
        'Older documents of an object that has a newer one',
        ref('int_audit__starlink_documents'), 'is_older_duplicate'),
    ('starlink.undated', 'starlink', 'The catalogue entry has no date',
        satellites, 'catalogued_at is null'),
    ('starlink.link_null', 'starlink', 'The API links no launch',
        satellites, 'api_launch_id is null'),
    ('starlink.link_refused', 'starlink',
        'The API links a launch that cannot be right', satellites,
        "launch_rule = 'launch_day_link_refused'"),
    ('starlink.by_designator', 'starlink',
        'Launch found by the international designator', satellites,
        "launch_rule = 'international_designator'"),
    ('starlink.launch_not_in_api', 'starlink',
        'The API does not hold the launch', satellites,
        'launch_id is null'),
    ('starlink.unattributed', 'starlink', 'No launch found at all',
        satellites, "launch_rule = 'unattributed'"),
    ('starlink.decay_contradiction', 'starlink',
        'Decayed by the flag but without a date, or the reverse', satellites,
        'is_decayed <> (decayed_on is not null)'),
    ('starlink.decay_before_launch', 'starlink', 'Decayed before it was launched',
        satellites, 'decayed_on < launched_on')
] %}

{%- for check in checks %}

{{ audit_check(*check) }}

{{ 'union all' if not loop.last }}
{%- endfor %}

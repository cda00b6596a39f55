-- The known weaknesses of the data, counted in one look at each relation. A
-- table: the audit and its tests read it.
{{ config(materialized='table') }}

{{ audit_checks('launches', ref('int_launches__flown'), [
    ('no_outcome', "outcome = 'unknown'", 'Flown, but success is not known'),
    ('upcoming_but_flown', 'is_upcoming and has_flown',
        'Upcoming in the API, but satellites are tracked from it'),
    ('date_is_placeholder', "date_precision not in ('day', 'hour')",
        'Dated to the month or coarser')
]) }}

union all

{{ audit_checks('payloads', ref('int_payloads__attributed'), [
    ('launch_missing', "launch_rule = 'none'",
        'No launch lists it and the one it names is gone'),
    ('launch_not_listing', "launch_rule = 'named_by_payload'",
        'No launch lists it, but the one it names exists'),
    ('mass_missing', 'mass_kg is null', 'Mass is not known')
]) }}

union all

{{ audit_checks('cores', ref('int_cores__flown'), [
    ('unassigned', 'core_id is null', 'A launch without a core assigned')
]) }}

union all

{{ audit_checks('starlink', ref('int_audit__starlink_documents'), [
    ('duplicates', 'is_older_duplicate',
        'Older documents of an object that has a newer one')
]) }}

union all

{{ audit_checks('starlink', ref('int_starlink__satellites_attributed'), [
    ('undated', 'catalogued_at is null', 'The catalogue entry has no date'),
    ('link_null', 'api_launch_id is null', 'The API links no launch'),
    ('link_refused', "launch_rule = 'launch_day_link_refused'",
        'The API links a launch that cannot be right'),
    ('by_designator', "launch_rule = 'international_designator'",
        'Launch found by the international designator'),
    ('launch_not_in_api', 'launch_id is null',
        'The API does not hold the launch'),
    ('unattributed', "launch_rule = 'unattributed'", 'No launch found at all'),
    ('decay_contradiction', 'is_decayed <> (decayed_on is not null)',
        'Decayed by the flag but without a date, or the reverse'),
    ('decay_before_launch', 'decayed_on < launched_on',
        'Decayed before it was launched')
]) }}

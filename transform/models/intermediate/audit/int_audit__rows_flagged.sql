-- The known weaknesses of the data, counted in one look at each relation. A
-- table: the audit and its tests read it.
{{ config(materialized='table') }}

{{ audit_checks('launches', ref('int_launches__with_outcome'), [
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

{{ audit_checks('cores', ref('int_cores__on_launches'), [
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

union all

{{ audit_checks('satellite_catalogue', ref('int_starlink__satellites_combined'), [
    ('not_in_api', 'satellite_id is null',
        'Starlinks that the API does not hold'),
    ('not_in_catalogue', "entry_source = 'spacex'",
        'Starlinks that the catalogue does not hold, or that the API has newer'),
    ('designator_missing', "launch_key !~ '^\d{4}-\d{3}$'",
        'Starlinks without the designator of a launch'),
    ('decay_before_launch', 'decayed_on < launched_on',
        'Starlinks that decayed before they were launched: counted as decayed on the day of launch')
]) }}

union all

{{ audit_checks('launch_log', ref('int_starlink__launches'), [
    ('launch_missing', 'not is_in_launch_log',
        'Launches of Starlinks that the launch log does not hold'),
    ('not_catalogued', 'catalogued < deployed and not is_after_as_of',
        'Launches with satellites that the catalogue does not list'),
    ('after_as_of', 'is_after_as_of',
        'Launches of Starlinks after the date of the data'),
    ('generation_by_date', "generation_rule like 'date%'",
        'Launches whose generation only their day tells'),
    ('generation_unknown', "generation = 'unknown'",
        'Launches of unknown generation')
]) }}

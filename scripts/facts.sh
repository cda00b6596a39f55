# shellcheck shell=bash
# The SpaceX API's streams where the public API is gone: the project's frozen
# facts, in a folder, beside live catalogues. Sourced after services.sh.
#
# Sets: facts_folder.

facts_folder=$project/.local/facts
# What a run took in the API's place: facts, kept or sample. For scripts/env,
# which asks nobody.
instead_of_api=$project/.local/instead-of-api

# The folder's address, as the tap takes it.
facts_url() {
  "$venv/bin/python" -c 'import pathlib, sys; print(pathlib.Path(sys.argv[1]).as_uri())' \
    "$facts_folder"
}

# Made under another name: a folder of that name is whole.
write_facts() {
  rm -rf "$facts_folder.new"
  "$venv/bin/python" -B "$project/sample/generate.py" "$facts_folder.new" ||
    fail "the facts cannot be written to $facts_folder"
  rm -rf "$facts_folder"
  mv "$facts_folder.new" "$facts_folder"
}

# want_facts URL: whether the facts are asked for by name; URL is that of
# TAP_SPACEX_API_URL, which would say something else.
want_facts() {
  case "${SPACEX_STREAMS:-api}" in
    api) return 1 ;;
    facts) ;;
    *) fail "SPACEX_STREAMS is '$SPACEX_STREAMS': set it to api or facts" ;;
  esac
  [ -z "$1" ] || fail "SPACEX_STREAMS is facts, but TAP_SPACEX_API_URL is set" \
    "($(without_password "$1")): unset one of them"
}

take_facts() {
  api_kind=facts
  [ -z "${1:-}" ] || [ ! -d "$facts_folder" ] || return 0
  write_facts
}

# choose_instead_of_api [optional]: sets api_kind where dev is to have the public
# API, and that does not answer: facts, kept or sample. With `optional`, as the last
# run chose.
choose_instead_of_api() {
  if [ -n "${1:-}" ]; then
    api_kind=$(cat "$instead_of_api" 2>/dev/null) || api_kind=sample
    [ "$api_kind" != facts ] || take_facts optional
    return
  fi
  write_facts
  if ! catalogue_answers; then
    api_kind=sample
    # The sample has its own.
    TAP_SPACEX_CATALOGUE_URL='' TAP_SPACEX_LAUNCH_LOG_URL=''
  elif has_documents; then
    api_kind=kept
  else
    api_kind=facts
  fi
  echo "$api_kind" >"$instead_of_api"
}

# Whether the satellite catalogue can be read, which the answer is as of. Nothing
# but the tap asks for it, and keeps what it gets: the job's run asks no more.
catalogue_answers() {
  local log=$project/.local/logs/sources.log
  mkdir -p "$project/.local/logs"
  say "$kPublicApi does not answer; the tap asks the catalogues:"
  # In the background, since a signal to stop is seen only then.
  (cd "$project" && TAP_SPACEX_API_URL=$(facts_url) exec setpriv --pdeathsig TERM \
    "$meltano" --environment="$MELTANO_ENVIRONMENT" invoke tap-spacex \
    2>"$log" </dev/null 7>&-) |
    "$venv/bin/python" "$project/scripts/catalogues_read.py" &
  wait "$!" || {
    say "the satellite catalogue was not read ($log has the tap's log)"
    return 1
  }
}

# Whether the database has documents that were read from the API, which cannot be
# had again. Older versions named the kind in `source`.
has_documents() {
  choose_server
  has_database "$database" || return 1
  [ -n "$(sql "$database" -At -c "
    select 1 from pg_class where oid = to_regclass('tap_spacex.extractions')")" ] ||
    return 1
  case "$(sql "$database" -At -c "
    select coalesce(document ->> 'kind', document ->> 'source')
    from tap_spacex.extractions
    cross join lateral to_jsonb(extractions) as documents (document)
    where stream = 'starlink' and document ->> 'outcome' is distinct from 'failed'
    order by fetched_at desc limit 1")" in
    public | file | spacex | other) ;;
    *) return 1 ;;
  esac
}

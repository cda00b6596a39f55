# shellcheck shell=bash
# What a run talks to: an API, a PostgreSQL server and a database in it. Sourced
# after setup.sh by run and env.
#
# Sets, and the caller exports: MELTANO_ENVIRONMENT, TAP_SPACEX_API_URL,
# TARGET_POSTGRES_HOST, _PORT, _USER, _PASSWORD; further: database, api_kind.

readonly kPublicApi=https://api.spacexdata.com
readonly kEnvironments='dev staging prod sample'
# The sample API's port, as in meltano.yml: the same each time, since the API's
# address is a part of what the tap remembers.
readonly kSamplePort=8414
readonly kSampleApi=http://127.0.0.1:$kSamplePort

# Where what is evaluated cannot be had, the shell must not go on without it.
load_dotenv() {
  local exports
  exports=$("$venv/bin/python" "$project/scripts/read_dotenv.py" "$project/.env") ||
    fail "$project/.env cannot be read"
  eval "$exports"
}

probe() { "$venv/bin/python" "$project/scripts/probe_api.py" <<<"$1"; }

# without_password URL: as it may be shown.
without_password() { "$venv/bin/python" "$project/scripts/api_url.py" <<<"$1"; }

# need_environment NAME: ends with status 2 where there is none of that name.
need_environment() {
  case " $kEnvironments " in
    *" $1 "*) ;;
    *) misuse "no environment '$1' in meltano.yml: $kEnvironments" ;;
  esac
}

# choose_environment [NAME]: NAME, else MELTANO_ENVIRONMENT, else dev.
choose_environment() {
  MELTANO_ENVIRONMENT=${1:-${MELTANO_ENVIRONMENT:-dev}}
  need_environment "$MELTANO_ENVIRONMENT"
}

# choose_api [optional]: sets api_kind to what the tap will read: api, file, facts or
# sample; and, where that is the sample API, the environment to sample, so that it
# never meets real data. Only dev, the default, gives way: staging and prod stop
# instead. There, too, facts.sh takes the facts or what the database has (kept) where
# the catalogues answer. `optional`, for commands that may need no API: where the one
# that is meant does not answer, that is only said, and api_kind is silent.
choose_api() {
  local url=${TAP_SPACEX_API_URL:-}
  # Where scripts/env exported it before.
  [ "$url" != "$(facts_url)" ] || url=
  if [ "$MELTANO_ENVIRONMENT" = sample ] && [ -z "$url" ]; then
    api_kind=sample
  elif want_facts "$url"; then
    take_facts "${1:-}"
  elif api_kind=$(probe "${url:-$kPublicApi}"); then
    :
  elif [ "$MELTANO_ENVIRONMENT $url" = 'dev ' ]; then
    choose_instead_of_api "${1:-}"
  elif [ "${1:-}" = optional ]; then
    say "warning: the tap will fail, until that API answers"
    api_kind=silent
  elif [ -n "$url" ]; then
    fail "TAP_SPACEX_API_URL is set, but nothing to read from is there"
  else
    api_kind=sample
  fi
  case "$api_kind" in
    sample) choose_sample "$url" ;;
    facts) TAP_SPACEX_API_URL=$(facts_url) ;;
    *) TAP_SPACEX_API_URL=${url:-$kPublicApi} ;;
  esac
}

# choose_sample URL: of TAP_SPACEX_API_URL, or empty where that is not set.
choose_sample() {
  case "$MELTANO_ENVIRONMENT" in
    dev | sample) MELTANO_ENVIRONMENT=sample ;;
    *) refuse_sample_data "$1" ;;
  esac
  TAP_SPACEX_API_URL=${1:-$kSampleApi}
}

# The sample serves the catalogues, too.
choose_catalogues() {
  [ "$api_kind" = sample ] || return 0
  TAP_SPACEX_CATALOGUE_URL=${TAP_SPACEX_CATALOGUE_URL:-$TAP_SPACEX_API_URL/pub/satcat.csv}
  TAP_SPACEX_LAUNCH_LOG_URL=${TAP_SPACEX_LAUNCH_LOG_URL:-$TAP_SPACEX_API_URL/space/gcat/tsv/derived/launchlog.tsv}
  export TAP_SPACEX_CATALOGUE_URL TAP_SPACEX_LAUNCH_LOG_URL
}

# refuse_sample_data URL: of TAP_SPACEX_API_URL, or empty where that is not set.
refuse_sample_data() {
  local into="does not belong into environment '$MELTANO_ENVIRONMENT'"
  [ -z "$1" ] || fail "TAP_SPACEX_API_URL ($(without_password "$1")) is that of a" \
    "sample API, whose data $into: set it to another API's, or unset it for the" \
    "public one, or choose environment sample"
  fail "the public API ($kPublicApi) does not answer, and the sample API's data" \
    "$into: set TAP_SPACEX_API_URL to another API's, or SPACEX_STREAMS=facts for" \
    "the project's frozen facts beside live catalogues, or choose environment sample"
}

# What would lead the target and dbt to different databases, or sample data into
# one of the user's.
refuse_database_settings() {
  [ -z "${TARGET_POSTGRES_SQLALCHEMY_URL:-}" ] ||
    fail "TARGET_POSTGRES_SQLALCHEMY_URL is set, which dbt cannot use: set" \
      "TARGET_POSTGRES_HOST, _PORT, _USER, _PASSWORD and _DATABASE instead"
  case "$MELTANO_ENVIRONMENT ${TARGET_POSTGRES_DATABASE:-}" in
    'sample ' | 'sample spacex_sample') ;;
    sample*) fail "sample data does not belong into TARGET_POSTGRES_DATABASE" \
      "($TARGET_POSTGRES_DATABASE): unset it, or set TAP_SPACEX_API_URL to another API" ;;
  esac
}

# Sets TARGET_POSTGRES_* and database; starts the embedded server unless
# TARGET_POSTGRES_HOST names another.
choose_server() {
  local exports
  refuse_database_settings
  embedded=$project/.local/postgres
  # Also where scripts/env exported it before.
  if [ -z "${TARGET_POSTGRES_HOST:-}" ] ||
    grep -qxF "PGHOST=$(printf %q "$TARGET_POSTGRES_HOST")" "$embedded/env" 2>/dev/null; then
    # Whoever reaches the socket is the superuser: only the server's own user
    # and root may.
    # Nor is the lock of a run (7) the server's.
    exports=$("$project/scripts/postgres" start "$embedded" \
      -c unix_socket_permissions=0700 7>&-) || exit 1
    eval "$exports"
    TARGET_POSTGRES_HOST=$PGHOST TARGET_POSTGRES_PORT=$PGPORT
    TARGET_POSTGRES_USER=$PGUSER TARGET_POSTGRES_PASSWORD=
  else
    embedded=
  fi
  TARGET_POSTGRES_PORT=${TARGET_POSTGRES_PORT:-5432}
  TARGET_POSTGRES_USER=${TARGET_POSTGRES_USER:-$(id -un)}
  TARGET_POSTGRES_PASSWORD=${TARGET_POSTGRES_PASSWORD:-}
  database=${TARGET_POSTGRES_DATABASE:-spacex_$MELTANO_ENVIRONMENT}
}

# sql DATABASE [PSQL-OPTION]…
sql() {
  PGPASSWORD=$TARGET_POSTGRES_PASSWORD psql -X -q -w -P pager=off -v ON_ERROR_STOP=1 \
    -h "$TARGET_POSTGRES_HOST" -p "$TARGET_POSTGRES_PORT" \
    -U "$TARGET_POSTGRES_USER" -d "$@"
}

has_database() { sql "$1" -c '' 2>/dev/null; }

# Why DATABASE cannot be connected to, in libpq's and the server's words; empty: it can.
why_not() {
  LC_ALL=C sql "$1" -c '' 2>&1 >/dev/null | grep -v '^.Is the server running' |
    sed 's/^psql: error: //; s/^connection to server .* failed: //' | one_line || true
}
one_line() { tr -s '\n\t' '  ' | sed 's/ $//'; }

# refuse_server DATABASE: says why the server cannot be worked with, if it cannot. psql
# has no SQLSTATE of a connection that fails, and a server speaks its own language: so
# one that is not there is known by libpq's own program, and one that lets the user in
# nowhere by that.
refuse_server() {
  local server="PostgreSQL at $TARGET_POSTGRES_HOST:$TARGET_POSTGRES_PORT"
  local user="user '$TARGET_POSTGRES_USER'" status=0 reason each
  pg_isready -q -t 10 -h "$TARGET_POSTGRES_HOST" -p "$TARGET_POSTGRES_PORT" || status=$?
  reason=$(why_not "$1")
  case "$status" in
    0) ;;
    1) fail "$server takes no connections now, since it starts or stops: $reason" ;;
    *) fail "$server does not answer: $reason; start it, or set" \
      "TARGET_POSTGRES_HOST and _PORT to where it is" ;;
  esac
  for each in postgres template1; do
    if has_database "$each"; then
      refuse_database "$1" "$each" "$reason"
      return
    fi
  done
  case "$reason" in
    *'no password supplied'*) fail "$server wants a password of $user: set" \
      "TARGET_POSTGRES_PASSWORD ($reason)" ;;
    *'authentication failed'*) fail "$server refuses $user or the password: set" \
      "TARGET_POSTGRES_USER and _PASSWORD ($reason)" ;;
    *) fail "$server lets $user into none of the databases '$1', postgres and" \
      "template1: $reason" ;;
  esac
}

# refuse_database DATABASE ANOTHER REASON: where it is there, and the user may connect
# to ANOTHER only.
refuse_database() {
  [ "$(sql "$2" -At -c "select 1 from pg_database where datname = '$1'")" != 1 ] ||
    fail "user '$TARGET_POSTGRES_USER' may not connect to database '$1' at" \
      "$TARGET_POSTGRES_HOST:$TARGET_POSTGRES_PORT: $3"
}

create_database() {
  local from reason
  for from in postgres template1; do
    reason=$(sql "$from" -c "create database \"$1\"" 2>&1) && return
  done
  # Somebody else may have made it in the meantime.
  if has_database "$1"; then return; fi
  refuse_server "$1"
  fail "there is no database '$1' at $TARGET_POSTGRES_HOST:$TARGET_POSTGRES_PORT, and" \
    "user '$TARGET_POSTGRES_USER' cannot create it: $(one_line <<<"$reason")"
}

# The embedded server gets the databases of all environments, another server
# only the one of this run.
create_databases() {
  local environment
  if [ -n "$embedded" ]; then
    for environment in $kEnvironments; do
      has_database "spacex_$environment" || create_database "spacex_$environment"
    done
  fi
  has_database "$database" || create_database "$database"
}

# shellcheck shell=bash
# What a fresh machine needs, installed and built step by step; sourced by the
# other scripts. Each step looks first whether it is done already, so that a
# second run takes a second.
#
# Sets: project (its root), venv (the Python environment), meltano (the program).

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$project/.local/venv
meltano=$venv/bin/meltano

# Debian 12 and 13 alike.
readonly kBuildPackages=(
  g++ cmake ninja-build pkg-config libcurl4-openssl-dev rapidjson-dev libpq-dev
  libboost-program-options-dev zlib1g-dev libssl-dev catch2)
readonly kRunPackages=(python3 python3-venv ca-certificates)
# The browser that the report page is tested in, and what drives it.
readonly kTestPackages=(
  chromium chromium-driver python3-selenium fonts-dejavu-core)
# What set_up sees to: all at once, so that whoever lacks some is told of all.
needed_packages=("${kBuildPackages[@]}" "${kRunPackages[@]}")
# The private server, and psql with it.
server_packages=(postgresql)

say() { printf '== %s\n' "$*" >&2; }
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}
# misuse WHY: what was asked for is wrong, not what came of it.
misuse() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

# watch LOG: on a terminal, a last line that moves from now on: seconds, and the last
# line of the log. Ends with this script, or at end_watch.
watcher=
watch() {
  [ -t 2 ] && [ "${TERM:-dumb}" != dumb ] || return 0
  : >"$1"
  draw_last_line_of "$1" >&2 7>&- 8>&- &
  watcher=$!
}
draw_last_line_of() {
  local begin=$SECONDS columns last
  while sleep 0.3 && kill -0 "$$" 2>/dev/null; do
    columns=$(stty size <&2 2>/dev/null | cut -d ' ' -f 2)
    [ "${columns:-0}" -gt 1 ] || columns=80
    last=$(tail -c 4000 "$1" | tr '\r' '\n' | sed 's/\x1b\[[0-9;]*[mK]//g' |
      grep -a '[^[:space:]]' | tail -n 1)
    last=$(printf '%4d s  %s' $((SECONDS - begin)) "$last")
    printf '\r%s\e[K' "${last:0:columns - 1}"
  done
}
end_watch() {
  [ -n "$watcher" ] || return 0
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  watcher=
  printf '\r\e[K' >&2
}

# Runs the rest with its output kept in .local/logs/NAME.log, shown on failure.
quietly() {
  local log=$project/.local/logs/$1.log
  shift
  mkdir -p "$project/.local/logs"
  watch "$log"
  # Locks (7, 8) are not for what it may start and leave running.
  if "$@" >"$log" 2>&1 </dev/null 7>&- 8>&-; then
    end_watch
  else
    end_watch
    cat "$log" >&2
    fail "failed: $* (the output above is in $log)"
  fi
}

missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = \
      installed ] || echo "$package"
  done
}

# How to become root: nothing, or sudo where it asks for no password or there
# is somebody to type it.
become_root() {
  if [ "$(id -u)" = 0 ]; then
    root=()
  elif sudo -n true 2>/dev/null; then
    root=(sudo -n)
  elif [ -t 0 ] && command -v sudo >/dev/null; then
    root=(sudo)
  else
    return 1
  fi
}

apt_install() {
  quietly apt "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@"
}

# Debian's package postgresql makes a cluster and starts it on port 5432: it is
# told not to, for as long as it is being installed.
install_postgresql() {
  local conf=/etc/postgresql-common/createcluster.conf
  apt_install postgresql-common
  # Kept as it was, also when an installation broke off here.
  [ -f "$conf.before" ] || "${root[@]}" cp "$conf" "$conf.before"
  "${root[@]}" sed -i '$a create_main_cluster = false' "$conf"
  apt_install postgresql
  "${root[@]}" mv "$conf.before" "$conf"
}

# need_packages PACKAGE…
need_packages() {
  local missing root
  command -v dpkg-query >/dev/null || {
    say "not a Debian machine: assuming that these are there: $*"
    return
  }
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0
  become_root || fail "packages are missing, and neither root nor sudo is at" \
    "hand. As root: apt-get install ${missing[*]}"
  say "installing packages: ${missing[*]}"
  quietly apt-update "${root[@]}" apt-get update
  case " ${missing[*]} " in
    *' postgresql '*) install_postgresql ;;
  esac
  apt_install "${missing[@]}"
}

# made_here PROGRAM: whether the Python environment that the program is in was made
# where it is now: its programs name its folder, in their first or second line.
made_here() {
  local named
  named=$(sed -n '1,2s/^[^/]*\(\/.*\)\/python[^/]*$/\1/p' "$1" 2>/dev/null) &&
    [ "$named" -ef "$(dirname "$1")" ]
}

# The Python environment with Meltano, made anew when requirements.txt, the
# machine's Python or the checkout's path changed.
make_python_environment() {
  local stamp=$venv/made-for.txt wanted
  wanted=$(python3 --version && cat "$project/requirements.txt")
  if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && made_here "$meltano"; then
    return
  fi
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "Meltano needs Python 3.10 or newer; this is $(python3 --version)"
  say "making the Python environment: $(grep -v '^#' "$project/requirements.txt" | tr '\n' ' ')"
  rm -rf "$venv"
  quietly venv python3 -m venv "$venv"
  quietly pip "$venv/bin/pip" install --disable-pip-version-check \
    -r "$project/requirements.txt"
  echo "$wanted" >"$stamp"
}

# The value that the build in FOLDER has of an option: cached FOLDER NAME
cached() { sed -n "s/^$2:[A-Z]*=//p" "$1/CMakeCache.txt" 2>/dev/null; }

# made_in FOLDER: whether there is a build that was made where it is now.
made_in() {
  [ -f "$1/build.ninja" ] && [ "$(cached "$1" CMAKE_CACHEFILE_DIR)" -ef "$1" ]
}

# has_options FOLDER -DNAME=VALUE…
has_options() {
  local folder=$1 option
  shift
  for option in "${@#-D}"; do
    [ "$(cached "$folder" "${option%%=*}")" = "${option#*=}" ] || return 1
  done
}

# configure FOLDER [-DNAME=VALUE]… Once, and again in a checkout that was moved, or
# where the build has not these options, whoever configured it. Options of one's own
# stay; those that the scripts named before and no longer do are taken back.
# Tests, and warnings as errors, also for scripts/run: another setting for it alone
# would build everything anew for the tests, which share its folder.
configure() {
  local folder=$1 named=$1/options.txt how=(--fresh) before=()
  shift
  set -- -DBUILD_TESTING=ON -DWARNINGS_AS_ERRORS=ON "$@"
  if made_in "$folder"; then
    mapfile -t before < <(grep -vxFf <(printf '%s\n' "${@%%=*}") "$named" 2>/dev/null)
    if [ "${#before[@]}" = 0 ] && has_options "$folder" "$@"; then return; fi
    how=("${before[@]/#-D/-U}")
  fi
  say "configuring the build in ${folder#"$project"/}"
  if command -v ccache >/dev/null; then
    export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  fi
  quietly configure cmake "${how[@]}" -S "$project" -B "$folder" -G Ninja "$@"
  printf '%s\n' "${@%%=*}" >"$named"
}

# build FOLDER [TARGET]…
build() {
  local folder=$1
  shift
  say "building ${*:-everything} in ${folder#"$project"/}"
  quietly build cmake --build "$folder" ${1:+--target "$@"}
}

# The environments of dbt and the report, made by Meltano, anew when what goes
# into them changed. The report's source is not copied there, so that its own
# changes need no installing; only pyproject.toml says what a program is.
install_plugins() {
  local utilities=$project/.meltano/utilities wanted
  local stamp=$utilities/made-for.txt
  wanted=$(python3 --version && cat "$project/requirements.txt" \
    "$project/transform/report/pyproject.toml" &&
    grep 'pip_url:' "$project/meltano.yml")
  if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] &&
    made_here "$utilities/dbt-postgres/venv/bin/dbt" &&
    made_here "$utilities/report/venv/bin/spacex-report"; then
    return
  fi
  say "meltano install: dbt and the report"
  rm -rf "$utilities"
  (cd "$project" && quietly meltano-install "$meltano" install)
  echo "$wanted" >"$stamp"
}

# lock FD NAME WHAT: takes .local/NAME.lock by file descriptor FD, for as long as this
# process or one that inherits it has that open; where it must wait, says for which. In
# the background, since a signal to stop is seen only then.
lock() {
  local file=$project/.local/$2.lock
  { mkdir -p "$project/.local" && : >>"$file"; } 2>/dev/null ||
    fail "user $(id -un) may not write to $file: run as $(stat -c %U "$project/.local" \
      2>/dev/null || stat -c %U "$project"), whose checkout this is"
  eval "exec $1>>\"\$file\""
  flock -n "$1" || {
    say "waiting for another $3 in this checkout to end: $(cat "$file")"
    setpriv --pdeathsig TERM flock "$1" &
    wait "$!"
  }
  echo "process $$, since $(date +%T)" >"$file"
}

# one_at_a_time COMMAND…: of those that change what the checkout is set up with.
one_at_a_time() {
  lock 8 set-up set-up
  "$@"
  exec 8>&-
}

# Everything that a run needs: set_up [TARGET]…
set_up() { one_at_a_time set_up_all "$@"; }
set_up_all() {
  need_packages "${needed_packages[@]}" "${server_packages[@]}"
  make_python_environment
  configure "$project/build" -DCMAKE_BUILD_TYPE=Release
  build "$project/build" "$@"
  install_plugins
}

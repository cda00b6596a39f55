#!/usr/bin/env bash
# The layers as a test: who may include what. One line per violation, exit 1.
set -u
cd "$(dirname "$0")/.." || exit
failed=0
sources=(common/src tap-spacex/src target-postgres-cpp/src)

# forbid PATTERN WHY [ALLOWED-PATH-PREFIX…]: no source but the allowed ones may
# match the pattern.
forbid() {
  local pattern=$1 why=$2 hits allowed
  shift 2
  hits=$(grep -rnE --include='*.hpp' --include='*.cpp' "$pattern" \
    "${sources[@]}" | grep -vE ':[0-9]+: *//' || true)
  for allowed in "$@"; do
    hits=$(printf '%s\n' "$hits" | grep -v "^$allowed" || true)
  done
  [ -z "$hits" ] && return
  printf '%s: %s\n' "$why" "$hits"
  failed=1
}

forbid '#include <curl/' 'only tap-spacex/src/http may include libcurl' \
  tap-spacex/src/http/
forbid '#include <pcre2' 'only common/src/patterns may include PCRE2' \
  common/src/patterns/
forbid '#include <libpq' 'only target-postgres-cpp/src/postgres may include libpq' \
  target-postgres-cpp/src/postgres/
forbid '#include "(dates|http|cache|streams|documents|extract)/' 'only the tap may include its modules' \
  tap-spacex/src/
forbid '#include "(table|row|postgres|inspect|prepare|store|faults|load|intake)/' \
  'only the target may include its modules' target-postgres-cpp/src/
forbid 'std::cout|stdout|STDOUT_FILENO|\bprintf\(|\bputs\(|\b(write|dprintf|fdopen)\( *1\b' \
  'stdout is the protocol: one file writes it' common/src/cli/standard_output.cpp

forbid 'process_stop\(' 'a cli::StopToken is handed down, from main() and its like' \
  common/src/cli/
forbid 'install_stop_signals\(' 'signals are for main() and its like' \
  common/src/cli/ tap-spacex/src/tap.cpp target-postgres-cpp/src/main.cpp

# Each module's folder with a rule below.
ruled=()

# below MODULE FORBIDDEN…: files of the module may include neither those modules
# nor the program's own headers, which stand above all modules, in src/ itself.
below() {
  local module=$1 hits forbidden
  shift
  ruled+=("$module")
  if [ ! -d "$module" ]; then
    printf '%s has a rule, but is not there\n' "$module"
    failed=1
    return
  fi
  forbidden=$(IFS='|'; echo "$*")
  hits=$(grep -rnE --include='*.hpp' --include='*.cpp' \
    "#include \"(($forbidden)/|[a-z_]+\.hpp)" "$module")
  [ -z "$hits" ] && return
  printf '%s may not include %s, nor what is not in a module: %s\n' \
    "$module" "$*" "$hits"
  failed=1
}

below common/src/text json logging cli settings retry singer trust schema patterns raw mapping
below common/src/patterns json logging cli settings retry singer trust schema raw mapping
below common/src/json logging cli settings retry singer trust schema patterns raw mapping
below common/src/logging cli settings retry singer trust schema patterns raw mapping
below common/src/cli settings retry singer trust schema patterns raw mapping
below common/src/retry json settings singer trust schema patterns raw mapping
below common/src/settings retry singer trust schema patterns raw mapping
below common/src/raw logging cli settings retry singer trust schema patterns mapping
below common/src/schema logging cli settings retry singer trust mapping
below common/src/singer settings trust patterns raw mapping
below common/src/trust json settings retry singer schema patterns raw mapping
below common/src/mapping retry trust schema patterns raw
below tap-spacex/src/dates http cache streams documents extract settings singer
below tap-spacex/src/http cache streams documents extract settings singer
below tap-spacex/src/cache streams documents extract settings singer
below tap-spacex/src/streams http cache documents extract settings
below tap-spacex/src/documents http cache streams extract settings
below tap-spacex/src/extract cache settings
below target-postgres-cpp/src/table row postgres inspect prepare store faults load intake settings
below target-postgres-cpp/src/row postgres inspect prepare store faults load intake settings
below target-postgres-cpp/src/postgres row inspect prepare store faults load intake settings
below target-postgres-cpp/src/inspect row prepare store faults load intake settings
below target-postgres-cpp/src/prepare row store faults load intake settings
below target-postgres-cpp/src/store faults load intake settings
below target-postgres-cpp/src/faults load intake settings
below target-postgres-cpp/src/load intake settings
below target-postgres-cpp/src/intake settings

for folder in {common,tap-spacex,target-postgres-cpp}/src/*/; do
  case " ${ruled[*]} " in
    *" ${folder%/} "*) ;;
    *) printf '%s has no rule here\n' "$folder"; failed=1 ;;
  esac
done

exit $failed

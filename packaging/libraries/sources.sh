# shellcheck shell=bash
# The sources of the libraries in a wheel, as Debian has them; sourced by scripts/wheel,
# which sets packaging, where all of it is kept.

# A configuration of apt's own, with the sources of those Debian archives that this
# machine takes packages from: the machine's is left as it is.
prepare_apt() {
  local apt=$packaging/apt
  command -v apt-get >/dev/null ||
    fail "the libraries are built from Debian's sources: run this on Debian 12"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/parts"
  # These are apt's variables.
  # shellcheck disable=SC2016
  apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | sort -u >"$apt/sources.list"
  [ -s "$apt/sources.list" ] ||
    fail "apt knows no archive of Debian's: the libraries are built from its sources"
  cat >"$apt/apt.conf" <<END
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "$apt/parts";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt/cache";
APT::Sandbox::User "";
END
  APT_CONFIG=$apt/apt.conf quietly apt-sources apt-get update
}

# With apt's configuration of its own: of_apt COMMAND…
of_apt() { APT_CONFIG=$packaging/apt/apt.conf "$@" </dev/null; }

# "VERSION SUITE" of each source of that name, newest first.
offered() {
  of_apt apt-cache madison "$1" |
    sed -nE 's/^[^|]*\| *([^ ]+) \| .* ([^ ]+)\/[^ ]+ Sources$/\1 \2/p' | sort -rVu
}

# fetch_source PACKAGE: its newest version, with Debian's patches, in
# sources/PACKAGE/tree. An archive may be behind its own list: then the version
# before is taken, and said.
fetch_source() {
  local package=$1 folder=$packaging/sources/$1 each version newest='' sources
  local log=$project/.local/logs/source-$1.log
  mapfile -t sources < <(offered "$package")
  for each in "${sources[@]}"; do
    version=${each% *}
    newest=${newest:-$version}
    [ "$(cat "$folder/version.txt" 2>/dev/null)" != "$version" ] || return 0
    rm -rf "$folder.new" && mkdir -p "$folder.new"
    (cd "$folder.new" && of_apt apt-get source "$package/${each#* }") >"$log" 2>&1 ||
      continue
    rm -rf "$folder" && mkdir "$folder"
    mv "$folder.new"/*/ "$folder/tree"
    rm -r "$folder.new"
    echo "$version" >"$folder/version.txt"
    [ "$version" = "$newest" ] ||
      say "the archive lists $package $newest, but has not all of its files: $version"
    return
  done
  fail "no source of $package could be fetched (the last try is in $log)"
}

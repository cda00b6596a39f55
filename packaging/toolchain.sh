# shellcheck shell=bash
# The compiler of a wheel; sourced by scripts/wheel, which sets packaging, machine and
# glibc.

# wrapper NAME COMMAND…
wrapper() {
  local file=$packaging/$machine/bin/$1
  shift
  printf '#!/bin/sh\nexec %s "$@"\n' "$*" >"$file"
  chmod +x "$file"
}

# Programs cc-for-wheel and so on, on the PATH: recipes and CMake know no others. No
# path of this machine gets into what they make.
prepare_toolchain() {
  local zig each
  zig=$("$packaging/venv/bin/python" -c \
    'import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), "zig"))')
  mkdir -p "$packaging/$machine/bin"
  for each in cc c++; do
    wrapper "$each-for-wheel" "$zig" "$each" -target "$machine-linux-gnu.$glibc" \
      -fno-sanitize=undefined "-ffile-prefix-map=$packaging=."
  done
  for each in ar ranlib; do wrapper "$each-for-wheel" "$zig" "$each"; done
  export PATH=$packaging/$machine/bin:$packaging/venv/bin:$PATH
  export ZIG_GLOBAL_CACHE_DIR=$packaging/zig-cache ZIG_LOCAL_CACHE_DIR=$packaging/zig-cache
  # Archives have no dates in them.
  export ZERO_AR_DATE=1
}

#!/usr/bin/env bash
# Builds one library, in its sources' folder, for the programs to link statically:
#
#   recipes.sh LIBRARY
#
# scripts/wheel sets: libraries (where it is installed, as usr/include and usr/lib),
# machine (x86_64 or aarch64), and a PATH with the compilers by the names below.
set -euo pipefail
: "${libraries:?}" "${machine:?}"
export CC=cc-for-wheel CXX=c++-for-wheel AR=ar-for-wheel RANLIB=ranlib-for-wheel
readonly kFlags=(-O2 -fPIC -fstack-protector-strong -D_FORTIFY_SOURCE=2)
export CFLAGS="${kFlags[*]}"
# For configure, beside CFLAGS.
readonly kPaths=(CPPFLAGS="-I$libraries/usr/include" LDFLAGS="-L$libraries/usr/lib")

build_zlib() {
  ./configure --static --prefix=/usr
  make -j2 libz.a
  make install DESTDIR="$libraries"
}

# The usual places of the configuration and of certificates are looked at by the
# programs; /etc/ssl has Debian's, SUSE's and Alpine's openssl.cnf.
build_openssl() {
  perl Configure "linux-$machine" --prefix=/usr --libdir=lib --openssldir=/etc/ssl \
    no-shared no-tests no-dso no-engine no-legacy no-module no-comp no-ssl3 no-dtls \
    no-srp no-psk no-idea no-seed no-rc2 no-rc4 no-camellia no-aria no-cast no-bf \
    no-md4 no-mdc2 no-rmd160 no-whirlpool no-gost no-sm2 no-sm3 no-sm4 no-siphash \
    no-ct no-ts no-cms no-ui-console
  make -j2 build_generated libcrypto.a libssl.a
  make install_dev DESTDIR="$libraries"
}

build_curl() {
  env "${kPaths[@]}" LIBS='-lssl -lcrypto -ldl -lpthread' PKG_CONFIG=false \
    ./configure --host="$machine-linux-gnu" --prefix=/usr --disable-shared --enable-static \
    --with-openssl="$libraries/usr" --with-zlib="$libraries/usr" --without-ca-bundle \
    --without-ca-path --without-brotli --without-zstd --without-nghttp2 --without-libidn2 \
    --without-libpsl --without-librtmp --without-libssh2 --disable-ldap --disable-ldaps \
    --disable-ftp --disable-file --disable-rtsp --disable-dict --disable-telnet \
    --disable-tftp --disable-pop3 --disable-imap --disable-smb --disable-smtp \
    --disable-gopher --disable-mqtt --disable-manual --disable-ntlm --disable-tls-srp \
    --disable-alt-svc --disable-hsts --disable-websockets --disable-unix-sockets \
    --disable-netrc --disable-debug --enable-threaded-resolver
  make -j2 -C lib
  make -C lib install DESTDIR="$libraries"
  make -C include install DESTDIR="$libraries"
}

build_libpq() {
  env "${kPaths[@]}" LIBS='-ldl -lpthread' \
    ./configure --host="$machine-linux-gnu" --prefix=/usr \
    --includedir=/usr/include/postgresql \
    --sysconfdir=/etc/postgresql-common --without-readline --without-zlib \
    --without-gssapi --without-ldap --with-openssl --disable-rpath
  make -C src/backend generated-headers
  make -j2 -C src/common libpgcommon_shlib.a
  make -j2 -C src/port libpgport_shlib.a
  make -j2 -C src/interfaces/libpq all-static-lib
  # The last two are what libpq.a is made upon.
  install -D -m 644 -t "$libraries/usr/lib" src/interfaces/libpq/libpq.a \
    src/common/libpgcommon_shlib.a src/port/libpgport_shlib.a
  install -D -m 644 -t "$libraries/usr/include/postgresql" src/include/pg_config.h \
    src/include/pg_config_ext.h src/include/postgres_ext.h \
    src/interfaces/libpq/libpq-fe.h src/interfaces/libpq/libpq-events.h
}

# Boost's headers, and of its libraries the one that is not headers alone.
build_boost-program-options() {
  local each
  mkdir -p "$libraries/usr/include"
  for each in libs/*/include libs/numeric/*/include; do
    cp -r "$each/boost" "$libraries/usr/include/"
  done
  for each in libs/program_options/src/*.cpp; do
    # Boost 1.74 uses what C++17 took out of the library, and libc++ with it.
    c++-for-wheel "${kFlags[@]}" -std=c++14 -w \
      -I"$libraries/usr/include" -c "$each" -o "$(basename "$each" .cpp).o"
  done
  ar-for-wheel rcs "$libraries/usr/lib/libboost_program_options.a" ./*.o
}

build_pcre2() {
  cmake -S . -B made -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_INSTALL_LIBDIR=lib \
    -DCMAKE_BUILD_TYPE=None -DCMAKE_POLICY_VERSION_MINIMUM=3.5 \
    -DPCRE2_SUPPORT_JIT=ON -DPCRE2_NEWLINE=LF -DPCRE2_STATIC_PIC=ON \
    -DPCRE2_BUILD_PCRE2GREP=OFF -DPCRE2_BUILD_TESTS=OFF
  cmake --build made -j2
  DESTDIR=$libraries cmake --install made
}

build_rapidjson() {
  cmake -S . -B made -DCMAKE_INSTALL_PREFIX=/usr \
    -DCMAKE_POLICY_VERSION_MINIMUM=3.5 -DRAPIDJSON_BUILD_DOC=OFF \
    -DRAPIDJSON_BUILD_EXAMPLES=OFF -DRAPIDJSON_BUILD_TESTS=OFF
  DESTDIR=$libraries cmake --install made
  # An assignment to a const member, which newer compilers refuse unused; RapidJSON
  # itself has taken it out since.
  sed -i '/GenericStringRef& operator=(const GenericStringRef& rhs) {/d' \
    "$libraries/usr/include/rapidjson/document.h"
}

"build_$1"

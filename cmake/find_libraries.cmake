# Finds the libraries of the programs that are built; ends with one message that names
# all that are missing, and the packages that have them.
set(missing_libraries "")
set(missing_debian "")
set(missing_fedora "")

# need(PACKAGE "Debian's packages" "Fedora's packages" [find_package's arguments…])
macro(need package debian fedora)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    list(APPEND missing_libraries ${package})
    list(APPEND missing_debian ${debian})
    list(APPEND missing_fedora ${fedora})
  endif()
endmacro()

find_package(Threads REQUIRED)
need(RapidJSON rapidjson-dev rapidjson-devel)
need(Boost libboost-program-options-dev "boost-devel boost-static"
     COMPONENTS program_options)
if(STATIC_LIBRARIES)
  set(OPENSSL_USE_STATIC_LIBS ON)
endif()
need(OpenSSL libssl-dev openssl-devel)
if("tap-spacex" IN_LIST PROGRAMS)
  need(ZLIB zlib1g-dev zlib-devel)
  need(CURL libcurl4-openssl-dev libcurl-devel)
endif()
if("target-postgres-cpp" IN_LIST PROGRAMS)
  need(PostgreSQL libpq-dev libpq-devel)
endif()

if(missing_libraries)
  list(JOIN missing_libraries ", " missing_libraries)
  list(JOIN missing_debian " " missing_debian)
  list(JOIN missing_fedora " " missing_fedora)
  message(FATAL_ERROR
    "Missing: ${missing_libraries}. Install on Debian or Ubuntu: "
    "apt-get install ${missing_debian}; on Fedora and its kin: "
    "dnf install ${missing_fedora}. (Where Boost has shared libraries only: "
    "-DBoost_USE_STATIC_LIBS=OFF.)")
endif()

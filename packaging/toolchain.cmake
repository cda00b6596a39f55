# For a wheel's program: the compilers and libraries that scripts/wheel has made, and
# nothing of this machine's.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR $ENV{WHEEL_MACHINE})
set(CMAKE_C_COMPILER cc-for-wheel)
set(CMAKE_CXX_COMPILER c++-for-wheel)
find_program(CMAKE_AR ar-for-wheel REQUIRED)
find_program(CMAKE_RANLIB ranlib-for-wheel REQUIRED)
set(CMAKE_FIND_ROOT_PATH $ENV{WHEEL_LIBRARIES})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# Boost 1.74 uses what C++17 took out of the library, and libc++ with it.
set(CMAKE_CXX_FLAGS_INIT
    "-fPIE -D_LIBCPP_ENABLE_CXX17_REMOVED_UNARY_BINARY_FUNCTION -D_LIBCPP_ENABLE_CXX17_REMOVED_FEATURES -Wno-deprecated-declarations")
# At an address that differs with each run, as Debian builds its programs (-fPIE, not
# CMake's -fPIC, which is for shared libraries); without symbols; what no caller reaches
# is left out.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-pie -s -Wl,--gc-sections")

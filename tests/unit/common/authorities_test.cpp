#include "trust/authorities.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "../tap/temp_folder.hpp"
#include "catch.hpp"

namespace {

// The two variables as a test needs them, and as they were afterwards.
class Variables {
 public:
  Variables(const char* file, const char* folder) {
    put("SSL_CERT_FILE", file, file_);
    put("SSL_CERT_DIR", folder, folder_);
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;
  ~Variables() {
    setenv("SSL_CERT_FILE", file_.c_str(), 1);
    setenv("SSL_CERT_DIR", folder_.c_str(), 1);
  }

 private:
  static void put(const char* name, const char* value, std::string& before) {
    if (const char* const old = std::getenv(name)) before = old;
    setenv(name, value, 1);
  }

  std::string file_;
  std::string folder_;
};

std::string content(const std::string& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("each distribution's place of authorities is found") {
  const Variables unset("", "");
  for (const char* place : {"/etc/ssl/certs/ca-certificates.crt",
                            "/etc/pki/tls/certs/ca-bundle.crt",
                            "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"}) {
    const TempFolder root;
    CHECK(trust::of_this_machine(root.path()).empty());
    root.write(place, "one");
    CHECK(trust::of_this_machine(root.path()) ==
          trust::Authorities{root.path() + place, ""});
    CHECK_THAT(trust::places(), catching::contains(place));
  }
}

TEST_CASE("the first place of authorities counts") {
  const Variables unset("", "");
  const TempFolder root;
  root.write("etc/ssl/cert.pem", "alpine");
  root.write("etc/ssl/certs/ca-certificates.crt", "debian");
  CHECK(content(trust::of_this_machine(root.path()).file) == "debian");
}

TEST_CASE("what the environment names counts before every place") {
  const TempFolder root;
  root.write("etc/ssl/cert.pem", "usual");
  const auto found = [&root](const char* file, const char* folder) {
    const Variables set(file, folder);
    return trust::of_this_machine(root.path());
  };
  CHECK(found("/a.pem", "") == trust::Authorities{"/a.pem", ""});
  CHECK(found("", "/b:/c") == trust::Authorities{"", "/b:/c"});
  CHECK(found("/a.pem", "/b") == trust::Authorities{"/a.pem", "/b"});
}

TEST_CASE("a folder of authorities becomes one file") {
  const TempFolder folder;
  folder.write("a.pem", "one");
  CHECK(trust::as_one_file({folder / "a.pem", ""}) == folder / "a.pem");
  folder.write("x/5ed36f99.1", "three");
  folder.write("x/5ed36f99.0", "two");
  folder.write("x/README", "not this");
  folder.write("x/5ed36f99.pem", "nor this");
  folder.write("y/0a775a30.0", "four");
  const std::string folders = folder / "x" + ":" + (folder / "y");
  const std::string all = trust::as_one_file({folder / "a.pem", folders});
  CHECK(content(all) == "one\ntwo\nthree\nfour\n");
  // As often as a lost connection is made again.
  CHECK(content(all) == "one\ntwo\nthree\nfour\n");
  CHECK_THROWS_WITH(
      trust::as_one_file({"", folder / "z"}),
      catching::contains(folder / "z") && catching::contains("cannot be read"));
  CHECK_THROWS_WITH(trust::as_one_file({folder / "b.pem", folder / "x"}),
                    catching::contains(folder / "b.pem"));
}

#include "mapping/expression/hashes.hpp"

#include <openssl/evp.h>

#include <array>

#include "mapping/expression/errors.hpp"
#include "text/hex.hpp"

namespace mapping::expression {

namespace {

std::string digest(std::string_view bytes, const EVP_MD* type) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  // A library under FIPS has no MD5.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, type,
                 nullptr) != 1) {
    throw EvaluationError("this machine's OpenSSL does not allow this digest");
  }
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += text::kHexDigits[digest[i] >> 4U];
    hex += text::kHexDigits[digest[i] & 0xFU];
  }
  return hex;
}

}  // namespace

std::string md5(std::string_view bytes) { return digest(bytes, EVP_md5()); }

std::string sha256(std::string_view bytes) {
  return digest(bytes, EVP_sha256());
}

}  // namespace mapping::expression

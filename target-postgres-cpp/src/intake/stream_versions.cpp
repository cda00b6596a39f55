#include "intake/stream_versions.hpp"

#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace intake {

bool StreamVersions::activation_read(std::uint64_t line, std::int64_t version) {
  last_activation_ = line;
  // A tap that goes back to an older version has taken a newer one back.
  if (announced_ && announced_->version > version) announced_.reset();
  if (newest_ && *newest_ >= version) return true;
  if (announced_ && announced_->version == version) return true;
  announced_ = {version, line};
  return false;
}

void StreamVersions::activated(std::int64_t version) {
  if (announced_ && announced_->version <= version) announced_.reset();
}

bool StreamVersions::is_complete(std::uint64_t last_state) const {
  // Records without a version, or of an older one, came before it.
  const bool is_behind_records =
      last_record_ != 0 && last_activation_ > last_record_;
  return is_behind_records ||
         last_state > std::max(last_record_, last_activation_);
}

bool StreamVersions::is_broken_off(std::uint64_t last_state) const {
  return last_record_ != 0 && last_state != 0 &&
         std::max(last_state, last_activation_) <= last_record_;
}

std::string StreamVersions::not_activated(std::string_view stream,
                                          std::string_view why) const {
  return text::concat("line ", announced_->line, ": version ",
                      announced_->version, " of stream '",
                      text::excerpt(stream),
                      "' is not activated, so rows of older versions stay, "
                      "whatever STATE says: ",
                      why, "; let the tap read the whole stream again");
}

singer::ProtocolError StreamVersions::broken_off(
    std::string_view stream) const {
  return {last_record_,
          text::concat("the input ends behind this record of stream '",
                       text::excerpt(stream),
                       "' without a STATE, so it seems to have broken off: all "
                       "tables keep their old content; let the tap run again")};
}

}  // namespace intake

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "dates/moment.hpp"
#include "documents/body.hpp"
#include "extract/read_settings.hpp"
#include "extract/stream_plan.hpp"

namespace extract {

// Decides which documents of a stream are emitted, and follows its replication
// key. One of them per attempt to read a body.
class RecordFilter {
 public:
  // `now` is the clamp of the new bookmark.
  RecordFilter(const StreamPlan& plan, const ReadSettings& settings,
               Moment now);

  // Whether the document is emitted.
  bool accepts(const documents::Document& document);
  // The member that is added to the document just accepted, as JSON text, or
  // empty.
  std::string_view added_member() const { return added_member_; }

  // The value for the bookmark when everything has been read: the greatest that
  // was met, not beyond now and end_date, not below the old one. Empty: none.
  std::string bookmark_value() const;

  // Documents that were emitted without a replication key.
  std::size_t undated_count() const { return undated_count_; }

 private:
  bool is_in_window(const documents::Document& document) const;
  void lift(const documents::Document& document);

  const StreamPlan& plan_;
  const ReadSettings& settings_;
  Moment now_;
  bool is_windowed_;
  bool has_lifted_ = false;  // the lifted property is selected
  std::optional<Moment> since_;
  std::string added_member_;
  std::string lifted_value_;
  std::optional<Moment> newest_;
  std::string newest_text_;
  std::size_t undated_count_ = 0;
};

}  // namespace extract

#include "extract/record_filter.hpp"

#include <algorithm>

#include "json/members.hpp"
#include "text/concat.hpp"

namespace extract {

namespace {

// A string's bytes as written, or empty.
std::string_view text_of(const std::optional<json::RawValue>& value) {
  if (!value || value->kind != json::Kind::kString) return {};
  return value->text;
}

std::optional<json::RawValue> find_value(const documents::Document& document,
                                         std::string_view name) {
  for (const json::Member& member : document.members) {
    if (member.key.text == name) return member.value;
  }
  return std::nullopt;
}

// The text of a property, or of one inside of the object `parent`.
std::string_view find_text(const documents::Document& document,
                           std::string_view parent, std::string_view name) {
  if (parent.empty()) return text_of(find_value(document, name));
  const auto object = find_value(document, parent);
  return object ? text_of(json::find_member(*object, name)) : "";
}

bool selects(const StreamPlan& plan, std::string_view name) {
  const auto& properties = plan.selection.properties;
  return !name.empty() &&
         std::any_of(properties.begin(), properties.end(),
                     [&](const auto& p) { return p.name == name; });
}

}  // namespace

RecordFilter::RecordFilter(const StreamPlan& plan, const ReadSettings& settings,
                           Moment now)
    : plan_(plan),
      settings_(settings),
      now_(now),
      is_windowed_(plan.is_bounded && !plan.stream.date_property.empty()),
      has_lifted_(selects(plan, plan.stream.lifted.name)),
      since_(plan.start.since) {}

bool RecordFilter::accepts(const documents::Document& document) {
  if (has_lifted_) lift(document);
  if (is_windowed_ && !is_in_window(document)) return false;
  if (!plan_.is_incremental) return true;
  const std::string_view text =
      has_lifted_ ? std::string_view(lifted_value_)
                  : find_text(document, "", plan_.stream.replication_key);
  const std::optional<Moment> moment = parse_moment(text);
  if (!moment) {
    ++undated_count_;
    return true;
  }
  if (since_ && *moment < *since_) return false;
  if (!newest_ || *moment > *newest_) {
    newest_ = moment;
    newest_text_ = text;
  }
  return true;
}

// The nested date in UTC without a zone as a date-time; null when it is none.
void RecordFilter::lift(const documents::Document& document) {
  const streams::Lifted& lifted = plan_.stream.lifted;
  lifted_value_ = find_text(document, lifted.parent, lifted.member);
  constexpr std::size_t kDateSize = 10;
  if (lifted_value_.size() > kDateSize && parse_moment(lifted_value_)) {
    if (lifted_value_[kDateSize] == ' ') lifted_value_[kDateSize] = 'T';
    if (lifted_value_.find_first_of("Zz+-", kDateSize) == std::string::npos) {
      lifted_value_ += 'Z';
    }
    added_member_ = text::concat('"', lifted.name, "\":\"", lifted_value_, '"');
  } else {
    lifted_value_.clear();
    added_member_ = text::concat('"', lifted.name, "\":null");
  }
}

bool RecordFilter::is_in_window(const documents::Document& document) const {
  const std::optional<Moment> moment = parse_moment(find_text(
      document, plan_.stream.date_parent, plan_.stream.date_property));
  if (!moment) return !settings_.end_date;
  if (settings_.start_date && *moment < *settings_.start_date) return false;
  return !settings_.end_date || *moment < *settings_.end_date;
}

std::string RecordFilter::bookmark_value() const {
  if (!plan_.is_incremental) return "";
  const std::string& old_text = plan_.bookmark.replication_key_value;
  std::optional<Moment> value = newest_;
  std::string text = newest_text_;
  const std::optional<Moment> old = parse_moment(old_text);
  if (old && (!value || *old > *value)) {
    value = old;
    text = old_text;
  }
  if (!value) return "";
  Moment limit = now_;
  if (settings_.end_date && *settings_.end_date < limit) {
    limit = *settings_.end_date;
  }
  return *value > limit ? format_moment(limit) : text;
}

}  // namespace extract

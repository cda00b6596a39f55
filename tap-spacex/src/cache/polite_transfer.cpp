#include "cache/polite_transfer.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "dates/moment.hpp"
#include "logging/log.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace cache {

namespace {

using http::HttpError;

// What the record says of a request while it is under way, and so of one whose
// process died.
constexpr std::string_view kUnfinished = "it was not finished";
constexpr std::string_view kUnusable = "its answer could not be used";

std::string text_of(Time time) {
  return dates::format_moment(dates::whole_second(time));
}

}  // namespace

PoliteTransfer::PoliteTransfer(PoliteClient& client,
                               const http::Request& request)
    : client_(client), request_(request), url_(client.url(request)) {}

// A new body that nobody accepted was not what it should have been.
PoliteTransfer::~PoliteTransfer() {
  if (!entry_) return;
  entry_->drop_part();
  if (new_record_) note_problem(kUnusable);
}

const http::Head& PoliteTransfer::head() {
  if (head_.status != 0) return head_;
  try {
    answer();
  } catch (const CacheError& error) {
    throw HttpError(
        text::concat("stream '", request_.stream, "': ", error.what()), false);
  }
  return head_;
}

std::string_view PoliteTransfer::read() {
  head();
  return body_ ? body_->next() : std::string_view{};
}

bool PoliteTransfer::rewind() {
  if (body_) body_->open();
  return body_.has_value();
}

void PoliteTransfer::accept() {
  if (!entry_ || !new_record_) return;
  entry_->replace_body(*std::exchange(new_record_, std::nullopt));
  entry_.reset();
}

void PoliteTransfer::answer() {
  entry_.emplace(client_.manners_.folder, client_.manners_.key, url_,
                 client_.clock_, client_.manners_.longest_wait, client_.stop_);
  open_kept();
  Record& record = entry_->record();
  const Time now = client_.clock_.now();
  // A clock that was wrong then must not keep the source from being asked.
  if (record.asked && *record.asked > now) record.asked = now;
  if (record.asked && now < *record.asked + client_.manners_.interval) {
    answer_unasked(*record.asked + client_.manners_.interval);
  } else {
    ask(now + client_.manners_.interval);
  }
  if (!new_record_) entry_.reset();
}

// Opens the kept body, if it is the one that was kept.
void PoliteTransfer::open_kept() {
  const Record& record = entry_->record();
  if (record.tag.empty()) return;
  body_.emplace(text::concat("stream '", request_.stream, "': cache_dir: "),
                entry_->body_path(), client_.manners_.max_body_bytes,
                client_.stop_);
  try {
    is_kept_good_ = body_->tag() == record.tag;
  } catch (const HttpError&) {
    is_kept_good_ = false;
  }
  if (is_kept_good_) return;
  body_.reset();
  logging::warning(text::concat("cache_dir: '", entry_->body_path(),
                                "' is not the body that was kept of ", url_,
                                ": left out"));
}

void PoliteTransfer::answer_unasked(Time due) {
  const Record& record = entry_->record();
  head_.was_asked = false;
  const bool is_known = !request_.etag.empty() && request_.etag == record.tag;
  if (!is_kept_good_ && !is_known) {
    throw HttpError(text::concat("stream '", request_.stream, "': ",
                                 describe(due), ", and no body of it is kept"),
                    false);
  }
  if (record.problem.empty()) {
    logging::info(text::concat("stream '", request_.stream,
                               "': ", describe(due), "; its body of ",
                               text_of(*record.fetched), " is used"));
  } else {
    logging::warning(text::concat("stream '", request_.stream,
                                  "': ", describe(due), "; its body of ",
                                  text_of(*record.fetched), " is used"));
  }
  serve_kept();
}

void PoliteTransfer::ask(Time due) {
  Record& record = entry_->record();
  const std::optional<Time> asked_before = record.asked;
  record.asked = client_.clock_.now();
  record.problem = kUnfinished;
  entry_->save();
  try {
    client_.retries_.run([&] { fetch(); });
  } catch (const HttpError& error) {
    // Where no connection came about, nobody was asked.
    const bool counts = error.details().cause != HttpError::Cause::kUnreached;
    if (!counts) record.asked = asked_before;
    note_problem(error.what());
    throw HttpError(
        counts ? text::concat(error.what(), "; it ", when(due)) : error.what(),
        false, {}, error.details());
  } catch (const CacheError& error) {
    note_problem(error.what());
    throw;
  }
}

// One try. Only a connection that broke off is tried again.
void PoliteTransfer::fetch() {
  http::Request request = request_;
  const Record& record = entry_->record();
  request.etag = is_kept_good_ ? record.etag : "";
  request.modified_since = is_kept_good_ ? record.last_modified : "";
  try {
    const std::unique_ptr<http::Transfer> transfer =
        client_.client_->start(request);
    if (transfer->head().status == 304) {
      take_unchanged();
    } else {
      download(*transfer);
    }
  } catch (const HttpError& error) {
    if (says_unchanged(error.details().excerpt)) {
      take_unchanged();
      return;
    }
    throw HttpError(error.what(),
                    error.details().cause == HttpError::Cause::kConnection, {},
                    error.details());
  }
}

void PoliteTransfer::download(http::Transfer& transfer) {
  const http::Head& answer = transfer.head();
  Record& record = entry_->record();
  if (is_kept_good_ && answer.modified && record.modified &&
      *answer.modified < *record.modified) {
    logging::warning(text::concat(
        "stream '", request_.stream, "': ", url_, " answered with a body of ",
        text_of(*answer.modified), ", older than the one that is kept, of ",
        text_of(*record.modified), ": left out"));
    take_unchanged();
    return;
  }
  std::ofstream part(entry_->part_path(), std::ios::binary | std::ios::trunc);
  http::BodyTag tag;
  for (std::string_view piece = transfer.read(); !piece.empty();
       piece = transfer.read()) {
    if (tag.size() == 0 && says_unchanged(piece.substr(0, 500))) {
      take_unchanged();
      return;
    }
    tag.add(piece);
    part.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!part) break;
  }
  part.close();
  if (!part) {
    throw CacheError(
        text::concat("cache_dir: '", entry_->part_path(),
                     "' cannot be written: ", std::strerror(errno)));
  }
  head_ = answer;
  head_.etag = tag.text();
  head_.status = request_.etag == head_.etag ? 304 : 200;
  new_record_ = record;
  new_record_->problem.clear();
  new_record_->tag = head_.etag;
  new_record_->fetched = head_.fetched = client_.clock_.now();
  new_record_->etag = answer.etag;
  new_record_->last_modified = answer.last_modified;
  new_record_->modified = answer.modified;
  new_record_->dated = answer.dated;
  new_record_->kind = answer.kind;
  new_record_->is_sample = answer.is_sample;
  body_.emplace(text::concat("stream '", request_.stream, "': cache_dir: "),
                entry_->part_path(), client_.manners_.max_body_bytes,
                client_.stop_);
  body_->open();
  // What was read to its end before was what it should be.
  if (head_.status == 304 || head_.etag == record.tag) accept();
}

// The source says that the body is as it was: as the cache has it, else as the
// state does.
void PoliteTransfer::take_unchanged() {
  entry_->drop_part();
  if (!is_kept_good_ && request_.etag.empty()) {
    throw HttpError(
        text::concat("stream '", request_.stream, "': GET ", url_,
                     " answered that nothing has changed, but neither the "
                     "state nor cache_dir has its body"),
        false, {}, {HttpError::Cause::kAnswer, 0, ""});
  }
  Record& record = entry_->record();
  record.problem.clear();
  if (is_kept_good_) record.fetched = record.asked;
  entry_->save();
  serve_kept();
}

void PoliteTransfer::serve_kept() {
  const Record& record = entry_->record();
  const bool is_known =
      !request_.etag.empty() && (!is_kept_good_ || request_.etag == record.tag);
  head_.status = is_known ? 304 : 200;
  head_.etag = is_kept_good_ ? record.tag : request_.etag;
  if (!is_kept_good_) return;
  head_.fetched = record.fetched;
  head_.last_modified = record.last_modified;
  head_.modified = record.modified;
  head_.dated = record.dated;
  head_.kind = record.kind;
  head_.is_sample = record.is_sample;
}

// Keeps why the request failed, also while an exception unwinds the stack.
void PoliteTransfer::note_problem(std::string_view problem) {
  constexpr std::size_t kLongest = 500;
  try {
    entry_->record().problem = text::excerpt(problem, kLongest);
    entry_->save();
  } catch (const std::exception&) {
    // The record says already that the request was not finished.
  }
}

bool PoliteTransfer::says_unchanged(std::string_view text) const {
  const std::string& said = client_.manners_.unchanged_text;
  return !said.empty() && text::lower(text).find(said) != std::string::npos;
}

std::string PoliteTransfer::describe(Time due) const {
  const Record& record = entry_->record();
  std::string out =
      text::concat(url_, " was asked for at ", text_of(*record.asked));
  if (!record.problem.empty()) {
    out += text::concat(", which failed (", record.problem, ')');
  }
  return text::concat(out, ", and ", when(due));
}

std::string PoliteTransfer::when(Time due) const {
  return text::concat("is not to be asked again before ", text_of(due), " (",
                      client_.manners_.interval_setting, "; ",
                      client_.manners_.policy, ")");
}

}  // namespace cache

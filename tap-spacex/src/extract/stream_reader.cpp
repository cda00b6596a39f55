#include "extract/stream_reader.hpp"

#include <memory>

#include "documents/body.hpp"
#include "documents/projection.hpp"
#include "extract/extraction.hpp"
#include "extract/raw_copy.hpp"
#include "extract/record_filter.hpp"
#include "extract/record_validator.hpp"
#include "extract/stream_body.hpp"
#include "http/http_error.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace extract {

namespace {

// Files are answers too, but no retry mends them and they have no status.
bool is_file(const ReadContext& context) {
  return context.url.starts_with("file://");
}

// A document without its key cannot be loaded by it.
void check_key(std::string_view key, const StreamPlan& plan,
               const ReadContext& context,
               const documents::Document& document) {
  std::string_view value = "nothing";
  for (const json::Member& member : document.members) {
    if (member.key.text != key) continue;
    const bool is_text = member.value.kind == json::Kind::kString;
    if (is_text && !member.value.text.empty()) return;
    value = json::json_text(member.value);
  }
  throw ValidationError(text::concat(
      "stream '", plan.stream.name, "': ", is_file(context) ? "" : "GET ",
      context.url, is_file(context) ? " has" : " answered with",
      " a document that cannot be loaded: the ", key, " of document ",
      document.index + 1, " must be text, but is ", text::excerpt(value, 40),
      ": ", text::excerpt(document.text, 60)));
}

class Attempt {
 public:
  Attempt(const StreamPlan& plan, const ReadContext& context,
          http::Transfer& transfer, singer::MessageWriter& writer)
      : plan_(plan),
        context_(context),
        transfer_(transfer),
        writer_(writer),
        projection_(plan.schema, plan.selection, plan.stream.lifted.name),
        copy_(context.raw_folder, context.url, plan.stream.path) {}
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  ~Attempt() { count(); }

  ReadResult run() {
    result_.head = transfer_.head();
    result_.arrived = result_.head.fetched.value_or(context_.now());
    result_.version = context_.version;
    filter_.emplace(plan_, context_.settings, whole_second(result_.arrived));
    envelope_ = singer::record_envelope(plan_.stream.name, result_.arrived,
                                        context_.version);
    if (result_.head.status == 304) {
      result_.as_of = plan_.bookmark.as_of;
      if (plan_.stream.is_delimited() && result_.as_of.instant.empty()) {
        result_.as_of = find_as_of(result_.head, "");
      }
      if (is_sync()) copy_unchanged();
    } else {
      read_body();
    }
    result_.bookmark_value = filter_->bookmark_value();
    return result_;
  }

 private:
  bool is_sync() const { return context_.settings.mode == Mode::kSync; }

  std::unique_ptr<documents::Body> new_body() const {
    return make_body(plan_, whole_second(result_.arrived));
  }

  void read_body() {
    if (plan_.stream.is_delimited()) check_body();
    const std::unique_ptr<documents::Body> body = new_body();
    for (;;) {
      const std::string_view piece = transfer_.read();
      if (piece.empty()) break;
      result_.bytes += static_cast<std::int64_t>(piece.size());
      if (is_sync()) copy_.write(piece);
      body->feed(piece);
      take_documents(*body);
      count();
      // One record shows that the stream can be read.
      if (!is_sync() && result_.records > 0) return;
    }
    body->finish();
    take_documents(*body);
    documents::Remarks remarks = body->remarks();
    if (plan_.stream.is_delimited()) {
      result_.as_of = find_as_of(result_.head, remarks.newest);
    }
    if (is_sync()) {
      copy_.complete(result_.head.etag);
      describe_copy();
    }
    warn(std::move(remarks));
  }

  // Reads the body once without emitting anything: a catalogue that turns out
  // to be broken must not be loaded in part.
  void check_body() {
    const std::unique_ptr<documents::Body> body = new_body();
    const auto take_all = [&] {
      while (body->skip()) {
      }
    };
    for (std::string_view piece = transfer_.read(); !piece.empty();
         piece = transfer_.read()) {
      body->feed(piece);
      take_all();
    }
    body->finish();
    take_all();
    transfer_.accept();
    transfer_.rewind();
  }

  void take_documents(documents::Body& body) {
    while (const auto document = body.next()) {
      check_keys(*document);
      result_.documents = body.count();
      if (!filter_->accepts(*document)) continue;
      if (validator_) validator_->check(*document);
      write(*document);
      if (!is_sync()) return;
    }
  }

  // Delimited bodies check theirs themselves.
  void check_keys(const documents::Document& document) const {
    if (plan_.stream.is_delimited()) return;
    for (const std::string_view key : plan_.stream.keys) {
      if (!key.empty()) check_key(key, plan_, context_, document);
    }
  }

  void write(const documents::Document& document) {
    ++result_.records;
    if (context_.settings.mode == Mode::kTestConnection) return;
    std::string& out = writer_.begin_record(envelope_);
    if (plan_.stream.is_delimited()) {
      out += document.text;  // of what is selected alone
    } else {
      projection_.append(document, filter_->added_member(), out);
    }
    writer_.end_record(envelope_);
  }

  void count() {
    context_.count(
        static_cast<std::int64_t>(result_.records - counted_records_),
        result_.bytes - counted_bytes_);
    counted_records_ = result_.records;
    counted_bytes_ = result_.bytes;
  }

  // Of a catalogue its body is at hand, but for a state from elsewhere; of an
  // API an earlier run may have kept it.
  void copy_unchanged() {
    if (!context_.raw_folder.is_kept()) return;
    if (plan_.stream.is_delimited() && transfer_.rewind()) {
      for (std::string_view piece = transfer_.read(); !piece.empty();
           piece = transfer_.read()) {
        copy_.write(piece);
      }
      copy_.complete(plan_.bookmark.etag);
    } else if (!copy_.link_previous(plan_.bookmark.etag)) {
      logging::warning(text::concat(
          "stream '", plan_.stream.name,
          "' has not changed and record_dir holds no body of it with the same "
          "URL and ETag: a replay of this run will lack the stream; run once "
          "without state to have it"));
      return;
    }
    describe_copy();
  }

  void describe_copy() {
    copy_.describe(data_kind(context_.url, result_.head),
                   result_.as_of.instant);
  }

  void warn(documents::Remarks remarks) const {
    remarks.undeclared.insert(projection_.undeclared().begin(),
                              projection_.undeclared().end());
    warn_of(remarks.undeclared,
            " sends properties that the schema does not have, left out: ");
    warn_of(remarks.missing,
            " no longer has these columns, null from now on: ");
    if (remarks.unclear_count > 0) {
      logging::warning(text::concat(
          "stream '", plan_.stream.name, "': ", remarks.unclear_count,
          " dates in '", plan_.stream.vague_date,
          "' cannot be understood and are kept as text alone, such as '",
          remarks.unclear, '\''));
    }
    if (filter_->undated_count() > 0) log_undated();
    if (validator_) validator_->warn();
  }

  void warn_of(const std::set<std::string, std::less<>>& names,
               std::string_view message) const {
    if (names.empty()) return;
    std::string listed;
    for (const std::string& name : names) {
      listed += text::concat(listed.empty() ? "'" : ", '", name, '\'');
    }
    logging::warning(text::concat("stream '", plan_.stream.name, "': ",
                                  plan_.stream.source->title, message, listed));
  }

  // A WARNING the first time: where there is a bookmark, it has been given.
  void log_undated() const {
    const std::string message =
        text::concat("stream '", plan_.stream.name,
                     "': ", text::counted(filter_->undated_count(), "document"),
                     " without a date in '", plan_.stream.replication_key,
                     "': read every time");
    if (plan_.bookmark.replication_key_value.empty()) {
      logging::warning(message);
    } else {
      logging::info(message);
    }
  }

  const StreamPlan& plan_;
  const ReadContext& context_;
  http::Transfer& transfer_;
  singer::MessageWriter& writer_;
  documents::Projection projection_;
  RawCopy copy_;
  std::optional<RecordFilter> filter_;
  std::unique_ptr<RecordValidator> validator_ =
      make_validator(plan_, context_.settings.validation);
  singer::RecordEnvelope envelope_;
  ReadResult result_;
  std::size_t counted_records_ = 0;
  std::int64_t counted_bytes_ = 0;
};

// What is wrong with the body, as an error of the request.
http::HttpError failure(const StreamPlan& plan, const ReadContext& context,
                        const http::Head& head,
                        const documents::BodyError& error) {
  std::string message = text::concat("stream '", plan.stream.name, "': ");
  if (is_file(context)) {
    message += text::concat(context.url, " cannot be used: ");
  } else {
    message += text::concat("GET ", context.url, " answered 200");
    if (!head.redirected_to.empty()) {
      message += text::concat(" after a redirect to ", head.redirected_to);
    }
    message += ", but ";
  }
  message += error.what();
  if (dynamic_cast<const documents::WrongBody*>(&error) != nullptr) {
    message += text::concat("; is ", plan.stream.source->url_setting, ' ',
                            plan.stream.source->address, '?');
  }
  const bool is_retriable =
      !is_file(context) && plan.stream.source->interval_setting.empty();
  return {message, is_retriable};
}

}  // namespace

ReadResult read_stream(const StreamPlan& plan, const ReadContext& context,
                       http::Transfer& transfer,
                       singer::MessageWriter& writer) {
  try {
    return Attempt(plan, context, transfer, writer).run();
  } catch (const documents::BodyError& error) {
    throw failure(plan, context, transfer.head(), error);
  }
}

}  // namespace extract

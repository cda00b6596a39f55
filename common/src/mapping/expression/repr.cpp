#include "mapping/expression/repr.hpp"

#include "mapping/expression/containers.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/text_size.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"

namespace mapping::expression {

namespace {

void append_hex(std::string& out, std::uint32_t value, unsigned digits) {
  for (unsigned shift = digits * 4; shift > 0; shift -= 4) {
    out += text::kHexDigits[value >> (shift - 4) & 0xFU];
  }
}

char quote_of(std::string_view text) {
  const bool has_single = text.find('\'') != std::string_view::npos;
  const bool has_double = text.find('"') != std::string_view::npos;
  return has_single && !has_double ? '"' : '\'';
}

// True if the character has an escape of its own.
bool append_short_escape(std::string& out, char32_t point, char quote) {
  switch (point) {
    case '\n':
      out += "\\n";
      return true;
    case '\r':
      out += "\\r";
      return true;
    case '\t':
      out += "\\t";
      return true;
    default:
      break;
  }
  if (point != '\\' && point != static_cast<char32_t>(quote)) return false;
  out += '\\';
  out += static_cast<char>(point);
  return true;
}

std::string joined(const std::vector<Value>& items) {
  std::string result;
  for (const Value& item : items) {
    if (!result.empty()) result += ", ";
    result += repr(item);
    check_text_size(result.size(), 1);
  }
  return result;
}

struct Repr {
  std::string operator()(None) const { return "None"; }
  std::string operator()(bool value) const { return value ? "True" : "False"; }
  std::string operator()(const Integer& value) const { return to_text(value); }
  std::string operator()(double value) const { return to_text(value); }
  std::string operator()(const Decimal& value) const {
    return "Decimal('" + to_text(value) + "')";
  }
  std::string operator()(const Text& value) const { return repr_text(value); }
  std::string operator()(const Bytes& value) const {
    return repr_bytes(value.data);
  }
  std::string operator()(const List& value) const {
    return '[' + joined(*value.items) + ']';
  }
  std::string operator()(const Tuple& value) const {
    const bool is_single = value.items->size() == 1;
    return '(' + joined(*value.items) + (is_single ? ",)" : ")");
  }
  std::string operator()(const Dict& value) const {
    std::string result;
    for (const auto& [key, item] : value.data->items()) {
      if (!result.empty()) result += ", ";
      result += repr(key) + ": " + repr(item);
      check_text_size(result.size(), 1);
    }
    return '{' + result + '}';
  }
  std::string operator()(const Set& value) const {
    if (value.data->size() == 0) return "set()";
    return '{' + joined(items_of(value)) + '}';
  }
  std::string operator()(const DictView& value) const {
    return text::concat(type_name(value), "([", joined(items_of(value)), "])");
  }
  std::string operator()(const Date& value) const { return repr_of(value); }
  std::string operator()(const Time& value) const { return repr_of(value); }
  std::string operator()(const DateTime& value) const { return repr_of(value); }
  std::string operator()(const Duration& value) const { return repr_of(value); }
  std::string operator()(const TimeZone& value) const { return repr_of(value); }
  std::string operator()(const Slice& value) const {
    return "slice(" + joined(*value.bounds) + ')';
  }
  std::string operator()(Builtin /*value*/) const {
    throw EvaluationError("the text of a function or class is not supported");
  }
};

}  // namespace

std::string repr_text(std::string_view text) {
  const char quote = quote_of(text);
  std::string out(1, quote);
  for (const char32_t point : to_points(text)) {
    if (append_short_escape(out, point, quote)) continue;
    if (is_printable(point)) {
      append_utf8(out, point);
    } else if (point < 0x100) {
      out += "\\x";
      append_hex(out, point, 2);
    } else if (point < 0x10000) {
      out += "\\u";
      append_hex(out, point, 4);
    } else {
      out += "\\U";
      append_hex(out, point, 8);
    }
  }
  return out + quote;
}

std::string repr_bytes(std::string_view data) {
  const char quote = quote_of(data);
  std::string out = "b";
  out += quote;
  for (const char c : data) {
    const auto byte = static_cast<unsigned char>(c);
    if (append_short_escape(out, byte, quote)) continue;
    if (byte >= 0x20 && byte < 0x7F) {
      out += c;
    } else {
      out += "\\x";
      append_hex(out, byte, 2);
    }
  }
  return out + quote;
}

std::string repr(const Value& value) {
  return std::visit(Repr(), value.variant());
}

std::string to_text(const Value& value) {
  if (const auto* text = value.get<Text>()) return *text;
  if (const auto* number = value.get<Decimal>()) return to_text(*number);
  if (const auto* date = value.get<Date>()) return iso_text(*date);
  if (const auto* time = value.get<Time>()) return iso_text(*time);
  if (const auto* moment = value.get<DateTime>()) return iso_text(*moment, ' ');
  if (const auto* duration = value.get<Duration>()) return text_of(*duration);
  if (const auto* zone = value.get<TimeZone>()) return name_of(*zone);
  return repr(value);
}

}  // namespace mapping::expression

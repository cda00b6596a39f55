#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace table {

// PostgreSQL's NAMEDATALEN - 1; longer names are cut by the server, silently.
inline constexpr std::size_t kMaxIdentifierBytes = 63;

// A name of a schema, table or column, as PostgreSQL stores it: 1 to 63 bytes
// of UTF-8, case kept. Always quoted in SQL, so that nothing is reserved.
class Identifier {
 public:
  Identifier() = default;

  // `name` as it is, or, over 63 bytes, its beginning (whole characters), '_'
  // and 12 hexadecimal digits of a hash of the whole: the same name always
  // gives the same identifier. 48 bits keep two long names apart only in all
  // likelihood, so who has several checks them. Empty names and names with a
  // NUL are std::invalid_argument.
  static Identifier of(std::string_view name);

  // As of(), but the name of a system column (ctid, xmin, …), which no column
  // may have, gets a '_' appended.
  static Identifier of_column(std::string_view name);

  const std::string& name() const { return name_; }
  // "name", inner quotes doubled: to be put into SQL text.
  std::string quoted() const;

  friend bool operator==(const Identifier&, const Identifier&) = default;
  friend auto operator<=>(const Identifier&, const Identifier&) = default;

 private:
  std::string name_;
};

// ctid, xmin, cmin, xmax, cmax and tableoid.
bool is_system_column(std::string_view name);

// "schema"."table"; just "table" when the schema is empty.
std::string qualified(const Identifier& schema, const Identifier& name);

// `text` as an SQL string literal that holds whatever
// standard_conforming_strings says.
std::string quoted_literal(std::string_view text);

}  // namespace table

#include "clients.hpp"

#include <algorithm>
#include <utility>

#include "cache/polite_client.hpp"
#include "cli/errors.hpp"
#include "http/curl_client.hpp"
#include "http/file_client.hpp"
#include "text/concat.hpp"

namespace {

http::Retries::Policy two_tries(http::Retries::Policy policy) {
  policy.max_tries = std::min(policy.max_tries, 2);
  return policy;
}

}  // namespace

SourceClients::SourceClients(const Settings& settings,
                             const std::vector<extract::StreamPlan>& plans,
                             retry::Clock& clock, cli::StopToken stop)
    : retries_(two_tries(settings.retries), clock, retry::random_from_device(),
               stop) {
  for (const extract::StreamPlan& plan : plans) {
    const streams::Source* const source = plan.stream.source;
    if (source == nullptr || by_name_.contains(source->name)) continue;
    clients_.push_back(make(settings, plan.stream, clock, stop));
    by_name_[source->name] = clients_.back().get();
  }
}

std::unique_ptr<http::Client> SourceClients::make(
    const Settings& settings, const streams::StreamDefinition& stream,
    retry::Clock& clock, cli::StopToken stop) const {
  const streams::Source& source = *stream.source;
  const Settings::SourceAccess& access = settings.sources.at(source.name);
  if (access.url.scheme == http::RootUrl::Scheme::kFile) {
    return std::make_unique<http::FileClient>(
        access.url, source.is_body ? stream.path : std::string_view{},
        settings.client.max_body_bytes, stop);
  }
  http::ClientSettings client = settings.client;
  client.root = access.url;
  client.url_setting = source.url_setting;
  client.address = source.address;
  if (source.interval_setting.empty()) {
    return std::make_unique<http::CurlClient>(client, clock, stop);
  }
  if (settings.cache_dir.empty()) {
    throw cli::UsageError(text::concat(
        "'cache_dir' must be set where there is no HOME: ", source.title,
        " is kept there, so that it is not asked for too often"));
  }
  client.accept = "*/*";
  client.follows_redirects = false;
  cache::Manners manners;
  manners.folder = settings.cache_dir;
  manners.key = text::concat(access.url.text, access.url.query);
  manners.interval = access.interval;
  manners.interval_setting = source.interval_setting;
  manners.policy = source.policy;
  manners.unchanged_text = source.unchanged_text;
  manners.longest_wait = 3 * client.request_timeout;
  manners.max_body_bytes = client.max_body_bytes;
  return std::make_unique<cache::PoliteClient>(
      std::make_unique<http::CurlClient>(client, clock, stop),
      std::move(manners), retries_, clock, stop);
}

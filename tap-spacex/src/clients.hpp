#pragma once

#include <memory>
#include <vector>

#include "cli/stop_token.hpp"
#include "extract/run.hpp"
#include "extract/stream_plan.hpp"
#include "http/client.hpp"
#include "http/retries.hpp"
#include "retry/clock.hpp"
#include "settings.hpp"

// The clients of the sources that the plans read from, each made as its source
// wants to be asked.
class SourceClients {
 public:
  // The clock must outlive them. Throws cli::UsageError.
  SourceClients(const Settings& settings,
                const std::vector<extract::StreamPlan>& plans,
                retry::Clock& clock, cli::StopToken stop);

  const extract::Clients& by_name() const { return by_name_; }

 private:
  std::unique_ptr<http::Client> make(const Settings& settings,
                                     const streams::StreamDefinition& stream,
                                     retry::Clock& clock,
                                     cli::StopToken stop) const;

  // One further try, for sources that are asked rarely.
  http::Retries retries_;
  std::vector<std::unique_ptr<http::Client>> clients_;
  extract::Clients by_name_;
};

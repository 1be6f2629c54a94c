#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "oracle/reject.h"
#include "oracle/staging_rows.h"

namespace sparkify {

/// The contents of objects by their path below the folder they lie in.
using Objects = std::map<std::string, std::string>;

/// The objects that one run of etl finds.
struct Delivery {
    Objects logs = {};
    Objects songs = {};
};

/// What the oracle makes of a delivery, object by object in the order of their paths. Rejects name
/// the object as Delivery does.
struct ReadDelivery {
    std::vector<oracle::StagingEvent> events;
    std::vector<oracle::StagingSong> songs;
    std::vector<oracle::Reject> rejected_events;
    std::vector<oracle::Reject> rejected_songs;
};

/// All objects below `folder`/log_data and `folder`/song_data.
[[nodiscard]] Delivery delivery_in(const std::filesystem::path& folder);

[[nodiscard]] ReadDelivery read_by_oracle(const Delivery& delivery);

/// One delivery of one log object and one song object, a record per line.
[[nodiscard]] Delivery delivery_of(const std::vector<oracle::StagingEvent>& events,
                                   const std::vector<oracle::StagingSong>& songs);

}  // namespace sparkify

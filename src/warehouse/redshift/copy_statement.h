#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "ingest/column.h"
#include "ingest/compression.h"

namespace sparkify {

/// A COPY of JSON from the objects that a manifest names (Redshift's guide, "COPY").
struct CopyStatement {
    /// COPY takes no higher limit.
    static constexpr std::uint64_t kMostErrors = 100'000;

    std::string table;
    std::span<const Column> columns;
    std::string manifest;                         ///< s3://...
    std::string json_paths;                       ///< s3://..., or "auto"
    std::string region;                           ///< of the bucket; empty: that of the cluster
    std::string iam_role;                         ///< an ARN; empty: the cluster's default
    Compression compression = Compression::none;  ///< of all objects alike
    std::uint64_t max_errors = 0;  ///< errors that are passed over; more than COPY takes is cut off
    bool escapes_by_backslash = true;  ///< see RedshiftTraits
    bool parse_only = false;           ///< NOLOAD: nothing is loaded

    [[nodiscard]] std::string text() const;
};

/// A manifest of exactly these objects, of which none may be missing.
[[nodiscard]] std::string manifest_of(std::span<const std::string> locations);

}  // namespace sparkify

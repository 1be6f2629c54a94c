#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "aws/credentials/credentials.h"
#include "aws/digest.h"
#include "aws/http_message.h"
#include "base/clock.h"

namespace sparkify {

/// How a service reads the path of a request when it checks the signature.
enum class PathRule : std::uint8_t {
    as_sent,        ///< S3: the path is part of the signed text as it is on the wire
    encoded_again,  ///< the path is encoded once more
    normalised,     ///< all other services: resolved (. and .. and //) and encoded once more
};

/// The hash of an empty body, in hexadecimal.
extern const std::string_view kEmptyPayloadHash;

/// What S3 takes in place of the hash of the body, over TLS.
constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";

/// Signs requests by Signature Version 4 in headers ("Signature Version 4 signing process" of the
/// AWS General Reference). Thread-safe.
class Signer {
  public:
    Signer(std::string region, std::string service, PathRule path_rule, Clock clock);

    [[nodiscard]] const std::string& region() const noexcept { return region_; }

    /// Adds Host, X-Amz-Date, X-Amz-Security-Token (where there is a token) and Authorization. All
    /// headers that the request has by then are signed. `payload_hash` is the hexadecimal SHA-256
    /// of the body or kUnsignedPayload; S3 wants it in X-Amz-Content-Sha256 too, which is for the
    /// caller to add.
    void sign(HttpRequest& request, const Credentials& credentials,
              std::string_view payload_hash) const;

    /// Step 1 of signing: the request in canonical form.
    [[nodiscard]] std::string canonical_request(const HttpRequest& request,
                                                std::string_view payload_hash) const;

    /// Step 2: what is signed. `amz_date` is the time as X-Amz-Date has it.
    [[nodiscard]] std::string string_to_sign(const std::string& amz_date,
                                             const std::string& canonical_request) const;

  private:
    struct DayKey {
        std::string day;
        Secret secret_access_key;
        Sha256Digest key{};
    };

    [[nodiscard]] std::string scope(std::string_view day) const;
    [[nodiscard]] Sha256Digest key_of(const std::string& day, const Secret& secret) const;

    std::string region_;
    std::string service_;
    PathRule path_rule_;
    Clock clock_;

    mutable std::mutex mutex_;
    mutable DayKey day_key_;  ///< the one that was last derived: it is good for a day
};

}  // namespace sparkify

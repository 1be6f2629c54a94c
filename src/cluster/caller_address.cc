#include "cluster/caller_address.h"

#include <utility>

#include <fmt/format.h>

#include "aws/retrying_client.h"
#include "base/error.h"
#include "cluster/address_range.h"

namespace sparkify {
namespace {

constexpr unsigned kAttempts = 2;

[[noreturn]] void fail(const std::string& url, std::string reason) {
    throw Error(ErrorCode::unreachable,
                {"cannot find out from which address this machine is seen", url, std::move(reason),
                 "name who is to be let in: --allow-cidr ADDRESS/32"});
}

}  // namespace

std::string caller_address(const AwsAccess& access, const std::string& url) {
    RetryingClient client(access.http(), kAttempts, access.stop(), access.log());
    const HttpOutcome outcome = client.send([&] { return get_request(url); });
    throw_if_stopped(outcome);
    if (!outcome.ok()) fail(url, reason_of(outcome));
    const std::string& body = outcome.response.body;
    const std::string address = body.substr(0, body.find_first_of(" \r\n"));
    try {
        if (address.find('/') != std::string::npos) fail(url, "it answers a range");
        return checked_range(address);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::unreachable) throw;
        fail(url, fmt::format("it answers \"{}\"", address.substr(0, 60)));
    }
}

}  // namespace sparkify

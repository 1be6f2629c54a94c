#include "cluster/admin_password.h"

#include <algorithm>
#include <string_view>

#include "base/error.h"

namespace sparkify {
namespace {

bool is_allowed(char byte) {
    constexpr std::string_view kForbidden = "'\"\\/@";
    return byte > ' ' && byte <= '~' && kForbidden.find(byte) == std::string_view::npos;
}

/// What is wrong with it; empty if nothing is.
std::string fault_of(std::string_view password) {
    constexpr std::size_t kShortest = 8;
    constexpr std::size_t kLongest = 64;
    const auto any_between = [&](char first, char last) {
        return std::ranges::any_of(password,
                                   [&](char byte) { return byte >= first && byte <= last; });
    };
    if (password.size() < kShortest) return "it has fewer than 8 characters";
    if (password.size() > kLongest) return "it has more than 64 characters";
    if (!std::ranges::all_of(password, is_allowed))
        return "it holds a blank, one of ' \" \\ / @, or what is not ASCII";
    if (!any_between('A', 'Z')) return "it has no capital letter";
    if (!any_between('a', 'z')) return "it has no small letter";
    if (!any_between('0', '9')) return "it has no digit";
    return "";
}

}  // namespace

void require_admin_password(const Secret& password, const std::string& source) {
    if (password.empty()) return;
    std::string fault = fault_of(password.reveal());
    if (fault.empty()) return;
    throw Error(ErrorCode::configuration,
                {"Redshift would not take the password", source, std::move(fault),
                 "leave it out, and AWS Secrets Manager makes one and keeps it"});
}

}  // namespace sparkify

#pragma once

#include <cstdint>
#include <string>

#include "generate/page.h"
#include "generate/repertoire.h"
#include "generate/user.h"

namespace sparkify {

/// One event of the log. Looks at its user and at the repertoire; both must outlive it.
struct LogRecord {
    const User* user = nullptr;  ///< never null
    Page page = Page::home;
    bool logged_in = true;
    bool paid = false;
    Play play;  ///< only for page next_song
    std::uint32_t item_in_session = 0;
    std::uint64_t session_id = 0;
    std::uint64_t ts = 0;  ///< epoch milliseconds
};

/// Appends the record as the real log objects have it, without a line break.
void append_log_record(std::string& out, const LogRecord& record);

}  // namespace sparkify

#include "generate/log_record.h"

#include <string_view>

#include "generate/json_text.h"

namespace sparkify {

void append_log_record(std::string& out, const LogRecord& record) {
    const bool plays = record.page == Page::next_song;
    const User& user = *record.user;
    const PageFacts page = facts(record.page);
    const auto value = [&](std::string_view key, std::string_view json) {
        out += key;
        out += json;
    };
    const auto of_user = [&](std::string_view key, std::string_view json) {
        value(key, record.logged_in ? json : "null");
    };
    value(R"({"artist":)", plays ? record.play.artist : "null");
    value(R"(,"auth":)", record.logged_in ? R"("Logged In")" : R"("Logged Out")");
    of_user(R"(,"firstName":)", user.first_name);
    of_user(R"(,"gender":)", user.gender);
    out += R"(,"itemInSession":)";
    append_number(out, record.item_in_session);
    of_user(R"(,"lastName":)", user.last_name);
    out += R"(,"length":)";
    if (plays) {
        append_hundred_thousandths(out, record.play.length);
    } else {
        out += "null";
    }
    value(R"(,"level":)", record.paid ? R"("paid")" : R"("free")");
    of_user(R"(,"location":)", user.location);
    value(R"(,"method":")", page.method);
    value(R"(","page":")", page.name);
    of_user(R"(","registration":)", user.registration);
    out += R"(,"sessionId":)";
    append_number(out, record.session_id);
    value(R"(,"song":)", plays ? record.play.title : "null");
    value(R"(,"status":)", page.status);
    out += R"(,"ts":)";
    append_number(out, record.ts);
    of_user(R"(,"userAgent":)", user.user_agent);
    value(R"(,"userId":)", record.logged_in ? std::string_view{user.user_id} : R"("")");
    out += '}';
}

}  // namespace sparkify

#include "pipeline/json_record.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace sparkify {
namespace {

class JsonRecord {
  public:
    template <class T>
    JsonRecord& add(const char* key, const T& value) {
        json_[key] = value;
        return *this;
    }

    template <class T>
    JsonRecord& add(const char* key, const std::optional<T>& value) {
        if (value) add(key, *value);
        return *this;
    }

    [[nodiscard]] std::string text() const { return json_.dump(); }

  private:
    nlohmann::ordered_json json_ = nlohmann::ordered_json::object();
};

}  // namespace

std::string json_record(const oracle::StagingEvent& event) {
    return JsonRecord()
        .add("artist", event.artist)
        .add("auth", event.auth)
        .add("firstName", event.first_name)
        .add("gender", event.gender)
        .add("itemInSession", event.item_in_session)
        .add("lastName", event.last_name)
        .add("length", event.length)
        .add("level", event.level)
        .add("location", event.location)
        .add("method", event.method)
        .add("page", event.page)
        .add("registration", event.registration)
        .add("sessionId", event.session_id)
        .add("song", event.song)
        .add("status", event.status)
        .add("ts", event.ts / 1000)
        .add("userAgent", event.user_agent)
        .add("userId", event.user_id)
        .text();
}

std::string json_record(const oracle::StagingSong& song) {
    return JsonRecord()
        .add("num_songs", song.num_songs)
        .add("artist_id", song.artist_id)
        .add("artist_latitude", song.artist_latitude)
        .add("artist_longitude", song.artist_longitude)
        .add("artist_location", song.artist_location)
        .add("artist_name", song.artist_name)
        .add("song_id", song.song_id)
        .add("title", song.title)
        .add("duration", song.duration)
        .add("year", song.year)
        .text();
}

}  // namespace sparkify

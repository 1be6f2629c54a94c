#include "pipeline/object_plan.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "base/quantity.h"
#include "storage/location.h"

namespace sparkify {
namespace {

using KnownByName = std::unordered_map<std::string_view, const KnownObject*>;

/// Rounded, if they can be told apart then.
std::string sizes_text(std::uint64_t now, std::uint64_t before) {
    const std::string rounded = bytes_text(now);
    if (rounded != bytes_text(before))
        return fmt::format("{} instead of {}", rounded, bytes_text(before));
    return fmt::format("{} bytes instead of {}", count_text(now), count_text(before));
}

std::string what_changed(const Object& object, const KnownObject& known) {
    if (object.size != known.size)
        return fmt::format("{} that run {} loaded", sizes_text(object.size, known.size),
                           known.run_id);
    return fmt::format("written again since run {} loaded it", known.run_id);
}

PlannedObject planned(const Object& object, const KnownByName& known, bool forgotten) {
    const auto found = known.find(object.key);
    if (found == known.end()) return {object, ObjectState::added, "never loaded"};
    const KnownObject& before = *found->second;
    if (before.size == object.size && before.version == object.version)
        return {object, ObjectState::unchanged,
                fmt::format("loaded by run {}{}", before.run_id,
                            forgotten ? ", to be loaded again" : "")};
    return {object, ObjectState::changed, what_changed(object, before)};
}

}  // namespace

std::string_view name_of(ObjectState state) noexcept {
    switch (state) {
        case ObjectState::added:
            return "new";
        case ObjectState::changed:
            return "changed";
        case ObjectState::unchanged:
            return "unchanged";
        case ObjectState::vanished:
            return "vanished";
    }
    return "";
}

std::vector<PlannedObject> plan_objects(std::span<const Object> listed,
                                        std::span<const KnownObject> known,
                                        const std::string& location, KnownObjects what_is_known) {
    const bool forgotten = what_is_known == KnownObjects::forgotten;
    KnownByName known_by_name;
    for (const KnownObject& object : known)
        known_by_name.emplace(object.key, &object);
    std::vector<PlannedObject> plan;
    plan.reserve(listed.size());
    for (const Object& object : listed) {
        plan.push_back(planned(object, known_by_name, forgotten));
        known_by_name.erase(object.key);
    }
    // In the order of the ledger, so that two plans of the same state are the same.
    for (const KnownObject& object : known)
        if (known_by_name.contains(object.key) &&
            (forgotten || is_at_location(object.key, location)))
            plan.push_back({{object.key, object.size, object.version},
                            ObjectState::vanished,
                            fmt::format("loaded by run {}; its rows {}", object.run_id,
                                        forgotten ? "are forgotten" : "stay")});
    return plan;
}

std::uint64_t count_in_state(std::span<const PlannedObject> objects, ObjectState state) {
    return static_cast<std::uint64_t>(std::ranges::count(objects, state, &PlannedObject::state));
}

}  // namespace sparkify

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/ledger.h"
#include "storage/object_store.h"

namespace sparkify {

/// What an object is to a run, by the ledger.
enum class ObjectState : std::uint8_t {
    added,      ///< was never loaded
    changed,    ///< was loaded in another version
    unchanged,  ///< was loaded as it is
    vanished,   ///< was loaded and is not there any more
};

/// "new", "changed", "unchanged", "vanished".
[[nodiscard]] std::string_view name_of(ObjectState state) noexcept;

/// An object of a source, and what a run makes of it.
struct PlannedObject {
    Object object;
    ObjectState state = ObjectState::added;
    std::string reason;  ///< why it is in that state
};

/// What a run does with objects that it knows.
enum class KnownObjects : std::uint8_t {
    kept,       ///< what they gave stays, and they are loaded again only if they have changed
    forgotten,  ///< all are loaded again, and what has vanished is gone from the tables too
};

/// Compares what a source at `location` holds with what the ledger says of it. In the order of
/// `listed`, and after it what has vanished: from the location, or, if they are forgotten, of all.
[[nodiscard]] std::vector<PlannedObject> plan_objects(std::span<const Object> listed,
                                                      std::span<const KnownObject> known,
                                                      const std::string& location,
                                                      KnownObjects what_is_known);

/// How many of the objects are in a state.
[[nodiscard]] std::uint64_t count_in_state(std::span<const PlannedObject> objects,
                                           ObjectState state);

}  // namespace sparkify

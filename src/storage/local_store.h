#pragma once

#include "storage/object_store.h"

namespace sparkify {

/// Objects on the local disk. A location is a folder (read with all its subfolders), one file, or
/// a pattern as glob(7) has them (a folder that matches is read with its subfolders).
///
/// Names that begin with a dot are passed over inside folders, as a shell does: what editors and
/// file managers leave there is no data. A location that names one explicitly is taken.
class LocalStore final : public ObjectStore {
  public:
    [[nodiscard]] std::vector<Object> list(const std::string& location) override;
    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override;
};

}  // namespace sparkify

#pragma once

#include <string>
#include <string_view>

#include "model/embedded_model.h"
#include "model/model.h"
#include "pipeline/temporary_folder.h"

namespace sparkify {

/// The program's own model, copied into a folder to be changed there.
class ModelFolder {
  public:
    ModelFolder() {
        for (const EmbeddedFile& file : embedded_model())
            write_file(folder_.path() / file.path, file.text);
    }

    void write(std::string_view path, std::string_view text) const {
        write_file(folder_.path() / path, text);
    }

    [[nodiscard]] Model read() const { return Model::read(folder_.path().string()); }

  private:
    TemporaryFolder folder_;
};

}  // namespace sparkify

#pragma once

#include <cstdio>
#include <memory>

#include "report/text_sink.h"

namespace sparkify {

/// Text of any length that is to be written later: it waits in a temporary file that nobody else
/// sees and that is gone with the spool. Move-only.
class TextSpool {
  public:
    /// Throws Error{failed} if there is no room for temporary files.
    TextSpool();

    /// Appends what it is given. Not to be used after the spool is gone.
    [[nodiscard]] TextSink sink() const;

    /// Hands all of the text on.
    void copy_to(const TextSink& sink) const;

  private:
    struct CloseFile {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };

    std::unique_ptr<std::FILE, CloseFile> file_;
};

}  // namespace sparkify

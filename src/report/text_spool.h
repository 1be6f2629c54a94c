#pragma once

#include <memory>

#include "base/temporary_file.h"
#include "report/text_sink.h"

namespace sparkify {

/// Text of any length that is to be written later: it waits in a temporary file. Move-only.
class TextSpool {
  public:
    /// Throws Error{failed} if there is no room for temporary files.
    TextSpool() : file_(std::make_unique<TemporaryFile>("keep the output")) {}

    /// Appends what it is given. Not to be used after the spool is gone.
    [[nodiscard]] TextSink sink() const;

    /// Hands all of the text on.
    void copy_to(const TextSink& sink) const;

  private:
    std::unique_ptr<TemporaryFile> file_;  ///< stays where it is when the spool moves
};

}  // namespace sparkify

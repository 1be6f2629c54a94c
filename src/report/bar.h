#pragma once

#include <string>

namespace sparkify {

/// A horizontal bar that fills `share` (0 to 1, held to that range) of `cells` columns, without the
/// part that stays empty: in eighths of a column with Unicode, in whole `#` without. What is more
/// than nothing gets the smallest mark there is.
[[nodiscard]] std::string bar(double share, unsigned cells, bool unicode);

}  // namespace sparkify

#pragma once

namespace sparkify {

/// Occupies the descriptors of standard input, output and error that the caller left closed, so
/// that no file opened later takes their place: what is printed would be written into the
/// warehouse. Reading from such a stream finds its end; writing to it fails.
void hold_standard_streams();

}  // namespace sparkify

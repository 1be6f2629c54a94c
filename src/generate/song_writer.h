#pragma once

#include <string>
#include <vector>

#include "generate/catalogue.h"
#include "generate/random.h"
#include "generate/record_writer.h"

namespace sparkify {

/// The record as the real song objects have it, without a line break.
std::string song_record(const Song& song);

/// Writes every song into an object of its own. With `crowded`, some objects hold several, as one
/// of the full public data set does. Errors are those of ObjectFile.
void write_songs(RecordWriter& records, const std::vector<Song>& songs, bool crowded,
                 Random random);

}  // namespace sparkify

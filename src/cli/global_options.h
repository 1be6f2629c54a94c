#pragma once

#include <cstdint>
#include <string>

#include "cli/parser_library.h"
#include "config/settings.h"
#include "report/progress_printer.h"
#include "warehouse/redshift/load_way.h"

namespace sparkify {

enum class OutputForm : std::uint8_t { human, json };

/// What every command understands, before or after its name.
struct GlobalOptions {
    SettingFlags settings;
    std::string model_folder;
    OutputForm output = OutputForm::human;
    ProgressMode progress = ProgressMode::automatic;
    unsigned threads = 0;
    std::uint64_t memory_bytes = 0;
    CompactionRule compaction;
    std::string log_level = "warn";
    std::string log_format = "text";
};

/// Declares the global options on `app`, to be written to `options`, which has to outlive it.
void add_global_options(CLI::App& app, GlobalOptions& options);

}  // namespace sparkify

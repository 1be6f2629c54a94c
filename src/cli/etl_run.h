#pragma once

#include "base/exit_code.h"
#include "cli/session.h"
#include "model/model.h"
#include "pipeline/etl.h"

namespace sparkify {

/// One run, from opening the warehouse to its summary on standard output. Signals interrupt it.
/// With `explain` the summary says of every object why it was loaded or not. Throws what the run
/// threw, after telling what is known of it.
ExitCode run_and_tell(Session& session, const Model& model, const EtlRequest& request,
                      bool explain);

}  // namespace sparkify

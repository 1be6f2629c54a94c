#pragma once

#include <memory>

#include <libpq-fe.h>

namespace sparkify {

/// Gives a handle of libpq back.
struct PgDeleter {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
    void operator()(PGresult* result) const noexcept { PQclear(result); }
    void operator()(PGcancel* cancel) const noexcept { PQfreeCancel(cancel); }
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

/// Owns a handle of libpq. Move-only.
template <typename Handle>
using PgHandle = std::unique_ptr<Handle, PgDeleter>;

}  // namespace sparkify

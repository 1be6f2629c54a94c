#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "aws/http_transfer.h"

namespace sparkify {

/// Many transfers at once, on the thread that calls it. Connections are kept and shared.
class HttpMulti {
  public:
    HttpMulti();
    HttpMulti(const HttpMulti&) = delete;
    HttpMulti& operator=(const HttpMulti&) = delete;
    ~HttpMulti();

    struct Finished {
        HttpTransfer* transfer = nullptr;
        HttpOutcome outcome = {};
    };

    /// Starts a transfer that was prepared. It has to live until it is finished or abandoned.
    void start(HttpTransfer& transfer);

    /// Ends a transfer that is not finished.
    void abandon(HttpTransfer& transfer);

    /// Works on all transfers until one or more are finished, wake() is called, or the time is
    /// over.
    [[nodiscard]] std::vector<Finished> wait(std::chrono::milliseconds time);

    /// Ends a wait(). May be called from any thread.
    void wake();

  private:
    struct Close {
        void operator()(void* multi) const;
    };
    std::unique_ptr<void, Close> multi_;
};

}  // namespace sparkify

#include "storage/s3/object_fetcher.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/service_error.h"
#include "base/error.h"
#include "storage/s3/s3_error.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFirstWait{50};
constexpr milliseconds kLongestWait{20'000};
constexpr milliseconds kFirstPause{200};
constexpr milliseconds kLongestPause{5'000};
constexpr milliseconds kLongestPoll{1'000};

/// A store that throttles is asked so many times as often as one that fails.
constexpr unsigned kPatienceWhenThrottled = 3;

constexpr const char* kCannotRead = "cannot read the object";

bool matches(const StatedChecksum& stated, std::string_view bytes) {
    const auto checksum = make_checksum(stated.algorithm);
    checksum->add(bytes);
    return checksum->text() == stated.text;
}

/// An object that arrives in the background.
class DownloadStream final : public ObjectStream {
  public:
    explicit DownloadStream(std::shared_ptr<Download> download) : download_(std::move(download)) {
        download_->set_opened();
    }

    std::size_t read(std::span<char> buffer) override { return download_->read(buffer); }

  private:
    std::shared_ptr<Download> download_;
};

}  // namespace

struct ObjectFetcher::Job {
    std::shared_ptr<Download> download;
    std::unique_ptr<BodyPart> part;  ///< none: asks for the checksum of the object
    S3Request request = {};
    std::unique_ptr<HttpTransfer> transfer = nullptr;
    std::uint64_t received_before = 0;  ///< of the part, when the request was sent
    unsigned failures = 0;              ///< in a row, without a byte
    bool renewed = false;               ///< it was repeated with other credentials
    bool corrupted = false;  ///< the last answer had not the bytes that its checksum is of
    std::optional<StatedChecksum> stated = std::nullopt;  ///< by an answer with the whole object

    [[nodiscard]] bool is_whole_object() const { return !download->is_in_parts(); }
};

ObjectFetcher::ObjectFetcher(S3Requests& requests, std::span<const Object> objects,
                             const Options& options, std::atomic<std::uint64_t>& retries)
    : requests_(&requests),
      objects_(objects),
      options_(options),
      retries_(&retries),
      budget_(options.buffer_bytes, [this] { multi_.wake(); }),
      limit_(options.concurrency),
      backoff_(kFirstWait, kLongestWait, std::random_device()()),
      pauses_(kFirstPause, kLongestPause, std::random_device()()),
      wake_on_stop_(requests.access().stop(), [this] { multi_.wake(); }),
      thread_([this] { run(); }) {}

ObjectFetcher::~ObjectFetcher() {
    thread_.request_stop();
    multi_.wake();
    thread_.join();
    for (auto& [transfer, job] : in_flight_)
        multi_.abandon(*transfer);
}

std::optional<OpenedObject> ObjectFetcher::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || finished_ || !ready_.empty(); });
    if (failure_) std::rethrow_exception(failure_);
    if (ready_.empty()) return std::nullopt;
    std::shared_ptr<Download> download = std::move(ready_.front());
    ready_.pop_front();
    lock.unlock();
    const Object* object = &download->object();
    return OpenedObject{object, std::make_unique<DownloadStream>(std::move(download))};
}

void ObjectFetcher::run() {
    try {
        fetch_all();
    } catch (...) {
        fail(std::current_exception());
    }
    const std::lock_guard lock(mutex_);
    finished_ = true;
    changed_.notify_all();
}

void ObjectFetcher::fetch_all() {
    const std::stop_token abandoned = thread_.get_stop_token();
    while (!all_done() && !abandoned.stop_requested()) {
        if (requests_->access().stop().stop_requested())
            throw Error(ErrorCode::interrupted, {"interrupted", "", "", ""});
        start_jobs();
        at_limit_ = in_flight_.size() >= limit_.limit();
        for (const auto& [transfer, outcome] : multi_.wait(time_to_next_start()))
            settle(*transfer, outcome);
    }
}

bool ObjectFetcher::all_done() const {
    return next_object_ == objects_.size() && open_.empty() && waiting_.empty() &&
           in_flight_.empty();
}

void ObjectFetcher::start_jobs() {
    if (steady_clock::now() < limit_.paused_until()) return;
    while (in_flight_.size() < limit_.limit()) {
        JobPointer job = next_job();
        if (!job) return;
        start(std::move(job));
    }
}

/// What was begun is finished before something else is begun.
ObjectFetcher::JobPointer ObjectFetcher::next_job() {
    if (JobPointer job = next_repeated_job()) return job;
    if (JobPointer job = next_part_of_open_download()) return job;
    return next_download();
}

ObjectFetcher::JobPointer ObjectFetcher::next_repeated_job() {
    if (waiting_.empty() || waiting_.begin()->first > steady_clock::now()) return nullptr;
    JobPointer job = std::move(waiting_.begin()->second);
    waiting_.erase(waiting_.begin());
    return job;
}

ObjectFetcher::JobPointer ObjectFetcher::next_part_of_open_download() {
    for (auto download = open_.begin(); download != open_.end(); ++download) {
        std::unique_ptr<BodyPart> part = (*download)->next_part();
        if (!part) continue;
        auto job = std::make_unique<Job>(Job{*download, std::move(part)});
        if ((*download)->all_requested()) open_.erase(download);
        return job;
    }
    return nullptr;
}

ObjectFetcher::JobPointer ObjectFetcher::next_download() {
    if (next_object_ == objects_.size()) return nullptr;
    auto download = std::make_shared<Download>(objects_[next_object_], budget_, buffers_);
    std::unique_ptr<BodyPart> part = download->next_part();
    if (!part) return nullptr;
    ++next_object_;
    if (!download->all_requested()) open_.push_back(download);
    if (download->is_in_parts()) {
        std::erase_if(unfinished_, [](const auto& other) { return other.expired(); });
        unfinished_.push_back(download);
        waiting_.emplace(steady_clock::now(), std::make_unique<Job>(Job{download, nullptr}));
    }
    return std::make_unique<Job>(Job{std::move(download), std::move(part)});
}

void ObjectFetcher::start(JobPointer job) {
    const Download& download = *job->download;
    const std::string& etag = download.object().version;
    std::uint64_t expected_bytes = 0;
    if (!job->part) {
        job->request = requests_->head(download.location(), etag);
    } else {
        job->received_before = job->part->received();
        job->part->begin_answer();
        const bool all = job->is_whole_object() && job->received_before == 0;
        job->request = requests_->get(download.location(), etag,
                                      all ? std::nullopt : std::optional(job->part->rest()));
        expected_bytes = job->part->rest().size;
    }
    if (idle_.empty())
        idle_.push_back(
            std::make_unique<HttpTransfer>(requests_->access().http(), requests_->access().stop()));
    job->transfer = std::move(idle_.back());
    idle_.pop_back();
    job->transfer->prepare(job->request.http, job->part.get(), expected_bytes);
    multi_.start(*job->transfer);
    HttpTransfer* transfer = job->transfer.get();
    in_flight_.emplace(transfer, std::move(job));
}

milliseconds ObjectFetcher::time_to_next_start() const {
    const Time now = steady_clock::now();
    Time next = now + kLongestPoll;
    if (!waiting_.empty() && in_flight_.size() < limit_.limit())
        next = std::min(next, waiting_.begin()->first);
    if (limit_.paused_until() > now) next = std::max(next, limit_.paused_until());
    return std::max(std::chrono::ceil<milliseconds>(next - now), milliseconds(0));
}

void ObjectFetcher::settle(HttpTransfer& transfer, const HttpOutcome& outcome) {
    JobPointer job = std::move(in_flight_.extract(&transfer).mapped());
    idle_.push_back(std::move(job->transfer));
    if (outcome.ok())
        limit_.succeeded(steady_clock::now(), job->part ? job->part->range().size : 0, at_limit_);
    if (job->part)
        settle_part(std::move(job), outcome);
    else
        settle_checksum(std::move(job), outcome);
}

void ObjectFetcher::settle_part(JobPointer job, const HttpOutcome& outcome) {
    BodyPart& part = *job->part;
    const bool is_changed = part.too_long() && job->is_whole_object();
    if (is_changed)
        throw Error(ErrorCode::failed,
                    {kCannotRead, job->download->object().key,
                     "it is longer than it was when it was listed", "run it again"});
    constexpr int kWhole = 200;
    if (job->is_whole_object() && outcome.response.status == kWhole)
        if (auto stated = stated_checksum(outcome.response)) job->stated = std::move(stated);
    if (!part.complete()) {
        const bool learned = learned_something(*job, outcome);
        return repeat(std::move(job), outcome, learned);
    }
    job->corrupted = job->stated && !matches(*job->stated, part.bytes());
    if (job->corrupted) {
        part.restart();
        job->stated.reset();
        return repeat(std::move(job), outcome, /*learned=*/false);
    }
    deliver(std::move(job));
}

void ObjectFetcher::settle_checksum(JobPointer job, const HttpOutcome& outcome) {
    const bool learned = !outcome.ok() && learned_something(*job, outcome);
    if (!outcome.ok() && (learned || remedy_for(outcome) != Remedy::none))
        return repeat(std::move(job), outcome, learned);
    // If it may not be asked for, what the other requests say will tell more.
    job->download->set_checksum(outcome.ok() ? stated_checksum(outcome.response) : std::nullopt);
}

void ObjectFetcher::deliver(JobPointer job) {
    std::shared_ptr<Download> download = std::move(job->download);
    const bool is_first = job->part->range().begin == 0;
    download->arrived(std::move(job->part));
    if (!is_first) return;
    const std::lock_guard lock(mutex_);
    ready_.push_back(std::move(download));
    changed_.notify_one();
}

/// Whether the answer says something by which the next attempt may succeed: the region of the
/// bucket, or that credentials have ended for which there are new ones.
bool ObjectFetcher::learned_something(Job& job, const HttpOutcome& outcome) {
    if (outcome.failure || outcome.response.ok()) return false;
    return requests_->learn_from(outcome.response, job.request, job.renewed);
}

/// `learned`: the next attempt is another one, and may succeed at once.
void ObjectFetcher::repeat(JobPointer job, const HttpOutcome& outcome, bool learned) {
    const bool progressed = job->part && job->part->received() > job->received_before;
    job->failures = progressed ? 1 : job->failures + 1;
    milliseconds wait{0};
    if (!learned) {
        const Remedy remedy = remedy_of(outcome);
        const unsigned most = remedy == Remedy::throttling
                                  ? options_.max_attempts * kPatienceWhenThrottled
                                  : attempts_worth_making(outcome, options_.max_attempts);
        if (remedy == Remedy::none || job->failures >= most) throw_failure(*job, outcome);
        // Throttling is about all requests, so all of them wait.
        if (remedy == Remedy::throttling)
            limit_.throttled(steady_clock::now(), pauses_.wait(limit_.refusals() + 1));
        else
            wait = backoff_.wait(job->failures);
    }
    requests_->access().log()(
        fmt::format("{} {}: {}; again{}", job->request.http.method, job->download->object().key,
                    outcome.ok() ? "not the bytes that were expected" : reason_of(outcome),
                    wait.count() > 0 ? fmt::format(" in {} ms", wait.count()) : ""));
    ++*retries_;
    waiting_.emplace(steady_clock::now() + wait, std::move(job));
}

/// What came whole and is wrong, or came in part, is asked for again too.
Remedy ObjectFetcher::remedy_of(const HttpOutcome& outcome) const {
    const bool refused = outcome.failure && outcome.failure->trouble == TransportTrouble::stopped &&
                         !requests_->access().stop().stop_requested();
    return outcome.ok() || refused ? Remedy::retry : remedy_for(outcome);
}

void ObjectFetcher::throw_failure(const Job& job, const HttpOutcome& outcome) {
    const S3Attempt attempt{kCannotRead, job.download->location(), "s3:GetObject", job.failures};
    if (!outcome.ok()) throw s3_error(attempt, job.request, outcome, requests_->access());
    const bool corrupted = job.corrupted;
    throw Error(ErrorCode::failed, {kCannotRead, job.download->object().key,
                                    corrupted ? "its bytes are not those that its checksum is of"
                                              : "it is shorter than it was when it was listed",
                                    corrupted ? "upload the object anew" : "run it again"});
}

void ObjectFetcher::fail(const std::exception_ptr& failure) {
    for (const std::weak_ptr<Download>& unfinished : unfinished_)
        if (const auto download = unfinished.lock()) download->fail(failure);
    const std::lock_guard lock(mutex_);
    failure_ = failure;
}

}  // namespace sparkify

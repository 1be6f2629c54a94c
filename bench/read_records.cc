// Reads records into typed columns and throws them away: what reading alone costs.
//
//     read_records LOG_DATA THREADS

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "ingest/record_source.h"
#include "model/model.h"
#include "pipeline/staging_load.h"
#include "storage/local_store.h"

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const auto model = sparkify::Model::embedded();
    sparkify::LocalStore store;
    const auto plan = sparkify::plan_staging(model, "staging_events", store, argv[1], "");
    sparkify::RejectLog rejects(0);
    sparkify::ReadProgress progress;
    sparkify::RecordSource source(store, plan.objects, plan.columns, plan.paths, rejects, progress);
    const auto begin = std::chrono::steady_clock::now();
    std::vector<std::jthread> threads;
    for (int index = 0; index < std::atoi(argv[2]); ++index)
        threads.emplace_back([&source] {
            sparkify::RecordBatch batch(source.columns());
            const auto reader = source.open_reader();
            while (reader->next(batch)) {
            }
        });
    threads.clear();
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    fmt::print("{} records, {:.3f} s, {:.0f} MB/s, {} rejects\n", progress.records.load(),
               time.count(), static_cast<double>(progress.bytes) / time.count() / 1e6,
               rejects.count());
    return 0;
}

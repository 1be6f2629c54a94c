#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/doctor_report.h"
#include "pipeline/schema.h"
#include "pipeline/staging_load.h"
#include "report/quantity.h"
#include "storage/s3/s3_location.h"
#include "storage/s3/s3_store.h"

namespace sparkify {
namespace {

/// Looks at everything that a run needs, one thing after another, whether or not others are well.
class Examination {
  public:
    explicit Examination(Session& session) : session_(session), store_(session.open_store()) {}

    std::vector<Finding> all() {
        const Settings& settings = session_.settings();
        add("configuration", configuration());
        if (is_in_s3(settings.log_data) || is_in_s3(settings.song_data) ||
            is_in_s3(settings.log_jsonpath))
            examine_aws();
        examine("songs", [&] { return objects_at(settings.song_data, "--song-data"); });
        examine("logs", [&] { return objects_at(settings.log_data, "--log-data"); });
        examine("JSONPaths", [&] { return json_paths(); });
        examine("warehouse", [&] { return warehouse(); });
        return std::move(findings_);
    }

  private:
    void add(std::string subject, std::string text) {
        findings_.push_back({std::move(subject), std::move(text), std::nullopt});
    }

    void examine(std::string subject, const std::function<std::string()>& look) {
        try {
            add(std::move(subject), look());
        } catch (const Error& error) {
            findings_.push_back({std::move(subject), error.what(), error});
        }
    }

    [[nodiscard]] std::string configuration() const {
        const std::string& file = session_.settings().config_file;
        return file.empty() ? "no dwh.cfg: flags, environment and defaults" : file;
    }

    void examine_aws() {
        examine("AWS profiles", [&] {
            const AwsSettings& settings = session_.aws()->settings();
            return settings.profile_named ? settings.profile : "nobody names one: default";
        });
        if (findings_.back().failure) return;
        examine("S3 endpoint", [&] {
            const std::string& endpoint = session_.aws()->settings().s3_endpoint;
            return endpoint.empty() ? "Amazon's" : endpoint;
        });
        examine("region", [&] { return region(); });
        examine("credentials", [&] { return credentials(); });
    }

    [[nodiscard]] std::string region() {
        const AwsSettings& settings = session_.aws()->settings();
        if (settings.region.empty()) return "nobody says one: S3 is asked";
        return fmt::format("{} ({})", settings.region, settings.region_source);
    }

    [[nodiscard]] std::string credentials() {
        if (!session_.aws()->settings().sign) return "none (--no-sign-request)";
        const auto found = session_.aws()->credentials().find();
        if (!found)
            return fmt::format("none, so S3 is asked as the public. Tried: {}",
                               session_.aws()->credentials().tried());
        return fmt::format("of {}{}", found->origin,
                           found->session_token.empty() ? "" : ", with a session token");
    }

    [[nodiscard]] std::string objects_at(const std::string& location, std::string_view flag) {
        const std::string full = Session::full_location(location, flag);
        const std::vector<Object> objects = store_->list(full);
        read_a_byte(objects);
        const std::uint64_t bytes = std::accumulate(
            objects.begin(), objects.end(), std::uint64_t{0},
            [](std::uint64_t sum, const Object& object) { return sum + object.size; });
        return fmt::format("{} in {}, {}{}", counted(objects.size(), "object"), full,
                           bytes_text(bytes), place_of(full));
    }

    /// Who may list objects may not read them yet. The smallest is asked for.
    void read_a_byte(const std::vector<Object>& objects) {
        const auto smallest = std::ranges::min_element(objects, {}, &Object::size);
        if (smallest == objects.end()) return;
        char byte = 0;
        static_cast<void>(store_->open(*smallest)->read({&byte, 1}));
    }

    /// Where S3 says the bucket is.
    [[nodiscard]] std::string place_of(const std::string& location) const {
        const std::string region = store_->region_of(location);
        return region.empty() ? "" : ", in " + region;
    }

    [[nodiscard]] std::string json_paths() {
        const std::string& location = session_.settings().log_jsonpath;
        const std::size_t columns =
            column_paths(session_.model(), "staging_events", *store_, location).size();
        return fmt::format("{}, {}", location.empty() ? "those of the model" : location,
                           counted(columns, "column"));
    }

    [[nodiscard]] std::string warehouse() {
        const std::string& file = session_.settings().duckdb_file;
        if (!session_.warehouse_exists() && session_.settings().engine == Engine::duckdb)
            return fmt::format("duckdb:{}, which does not exist yet: etl makes it", file);
        const auto warehouse = session_.open_warehouse_to_read();
        const Model model = session_.model();
        const std::size_t existing = count_rows(*warehouse, model).size();
        return fmt::format("duckdb:{}, {} of {}", file, existing,
                           counted(model.tables().size(), "table"));
    }

    Session& session_;
    std::unique_ptr<ObjectStore> store_;
    std::vector<Finding> findings_;
};

ExitCode run(Session& session) {
    const std::vector<Finding> findings = Examination(session).all();
    Session::print(session.json() ? findings_json(findings)
                                  : findings_table(findings, session.terminal()));
    std::optional<ExitCode> code;
    for (const Finding& finding : findings) {
        if (!finding.failure) continue;
        if (!code) code = exit_code_of(finding.failure->code());
        session.tell(*finding.failure);
    }
    return code.value_or(ExitCode::done);
}

}  // namespace

CommandAction declare_doctor(CLI::App& /*app*/) {
    return run;
}

}  // namespace sparkify

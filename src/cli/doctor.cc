#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/aws_access.h"
#include "base/pause.h"
#include "base/quantity.h"
#include "cli/command.h"
#include "cli/doctor_report.h"
#include "cli/interruption.h"
#include "cli/open_secrets.h"
#include "model/model.h"
#include "pipeline/schema.h"
#include "pipeline/staging_load.h"
#include "report/text_sink.h"
#include "storage/object_store.h"
#include "storage/s3/s3_location.h"
#include "storage/s3/s3_store.h"
#include "warehouse/examination.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {
namespace {

/// Looks at everything that a run needs, one thing after another, whether or not others are well.
class Doctor final : public Examination {
  public:
    Doctor(Session& session, Interruption& interruption)
        : session_(session), interruption_(interruption), store_(session.open_store()) {}

    /// Throws Error(interrupted), and what is wrong with the configuration.
    void look_at_all() {
        const Settings& settings = session_.settings();
        const std::string& file = settings.config_file;
        subject_ = "configuration";
        add(file.empty() ? "no dwh.cfg: flags, environment and defaults" : file,
            warning_of_open_secrets(settings));
        if (uses_s3(settings)) examine_aws();
        examine("songs", [&] { look_at_source(settings.song_data, "--song-data"); });
        examine("logs", [&] { look_at_source(settings.log_data, "--log-data"); });
        examine("JSONPaths", [&] { look_at_json_paths(); });
        examine("warehouse", [&] { look_at_warehouse(); });
    }

    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return findings_; }

  private:
    static bool uses_s3(const Settings& settings) {
        return is_in_s3(settings.log_data) || is_in_s3(settings.song_data) ||
               is_in_s3(settings.log_jsonpath);
    }

    /// Runs `look`, which adds what it finds.
    void examine(std::string subject, const std::function<void()>& look) {
        subject_ = std::move(subject);
        try {
            look();
        } catch (const Error& error) {
            if (error.code() == ErrorCode::interrupted) throw;
            findings_.push_back({subject_, error.what(), error});
        }
        // Not all that is looked at notices a stop.
        throw_if_stopped(session_.stop().get_token());
    }

    void add(std::string text, std::string doubt = "") {
        findings_.push_back({subject_, std::move(text), std::nullopt, std::move(doubt)});
    }

    void add(const char* subject, std::string text) {
        subject_ = subject;
        add(std::move(text));
    }

    /// Nothing in S3 is looked at, if it is known already that nobody would answer.
    void examine_aws() {
        examine("S3 endpoint", [&] { look_at_endpoint(); });
        if (!findings_.back().failure) {
            examine("region", [&] { look_at_region(); });
            examine("credentials", [&] { look_at_credentials(); });
        }
        aws_failed_ = findings_.back().failure.has_value();
    }

    void look_at_endpoint() {
        const EndpointSetting s3 = session_.aws()->settings().endpoint_of(AwsService::s3);
        add(s3.url.empty() ? "Amazon's" : fmt::format("{} ({})", s3.url, s3.source));
    }

    void look_at_region() {
        const AwsSettings& aws = session_.aws()->settings();
        if (!aws.region.empty())
            add(fmt::format("{} ({})", aws.region, aws.region_source));
        else
            add("nobody says one: S3 says where a bucket is");
    }

    void look_at_credentials() {
        AwsAccess& aws = *session_.aws();
        if (!aws.settings().sign) return add("none (--no-sign-request)");
        const auto found = aws.credentials().find();
        if (!found) {
            add("none: S3 is asked as the public");
            for (const std::string& reason : aws.credentials().tried())
                add("  tried", reason);
            return;
        }
        const bool missing = aws.settings().profile_named && !aws.has_profile();
        add(fmt::format("of {}{}", found->origin,
                        found->session_token.empty() ? "" : ", with a session token"),
            missing ? fmt::format("there is no profile {}", aws.settings().profile) : "");
    }

    void look_at_source(const std::string& location, std::string_view flag) {
        const std::string full = Session::full_location(location, flag);
        if (is_in_s3(full) && aws_failed_) return add(full + ", not looked at");
        const std::vector<Object> objects = store_->list(full);
        if (objects.empty()) return add("no objects in " + full, doubt_about(full));
        read_a_byte(objects);
        add(fmt::format("{} in {}, {}{}", counted(objects.size(), "object"), full,
                        bytes_text(bytes_of(objects)), place_of(full)));
    }

    static std::string doubt_about(const std::string& location) {
        if (!is_in_s3(location)) return "nothing would be loaded from there: check the location";
        if (location.find('*') != std::string::npos)
            return "in S3 a * means itself: name the beginning of the keys instead";
        return "no key begins like that: check the prefix";
    }

    /// Who may list objects may not read them yet. The smallest is asked for.
    void read_a_byte(const std::vector<Object>& objects) {
        const auto smallest = std::ranges::min_element(objects, {}, &Object::size);
        static_cast<void>(store_->first_bytes(*smallest, 1));
    }

    /// Where S3 says the bucket is.
    [[nodiscard]] std::string place_of(const std::string& location) const {
        if (!is_in_s3(location) ||
            !session_.aws()->settings().endpoint_of(AwsService::s3).url.empty())
            return "";
        return ", in " + store_->region_of(location);
    }

    void look_at_json_paths() {
        const std::string& location = session_.settings().log_jsonpath;
        if (is_in_s3(location) && aws_failed_) return add(location + ", not looked at");
        const auto paths = column_paths(session_.model(), "staging_events", *store_, location);
        add(fmt::format("{}, {}", location.empty() ? "those of the model" : location,
                        counted(paths.size(), "column")));
    }

    void look_at_warehouse() {
        WarehouseAccess& access = session_.warehouse_access();
        access.examine(*this);
        if (!access.exists()) return;
        look_at("tables");
        const auto warehouse = access.open_to_read();
        const Interruption::Aim aim = interruption_.aim_at(*warehouse);
        const Model model = session_.model();
        add("tables", fmt::format("{} of {}", count_rows(*warehouse, model).size(),
                                  counted(model.tables().size(), "table")));
    }

    void look_at(const std::string& subject) override { subject_ = subject; }
    void find(const std::string& text, const std::string& doubt) override { add(text, doubt); }
    void wait_because(const std::string& reason) override {
        session_.warn(fmt::format("{}: {}", subject_, reason));
    }

    Session& session_;
    Interruption& interruption_;
    std::unique_ptr<ObjectStore> store_;
    std::string subject_;
    bool aws_failed_ = false;
    std::vector<Finding> findings_;
};

std::string text_of(const std::vector<Finding>& findings, const Session& session) {
    return session.json() ? findings_json(findings) : findings_table(findings, session.terminal());
}

/// And doubts. Gives the code of the first failure.
std::optional<ExitCode> tell_failures(const std::vector<Finding>& findings,
                                      const Session& session) {
    std::optional<ExitCode> code;
    for (const Finding& finding : findings) {
        if (!finding.doubt.empty())
            session.warn(fmt::format("{}: {}", finding.subject, finding.doubt));
        if (!finding.failure) continue;
        if (!code) code = exit_code_of(finding.failure->code());
        session.tell(*finding.failure);
    }
    return code;
}

/// What was found. Who interrupts it sees what was found until then.
std::vector<Finding> examine_all(Session& session) {
    Interruption interruption(session.stop());
    Doctor doctor(session, interruption);
    try {
        doctor.look_at_all();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::interrupted) throw;
        careless_sink_to(stdout)(text_of(doctor.findings(), session));
        static_cast<void>(tell_failures(doctor.findings(), session));
        throw Error(error.code(), {"the examination was interrupted", "", "",
                                   "nothing was changed; run it again"});
    }
    return doctor.findings();
}

ExitCode run(Session& session) {
    session.be_impatient();
    const std::vector<Finding> findings = examine_all(session);
    Session::print(text_of(findings, session));
    return tell_failures(findings, session).value_or(ExitCode::done);
}

}  // namespace

CommandAction declare_doctor(Parameters& /*parameters*/) {
    return run;
}

}  // namespace sparkify

#include "warehouse/libpq/reaching.h"

#include <string>

#include <fmt/format.h>

#include "warehouse/libpq/connect_error.h"

namespace sparkify {
namespace {

constexpr const char* kHost = "host";
constexpr const char* kEncryption = "encryption";
constexpr const char* kLogin = "login";

bool is_local(const std::string& address) {
    return address.starts_with('/') || address.starts_with("127.") || address.starts_with("::1");
}

/// Connects, and tells of the steps that went well, whether or not a later one does.
class Reaching {
  public:
    Reaching(const PgConnection::Options& options, Examination& examination)
        : options_(options), examination_(examination) {}

    PgConnection connect() {
        if (options_.log_in) tell_password_of_aws();
        examination_.look_at(kHost);
        try {
            PgConnection connection(options_);
            const PgConnection::Facts facts = connection.facts();
            examination_.find(place_of(facts), "");
            tell_encryption(facts);
            examination_.look_at(kLogin);
            examination_.find(fmt::format("{}, into the database {}", facts.user, facts.database),
                              "");
            return connection;
        } catch (const ConnectError& error) {
            tell_what_went_well(error.step());
            throw;
        }
    }

  private:
    /// It comes from another service than the server.
    void tell_password_of_aws() {
        examination_.look_at("AWS password");
        ConnectionParameters parameters = options_.parameters;
        options_.log_in(parameters);
        examination_.find(fmt::format("for {}", parameters.value_of("user")), "");
    }

    /// The name, by which users know a server, and the address that it has.
    [[nodiscard]] static std::string place_of(const PgConnection::Facts& facts) {
        if (facts.host.empty() || facts.address.starts_with(facts.host)) return facts.address;
        return fmt::format("{} ({})", facts.host, facts.address);
    }

    void tell_encryption(const PgConnection::Facts& facts) {
        examination_.look_at(kEncryption);
        if (!facts.encryption.empty())
            return examination_.find(facts.encryption, doubt_about_certificate());
        examination_.find("none", is_local(facts.address)
                                      ? ""
                                      : "whoever is on the way can read it: add "
                                        "sslmode=verify-full to the URL");
    }

    /// Of a server in the cloud it is to be known that it is the one.
    [[nodiscard]] std::string doubt_about_certificate() const {
        const std::string mode = options_.parameters.value_of("sslmode");
        if (options_.engine != Engine::redshift || mode == "verify-full") return "";
        return fmt::format(
            "nobody checks that the certificate is the host's: leave sslmode={} out "
            "of the URL",
            mode);
    }

    void tell_what_went_well(ConnectStep failed) {
        if (failed < ConnectStep::encryption) return;
        examination_.find("answers", "");
        examination_.look_at(kEncryption);
        if (failed < ConnectStep::login) return;
        examination_.find("as both sides want it", "");
        examination_.look_at(kLogin);
    }

    const PgConnection::Options& options_;
    Examination& examination_;
};

}  // namespace

PgConnection connect_step_by_step(const PgConnection::Options& options, Examination& examination) {
    return Reaching(options, examination).connect();
}

}  // namespace sparkify

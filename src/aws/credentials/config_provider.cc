#include "aws/credentials/config_provider.h"

#include "base/error.h"

namespace sparkify {

ConfigProvider::ConfigProvider(const AwsSettings& settings)
    : access_key_id_(settings.access_key_id),
      secret_access_key_(settings.secret_access_key),
      session_token_(settings.session_token) {}

ProviderAnswer ConfigProvider::load() {
    if (access_key_id_.empty() && secret_access_key_.empty())
        return NotHere{"dwh.cfg has no [AWS] KEY"};
    if (access_key_id_.empty() || secret_access_key_.empty())
        throw Error(ErrorCode::configuration,
                    {"dwh.cfg has half of the credentials", "",
                     access_key_id_.empty() ? "[AWS] KEY is empty" : "[AWS] SECRET is empty",
                     "fill in both, or neither: the usual AWS credential chain is better"});
    return Credentials{access_key_id_, secret_access_key_, session_token_, std::nullopt,
                       "dwh.cfg ([AWS] KEY)"};
}

}  // namespace sparkify

#include "aws/caller_identity.h"

#include "aws/query_service.h"

namespace sparkify {

CallerIdentity caller_identity(const std::shared_ptr<AwsAccess>& access,
                               const std::string& region) {
    QueryService sts(access,
                     {.service = AwsService::sts, .name = "sts", .region = region, .host = ""},
                     "2011-06-15");
    const ServiceCall call{"GetCallerIdentity", "cannot find out whose the AWS credentials are",
                           "*"};
    const XmlAnswer answer = sts.ask(call, {});
    const XmlNode result = answer.result(call.action);
    return {result.text("Account"), result.text("Arn")};
}

}  // namespace sparkify

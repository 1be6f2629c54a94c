#include "cluster/services.h"

#include "base/error.h"

namespace sparkify {

std::string required_region(const AwsAccess& access) {
    if (!access.settings().service_region.empty()) return access.settings().service_region;
    throw Error(ErrorCode::configuration, {"nothing says in which region the cluster is", "", "",
                                           "set [AWS] REGION in dwh.cfg, AWS_REGION or --region"});
}

RedshiftServices::RedshiftServices(const std::shared_ptr<AwsAccess>& access,
                                   const std::string& region, const std::string& account,
                                   Rehearsal* rehearsal)
    : provisioned(access, region, account, rehearsal),
      serverless(access, region, account, rehearsal) {}

ClusterServices::ClusterServices(const std::shared_ptr<AwsAccess>& access, Rehearsal* rehearsal)
    : region(required_region(*access)),
      identity(caller_identity(access, region)),
      iam(access, region, identity.account, rehearsal),
      ec2(access, region, identity.account, rehearsal),
      buckets(access, region, identity.account, rehearsal),
      redshift(access, region, identity.account, rehearsal),
      secrets(access, region),
      tagging(access, region) {}

bool has_no_address(const Error& error) {
    return error.code() == ErrorCode::unreachable &&
           error.message().reason.find("resolve") != std::string::npos;
}

}  // namespace sparkify

#pragma once

#include <memory>
#include <string>

#include "aws/caller_identity.h"
#include "aws/ec2_client.h"
#include "aws/iam_client.h"
#include "aws/redshift_client.h"
#include "aws/redshift_serverless_client.h"
#include "aws/secrets_manager_client.h"
#include "aws/tagging_client.h"
#include "base/error.h"
#include "storage/s3/s3_buckets.h"

namespace sparkify {

/// The services that keep clusters, of one region. Used by one thread.
struct RedshiftServices {
    /// `account`: for the resources that errors name; "*" if it is not known.
    RedshiftServices(const std::shared_ptr<AwsAccess>& access, const std::string& region,
                     const std::string& account = "*", Rehearsal* rehearsal = nullptr);

    RedshiftClient provisioned;
    RedshiftServerlessClient serverless;
};

/// The services that a cluster is made with, in one account and region. Used by one thread.
struct ClusterServices {
    /// Asks whose the credentials are. With a rehearsal, which has to outlive this, nothing is
    /// changed. Throws what AWS says, and Error(configuration) where nothing says which region.
    explicit ClusterServices(const std::shared_ptr<AwsAccess>& access,
                             Rehearsal* rehearsal = nullptr);

    std::string region;
    CallerIdentity identity;
    IamClient iam;
    Ec2Client ec2;
    S3Buckets buckets;
    RedshiftServices redshift;
    SecretsManagerClient secrets;
    TaggingClient tagging;
};

/// Throws Error(configuration) where nothing says which region: a cluster that is made in another
/// one than was meant would be looked for in vain.
[[nodiscard]] std::string required_region(const AwsAccess& access);

/// Whether a service could not be reached because a region has no such: its host has no address.
[[nodiscard]] bool has_no_address(const Error& error);

}  // namespace sparkify

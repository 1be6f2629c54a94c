#pragma once

#include <string>

#include "config/secret.h"

namespace sparkify {

/// Throws Error(configuration) for a password that Redshift does not take for an administrator
/// (CreateCluster, MasterUserPassword): 8 to 64 printable characters of ASCII, a capital, a small
/// letter and a digit among them, and none of ' " \ / @ and blank. The password is not shown. None
/// at all is fine.
void require_admin_password(const Secret& password, const std::string& source);

}  // namespace sparkify

#include "generate/record_writer.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace sparkify {

namespace {

std::uint64_t line_breaks(std::string_view text) {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

RecordWriter::RecordWriter(std::filesystem::path directory, RecordType type, FaultPlan plan)
    : directory_(std::move(directory)), type_(type), plan_(std::move(plan)) {}

void RecordWriter::open(const std::string& object) {
    close();
    file_.emplace(directory_ / object);
    object_ = object;
    line_ = 1;
    ++objects_;
}

void RecordWriter::write(std::string_view record) {
    const Fault* fault = plan_.fault_before(records_);
    if (fault != nullptr) plant(*fault, record);
    ++records_;
    std::optional<OddRecord> odd = plan_.odd_form(record);
    if (!odd) {
        append("\n", record);
        return;
    }
    // Reading goes on at the line after the fault: the good record has to begin it.
    if (fault != nullptr && odd->separator.empty()) odd->separator = "\n";
    append(odd->separator, odd->text);
    line_ += line_breaks(odd->text);
}

void RecordWriter::append(std::string_view separator, std::string_view text) {
    if (file_->size() > 0) {
        file_->append(separator);
        line_ += separator.size() == 1 ? 1 : line_breaks(separator);
    }
    file_->append(text);
}

void RecordWriter::plant(const Fault& fault, std::string_view record) {
    append("\n", damaged(record, fault, type_));
    faults_.push_back({object_, line_, blamed_column(fault), fault.kind});
}

void RecordWriter::close() {
    if (!file_) return;
    file_->close();
    bytes_ += file_->size();
    file_.reset();
}

void RecordWriter::rename(const std::string& object, const std::string& name) {
    std::error_code failure;
    std::filesystem::rename(directory_ / object, directory_ / name, failure);
    if (failure) {
        throw Error(ErrorCode::failed,
                    {"cannot name the generated object", name, failure.message(), ""});
    }
    for (PlantedFault& fault : faults_) {
        if (fault.object == object) fault.object = name;
    }
}

}  // namespace sparkify

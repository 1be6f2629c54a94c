#include "report/error_report.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

Error unreadable_object() {
    return Error{ErrorCode::access_denied,
                 {.what = "cannot read the object",
                  .place = "log_data/x.json",
                  .reason = "permission denied",
                  .next_step = "look at the object's permissions"}};
}

TEST(ErrorReport, SaysWhatWhereWhyAndWhatToDo) {
    EXPECT_EQ(error_report(unreadable_object(), ErrorForm::plain),
              "error: cannot read the object\n"
              "  where: log_data/x.json\n"
              "  reason: permission denied\n"
              "  next step: look at the object's permissions\n");
}

TEST(ErrorReport, LeavesOutWhatIsNotKnown) {
    const Error error{ErrorCode::failed,
                      {.what = "it broke", .place = {}, .reason = {}, .next_step = {}}};
    EXPECT_EQ(error_report(error, ErrorForm::plain), "error: it broke\n");
}

TEST(ErrorReport, ColoursTheLabelsOnly) {
    const std::string text = error_report(unreadable_object(), ErrorForm::colour);
    EXPECT_EQ(text.find("\x1b[1;31merror:\x1b[0m cannot read the object\n"), 0U);
    EXPECT_NE(text.find("  \x1b[2mwhere:\x1b[0m log_data/x.json\n"), std::string::npos);
}

TEST(ErrorReport, LinesOfAReasonStayLinesAndAreIndented) {
    const Error error{ErrorCode::failed,
                      {.what = "bad SQL",
                       .place = {},
                       .reason = "Parser Error\n\nLINE 1: SELEC\r\n        ^\n",
                       .next_step = {}}};
    EXPECT_EQ(error_report(error, ErrorForm::plain),
              "error: bad SQL\n  reason: Parser Error\n    LINE 1: SELEC\n            ^\n");
}

TEST(ErrorReport, DataInItCannotSendEscapeSequences) {
    const Error error{
        ErrorCode::failed,
        {.what = "bad value", .place = "\x1b]0;x\x07", .reason = {}, .next_step = {}}};
    EXPECT_EQ(error_report(error, ErrorForm::colour).find("\x1b]"), std::string::npos);
}

TEST(ErrorReport, JsonIsOneLineWithAllKeysInOrder) {
    EXPECT_EQ(error_report(unreadable_object(), ErrorForm::json),
              "{\"error\":{\"code\":\"access_denied\",\"exit\":5,"
              "\"what\":\"cannot read the object\",\"place\":\"log_data/x.json\","
              "\"reason\":\"permission denied\","
              "\"next_step\":\"look at the object's permissions\"}}\n");
}

TEST(ErrorReport, JsonTakesAnyBytes) {
    const Error error{ErrorCode::locked,
                      {.what = "a\nb\xff", .place = {}, .reason = {}, .next_step = {}}};
    const auto document = nlohmann::json::parse(error_report(error, ErrorForm::json));
    EXPECT_EQ(document["error"]["what"], "a\nb\ufffd");
    EXPECT_EQ(document["error"]["exit"], 6);
}

TEST(WarningReport, ForPeopleAndForPrograms) {
    EXPECT_EQ(warning_report("the folder is empty", ErrorForm::plain),
              "warning: the folder is empty\n");
    EXPECT_EQ(warning_report("the folder is empty", ErrorForm::colour),
              "\x1b[1;33mwarning:\x1b[0m the folder is empty\n");
    EXPECT_EQ(warning_report("the folder is empty", ErrorForm::json),
              "{\"warning\":{\"what\":\"the folder is empty\"}}\n");
}

}  // namespace
}  // namespace sparkify

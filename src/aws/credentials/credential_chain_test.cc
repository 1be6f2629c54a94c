#include "aws/credentials/credential_chain.h"

#include <deque>
#include <utility>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

using std::chrono::minutes;
using std::chrono::system_clock;

/// Gives the answers that a test has ready, and counts how often it is asked.
class ScriptedProvider final : public CredentialProvider {
  public:
    explicit ScriptedProvider(int& asked) : asked_(&asked) {}

    ScriptedProvider& then(ProviderAnswer answer) {
        answers_.push_back(std::move(answer));
        return *this;
    }

    [[nodiscard]] ProviderAnswer load() override {
        ++*asked_;
        if (answers_.empty()) throw Error(ErrorCode::unreachable, {"nobody answers", "", "", ""});
        ProviderAnswer answer = std::move(answers_.front());
        answers_.pop_front();
        return answer;
    }

  private:
    int* asked_;
    std::deque<ProviderAnswer> answers_;
};

/// A chain of two providers, and a clock that the test sets.
class CredentialChainTest : public testing::Test {
  public:
    CredentialChainTest() {
        auto first = std::make_unique<ScriptedProvider>(asked_first_);
        auto second = std::make_unique<ScriptedProvider>(asked_second_);
        first_ = first.get();
        second_ = second.get();
        std::vector<std::unique_ptr<CredentialProvider>> providers;
        providers.push_back(std::move(first));
        providers.push_back(std::move(second));
        chain_ = std::make_unique<CredentialChain>(
            std::move(providers), [this] { return now_; }, [](const std::string&) {});
    }

    [[nodiscard]] Credentials ending_in(minutes time, const std::string& key) const {
        return {key, Secret("secret"), Secret("token"), now_ + time, "a test"};
    }

    [[nodiscard]] std::string key() const { return chain_->find().value().access_key_id; }

    system_clock::time_point now_ = system_clock::from_time_t(1'800'000'000);
    int asked_first_ = 0;
    int asked_second_ = 0;
    ScriptedProvider* first_ = nullptr;
    ScriptedProvider* second_ = nullptr;
    std::unique_ptr<CredentialChain> chain_;
};

TEST_F(CredentialChainTest, TakesTheFirstThatHasAny) {
    first_->then(NotHere{"not set"});
    second_->then(Credentials{"KEY", Secret("secret")});
    EXPECT_EQ(key(), "KEY");
    EXPECT_EQ(key(), "KEY");
    EXPECT_EQ(asked_first_, 1);
    EXPECT_EQ(asked_second_, 1);
}

TEST_F(CredentialChainTest, SaysWhatWasTriedIfNobodyHasAny) {
    first_->then(NotHere{"not set"});
    second_->then(NotHere{"no such profile"});
    EXPECT_EQ(chain_->find(), std::nullopt);
    EXPECT_EQ(chain_->tried(), (std::vector<std::string>{"not set", "no such profile"}));
}

TEST_F(CredentialChainTest, DoesNotGoOnAfterAnError) {
    EXPECT_THROW(static_cast<void>(chain_->find()), Error);
    EXPECT_EQ(asked_second_, 0);
}

TEST_F(CredentialChainTest, AsksTheSameProviderAgainBeforeCredentialsEnd) {
    first_->then(ending_in(minutes(60), "ONE")).then(ending_in(minutes(120), "TWO"));
    EXPECT_EQ(key(), "ONE");
    now_ += minutes(54);
    EXPECT_EQ(key(), "ONE");
    now_ += minutes(2);
    EXPECT_EQ(key(), "TWO");
    EXPECT_EQ(asked_second_, 0);
}

TEST_F(CredentialChainTest, KeepsWhatIsGoodYetIfThereIsNothingNew) {
    first_->then(ending_in(minutes(60), "ONE"));
    EXPECT_EQ(key(), "ONE");
    now_ += minutes(58);
    EXPECT_EQ(key(), "ONE");
    now_ += minutes(3);
    EXPECT_THROW(static_cast<void>(chain_->find()), Error);
}

TEST_F(CredentialChainTest, DoesNotAskWithEveryRequestForWhatIsShortLived) {
    first_->then(ending_in(minutes(4), "ONE")).then(ending_in(minutes(4), "TWO"));
    for (int request = 0; request < 10; ++request)
        EXPECT_EQ(key(), "ONE");
    EXPECT_EQ(asked_first_, 1);
    now_ += minutes(2);
    EXPECT_EQ(key(), "TWO");
}

TEST_F(CredentialChainTest, AsksAgainForWhatWasRejected) {
    first_->then(ending_in(minutes(60), "ONE")).then(ending_in(minutes(60), "TWO"));
    const Credentials rejected = chain_->find().value();
    chain_->forget(rejected);
    EXPECT_EQ(key(), "TWO");
    chain_->forget(rejected);
    EXPECT_EQ(key(), "TWO") << "somebody else was faster";
    EXPECT_EQ(asked_first_, 2);
}

TEST_F(CredentialChainTest, KeepsLongTermKeysThatWereRejected) {
    first_->then(Credentials{"KEY", Secret("secret")});
    chain_->forget(chain_->find().value());
    EXPECT_EQ(key(), "KEY");
    EXPECT_EQ(asked_first_, 1);
}

}  // namespace
}  // namespace sparkify

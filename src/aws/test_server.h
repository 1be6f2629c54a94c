#pragma once

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sparkify {

/// A small HTTP server on loopback, with a thread per connection. For tests.
class TestServer {
  public:
    struct Answer {
        int status = 200;
        std::string body = {};
        std::string headers = {};  ///< lines that end in \r\n
    };

    /// `respond` gets a request, head and body, and is called by many threads at once.
    explicit TestServer(std::function<Answer(std::string_view head)> respond)
        : respond_(std::move(respond)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 512) != 0 ||
            ::getsockname(socket_, generic, &size) != 0)
            throw std::runtime_error("cannot open a server for a test");
        port_ = ntohs(address.sin_port);
        acceptor_ = std::jthread([this] { accept_all(); });
    }
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    ~TestServer() {
        ::shutdown(socket_, SHUT_RDWR);
        acceptor_.join();
        {
            const std::lock_guard lock(mutex_);
            for (const int connection : connections_)
                ::shutdown(connection, SHUT_RDWR);
        }
        threads_.clear();
        ::close(socket_);
    }

    [[nodiscard]] std::string url() const { return fmt::format("http://127.0.0.1:{}", port_); }
    [[nodiscard]] int requests() const { return requests_; }
    [[nodiscard]] int most_at_once() const { return most_at_once_; }

  private:
    void accept_all() {
        for (;;) {
            const int connection = ::accept(socket_, nullptr, nullptr);
            if (connection < 0) return;
            const std::lock_guard lock(mutex_);
            connections_.push_back(connection);
            threads_.emplace_back([this, connection] { serve(connection); });
        }
    }

    void serve(int connection) {
        std::string head;
        std::vector<char> buffer(4096);
        for (;;) {
            const ::ssize_t count = ::recv(connection, buffer.data(), buffer.size(), 0);
            if (count <= 0) break;
            head.append(buffer.data(), static_cast<std::size_t>(count));
            if (!is_complete(head)) continue;
            if (!answer(connection, head)) break;
            head.clear();
        }
        ::close(connection);
        const std::lock_guard lock(mutex_);
        std::erase(connections_, connection);
    }

    static bool is_complete(std::string_view request) {
        constexpr std::string_view kLength = "Content-Length: ";
        const std::size_t end = request.find("\r\n\r\n");
        if (end == std::string_view::npos) return false;
        const std::size_t length = request.substr(0, end).find(kLength);
        if (length == std::string_view::npos) return true;
        const std::string digits(request.substr(length + kLength.size(), 20));
        return request.size() >= end + 4 + std::strtoull(digits.c_str(), nullptr, 10);
    }

    bool answer(int connection, const std::string& head) {
        ++requests_;
        const int at_once = ++at_once_;
        int most = most_at_once_;
        while (most < at_once && !most_at_once_.compare_exchange_weak(most, at_once)) {
        }
        const Answer answer = respond_(head);
        --at_once_;
        std::string text = fmt::format("HTTP/1.1 {} x\r\nContent-Length: {}\r\n{}\r\n",
                                       answer.status, answer.body.size(), answer.headers);
        if (!head.starts_with("HEAD")) text += answer.body;
        std::size_t sent = 0;
        while (sent < text.size()) {
            const ::ssize_t count =
                ::send(connection, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) return false;
            sent += static_cast<std::size_t>(count);
        }
        return true;
    }

    std::function<Answer(std::string_view)> respond_;
    int socket_;
    std::uint16_t port_ = 0;
    std::atomic<int> requests_ = 0;
    std::atomic<int> at_once_ = 0;
    std::atomic<int> most_at_once_ = 0;
    std::mutex mutex_;
    std::vector<int> connections_;
    std::vector<std::jthread> threads_;
    std::jthread acceptor_;
};

}  // namespace sparkify

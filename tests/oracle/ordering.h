#pragma once

#include <optional>

namespace sparkify::oracle {

/// ORDER BY over several columns, for two rows: NULLS LAST in both directions, text by bytes.
/// Rows compare by the first column in which they differ.
class Ordering {
  public:
    enum class Direction : bool { ascending, descending };

    explicit Ordering(Direction direction) : direction_(direction) {}

    template <class T>
    Ordering& by(const T& left, const T& right) {
        if (result_ == 0) result_ = compare(left, right);
        return *this;
    }

    template <class T>
    Ordering& by(const std::optional<T>& left, const std::optional<T>& right) {
        if (result_ == 0) result_ = compare_nulls_last(left, right);
        return *this;
    }

    /// Whether the left row comes before the right one.
    [[nodiscard]] bool left_first() const { return result_ < 0; }

  private:
    template <class T>
    [[nodiscard]] int compare(const T& left, const T& right) const {
        if (left == right) return 0;
        return (left < right) == (direction_ == Direction::ascending) ? -1 : 1;
    }

    template <class T>
    [[nodiscard]] int compare_nulls_last(const std::optional<T>& left,
                                         const std::optional<T>& right) const {
        if (left && right) return compare(*left, *right);
        if (!left && !right) return 0;
        return left ? -1 : 1;
    }

    Direction direction_;
    int result_ = 0;
};

}  // namespace sparkify::oracle

#pragma once

#include <functional>
#include <memory>
#include <pugixml.hpp>
#include <string>

namespace sparkify {

/// A node of an answer in XML. Valid as long as the answer.
class XmlNode {
  public:
    explicit XmlNode(pugi::xml_node node) : node_(node) {}

    /// The text of what is below under that name, or a path of names ("Endpoint/Address"); empty if
    /// it is not there.
    [[nodiscard]] std::string text(const char* path) const;

    [[nodiscard]] bool has(const char* path) const;

    /// Each element of the list that is below under that path.
    void each(const char* path, const std::function<void(const XmlNode&)>& take) const;

    [[nodiscard]] XmlNode at(const char* path) const;

    /// Of a node that is a text itself.
    [[nodiscard]] std::string own_text() const;

  private:
    pugi::xml_node node_;
};

/// An answer of a service that speaks XML.
class XmlAnswer {
  public:
    /// An answer that never came: nothing is in it.
    XmlAnswer();

    /// What cannot be read is an answer without anything in it.
    explicit XmlAnswer(const std::string& body);

    /// Whether it is the answer to this action.
    [[nodiscard]] bool is_of(const std::string& action) const;

    /// The element in which what was asked for is: ACTIONResult, or the whole where there is none
    /// (EC2).
    [[nodiscard]] XmlNode result(const std::string& action) const;

  private:
    std::unique_ptr<pugi::xml_document> document_;
};

}  // namespace sparkify

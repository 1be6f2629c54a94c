#include "aws/xml_answer.h"

namespace sparkify {

std::string XmlNode::text(const char* path) const {
    return node_.first_element_by_path(path).text().get();
}

bool XmlNode::has(const char* path) const {
    return !node_.first_element_by_path(path).empty();
}

void XmlNode::each(const char* path, const std::function<void(const XmlNode&)>& take) const {
    for (const pugi::xml_node child : node_.first_element_by_path(path).children())
        if (child.type() == pugi::node_element) take(XmlNode(child));
}

XmlNode XmlNode::at(const char* path) const {
    return XmlNode(node_.first_element_by_path(path));
}

std::string XmlNode::own_text() const {
    return node_.text().get();
}

XmlAnswer::XmlAnswer() : document_(std::make_unique<pugi::xml_document>()) {}

XmlAnswer::XmlAnswer(const std::string& body) : XmlAnswer() {
    if (!document_->load_buffer(body.data(), body.size())) document_->reset();
}

bool XmlAnswer::is_of(const std::string& action) const {
    return action + "Response" == document_->document_element().name();
}

XmlNode XmlAnswer::result(const std::string& action) const {
    const pugi::xml_node root = document_->document_element();
    const pugi::xml_node result = root.child((action + "Result").c_str());
    return XmlNode(result ? result : root);
}

}  // namespace sparkify

#pragma once

#include "page.hpp"
#include "sizer/plan.hpp"

namespace sizer::report {

/// The answers for a scenario with a [stream].
Page stream_page(const Plan& plan, const std::string& why);
Page stream_page(const Check& check, const std::string& why);

}  // namespace sizer::report

#pragma once

/// SIZER_INLINE_ALL asks for everything a formula calls to be inlined, so that sixteen lanes stay in registers:
/// releases answer more than twice as fast. Debug and sanitized builds do without: they would take minutes a file.
#if defined(NDEBUG) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define SIZER_INLINE_ALL [[gnu::flatten]]
#else
#define SIZER_INLINE_ALL
#endif

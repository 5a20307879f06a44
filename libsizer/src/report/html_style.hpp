#pragma once

#include <string_view>

namespace sizer::report {

/// How a page looks: light or dark as the reader's system is, from a phone's width up, and on paper. Series are told
/// apart by c0 … c5, stretches of a timeline by k0 … k5.
inline constexpr std::string_view kHtmlStyle = R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2026;--soft:#57606b;--rule:#d8dee5;--fill:#f3f5f8;
--good:#1a7f45;--caution:#8f5a00;--bad:#c0332e;
--c0:#2867d3;--c1:#cf6a0a;--c2:#23835a;--c3:#7d4cc2;--c4:#c23a4e;--c5:#0f7f88;--on:#fff}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e5e9ee;--soft:#9ba6b3;--rule:#333b45;--fill:#1d232a;
--good:#5fc98d;--caution:#e3b45c;--bad:#ff8079;
--c0:#78adff;--c1:#f2a558;--c2:#62c795;--c3:#bf9cf5;--c4:#ff8a98;--c5:#52c9d1;--on:#14181d}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--fill:#fff;
--good:#1a7f45;--caution:#8f5a00;--bad:#c0332e;
--c0:#2867d3;--c1:#cf6a0a;--c2:#23835a;--c3:#7d4cc2;--c4:#c23a4e;--c5:#0f7f88;--on:#fff}
figure,tr,dl>div{break-inside:avoid}h2{break-after:avoid}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
.job{margin:0;color:var(--soft)}
h1{margin:.2rem 0 1rem;font-size:1.6rem;line-height:1.25}
h2{margin:2.2rem 0 .6rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:1.1rem}
h2::first-letter{text-transform:uppercase}
.good{color:var(--good)}.caution{color:var(--caution)}.bad{color:var(--bad)}
dl{margin:0}dl>div{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem;padding:.25rem 0}
dt{font-weight:600}dd{margin:0}dd.alone{grid-column:1/-1}
code,pre{font:14px/1.5 ui-monospace,monospace}
pre{margin:0;padding:.8rem 1rem;background:var(--fill);overflow-x:auto}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{padding:.3rem 1.2rem .3rem 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
th{color:var(--soft);font-weight:600;font-size:.9rem}.n{text-align:right;white-space:nowrap}
figure{margin:1rem 0 1.6rem;max-width:46rem}
figcaption{margin-bottom:.5rem}figcaption b{display:block}figcaption span{color:var(--soft);font-size:.9rem}
figure svg{display:block;width:100%;height:auto}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.5rem 0;padding:0;list-style:none;font-size:.9rem}
.legend svg{display:inline-block;width:1em;height:1em;margin-right:.4em;vertical-align:-.1em}
details{font-size:.9rem}summary{color:var(--soft);cursor:pointer}
svg text{fill:var(--ink);font-size:14px}svg .tick{fill:var(--soft)}svg .title,svg .name{font-weight:600}
svg .inside{fill:var(--on)}svg .end{text-anchor:end}svg .middle{text-anchor:middle}
.grid{stroke:var(--rule)}.axis{stroke:var(--soft)}
.curve{fill:none;stroke-width:2.5;stroke-linejoin:round}.range{stroke-width:2;opacity:.55}
.mark{stroke:var(--paper);stroke-width:1.5}.area{opacity:.75}.part{stroke:var(--paper)}
.limit{stroke:var(--bad);stroke-width:2;stroke-dasharray:6 4}
.c0{fill:var(--c0)}.c1{fill:var(--c1)}.c2{fill:var(--c2)}.c3{fill:var(--c3)}.c4{fill:var(--c4)}.c5{fill:var(--c5)}
.curve.c0,.range.c0{stroke:var(--c0)}.curve.c1,.range.c1{stroke:var(--c1)}.curve.c2,.range.c2{stroke:var(--c2)}
.curve.c3,.range.c3{stroke:var(--c3)}.curve.c4,.range.c4{stroke:var(--c4)}.curve.c5,.range.c5{stroke:var(--c5)}
.curve{fill:none}
.k0{fill:var(--c0)}.k1{fill:var(--c1)}.k2{fill:var(--c4)}.k3{fill:var(--c3)}.k4{fill:var(--rule)}.k5{fill:var(--soft)}
@media (max-width:34rem){dl>div{grid-template-columns:1fr;gap:0}h1{font-size:1.3rem}svg text{font-size:20px}
main{padding:1rem .8rem 3rem}}
)css";

}  // namespace sizer::report

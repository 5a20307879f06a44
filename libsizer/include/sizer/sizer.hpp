#pragma once

/// sizer: how many of which node a Spark job needs, with which settings, at what cost, and how sure that is.
///
/// The table of contents, in the direction the data flows:

#include "sizer/assumptions.hpp"        // every uncertain constant, with its range and source
#include "sizer/brief.hpp"              // the answer for people who do not know Spark
#include "sizer/cliffs.hpp"             // what gives way as data grows, and what is wasted
#include "sizer/compare.hpp"            // answers side by side
#include "sizer/compare_runs.hpp"       // what changed between two runs
#include "sizer/diagnostic.hpp"         // what is wrong with an input, where, and what to do
#include "sizer/emit.hpp"               // the answer as a platform's own tools take it
#include "sizer/formulas.hpp"           // the closed forms of the field
#include "sizer/instance.hpp"           // hardware, storage, prices
#include "sizer/io.hpp"                 // the question from TOML or a phrase
#include "sizer/layout.hpp"             // executors on nodes
#include "sizer/model.hpp"              // how long, and why
#include "sizer/node_loss.hpp"          // what a lost node costs
#include "sizer/plan.hpp"               // the choice
#include "sizer/practice.hpp"           // question cards, graded by the engine
#include "sizer/practice_report.hpp"    // questions and grades in words and in JSON
#include "sizer/quantity.hpp"           // numbers with a dimension, read as a value, a spread or an explanation
#include "sizer/report.hpp"             // the answer in words and in JSON
#include "sizer/scenario.hpp"           // the question
#include "sizer/sensitivity.hpp"        // what the answer hangs on
#include "sizer/sensitivity_text.hpp"   // that in words and in JSON
#include "sizer/settings.hpp"           // the properties a job is started with
#include "sizer/settings_check.hpp"     // whether Spark settings hold together
#include "sizer/simulated_job.hpp"      // a job of the model as a simulation
#include "sizer/simulated_stream.hpp"   // a stream of the model, batch by batch
#include "sizer/simulation.hpp"         // task by task: stragglers, copies, lost nodes
#include "sizer/spark.hpp"              // what Spark itself computes: memory, containers, partitions, scheduling
#include "sizer/spark_properties.hpp"   // every property Spark knows, by release
#include "sizer/spark_values.hpp"       // sizes and times as Spark reads them
#include "sizer/spark_version.hpp"      // the releases whose rules are known
#include "sizer/stream_input.hpp"       // the question of a streaming job
#include "sizer/stream_simulation.hpp"  // its rate, batches, backlog and lag over time
#include "sizer/streaming.hpp"          // its capacity, latency, backlog, state
#include "sizer/units.hpp"              // "500 GB" and "2h", in and out
#include "sizer/workload.hpp"           // what the job does: stages and their sizes
#include "sizer/worlds.hpp"             // possible worlds drawn from them

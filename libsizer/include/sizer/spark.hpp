#pragma once

/// Spark's own arithmetic, exact: integers in, integers out, per release of Spark. Every figure here is one that Spark
/// computes itself; how long anything takes is the model's business (model.hpp). The table of contents:

#include "sizer/spark_adaptive.hpp"    // what adaptive execution makes of a shuffle: coalescing, skew, local reads
#include "sizer/spark_broadcast.hpp"   // which join Spark chooses by size, and when a broadcast fails
#include "sizer/spark_container.hpp"   // what Spark asks of YARN or Kubernetes, and is granted
#include "sizer/spark_memory.hpp"      // what a heap leaves to execution and storage, and a task to hold
#include "sizer/spark_properties.hpp"  // every property Spark knows, by release
#include "sizer/spark_scan.hpp"        // partitions of files, Hadoop inputs, JDBC tables
#include "sizer/spark_scheduling.hpp"  // speculation, dynamic allocation, waits and limits
#include "sizer/spark_shuffle.hpp"     // writers, files and the sizes the driver is told
#include "sizer/spark_values.hpp"      // sizes, times and numbers as Spark reads them
#include "sizer/spark_version.hpp"     // what differs between releases

#pragma once

/// Spark's own arithmetic, exact: integers in, integers out, per release of Spark. Every figure here is one that Spark
/// computes itself; how long anything takes is the model's business (model.hpp). The table of contents:

#include "sizer/spark_container.hpp"  // what Spark asks of YARN or Kubernetes, and is granted
#include "sizer/spark_memory.hpp"     // what a heap leaves to execution and storage, and a task to hold
#include "sizer/spark_scan.hpp"       // partitions of files, Hadoop inputs, JDBC tables
#include "sizer/spark_version.hpp"    // what differs between releases

#include "names.hpp"
#include "sizer/model.hpp"

namespace sizer {
namespace {

constexpr bool is_columnar(Format format) {
  return format == Format::parquet || format == Format::orc || format == Format::avro;
}

/// Text that comes out of one stored byte; 1 for the binary formats, whose constants are per stored byte.
template <class Num>
Scalar<Num> text_per_stored(const InputData& input, const World<Num>& world) {
  if (is_columnar(input.format.value)) return Scalar<Num>(1.0);
  switch (input.codec.value) {
    case Codec::none:
      return Scalar<Num>(1.0);
    case Codec::gzip:
      return world.template get<"codec.gzip_text">();
    case Codec::zstd:
      return world.template get<"codec.zstd_text">();
    default:
      return world.template get<"codec.fast_text">();
  }
}

/// How the codec changes what a stored byte of a binary format holds, beside snappy.
template <class Num>
Scalar<Num> columnar_density(const InputData& input, const World<Num>& world) {
  switch (input.codec.value) {
    case Codec::none:
      return world.template get<"codec.plain_columnar">();
    case Codec::gzip:
    case Codec::zstd:
      return world.template get<"codec.dense_columnar">();
    default:
      return Scalar<Num>(1.0);
  }
}

template <class Num>
Scalar<Num> expansion(const InputData& input, const World<Num>& world) {
  switch (input.format.value) {
    case Format::parquet:
      return world.template get<"data.parquet_expansion">() * columnar_density(input, world);
    case Format::orc:
      return world.template get<"data.orc_expansion">() * columnar_density(input, world);
    case Format::avro:
      return world.template get<"data.avro_expansion">() * columnar_density(input, world);
    case Format::csv:
      return world.template get<"data.csv_expansion">();
    case Format::json:
      return world.template get<"data.json_expansion">();
    case Format::text:
      return world.template get<"data.text_expansion">();
  }
  return Scalar<Num>(1.0);
}

template <class Num>
WorkPerByte<Num> parse_cost(Format format, const World<Num>& world) {
  const auto busy = world.template get<"cpu.busy_thread">();
  switch (format) {
    case Format::parquet:
      return world.template get<"cpu.parquet_read">();
    case Format::orc:
      return world.template get<"cpu.orc_read">();
    case Format::avro:
      return world.template get<"cpu.avro_read">() / busy;
    case Format::csv:
      return world.template get<"cpu.csv_read">() / busy;
    case Format::json:
      return world.template get<"cpu.json_read">() / busy;
    case Format::text:
      return world.template get<"cpu.text_read">() / busy;
  }
  return {};
}

template <class Num>
WorkPerByte<Num> decompress_cost(const InputData& input, const World<Num>& world) {
  const auto busy = world.template get<"cpu.busy_thread">();
  if (is_columnar(input.format.value)) return {};
  switch (input.codec.value) {
    case Codec::none:
      return {};
    case Codec::gzip:
      return world.template get<"cpu.gunzip">() / busy;
    case Codec::zstd:
      return world.template get<"cpu.unzstd">() / busy;
    case Codec::snappy:
      return world.template get<"cpu.unsnappy">() / busy;
    case Codec::lz4:
      return world.template get<"cpu.unlz4">() / busy;
  }
  return {};
}

/// What one stage reads, as the formulas below need it.
template <class Num>
struct Read {
  Bytes<Num> stored;  ///< after pruning
  Bytes<Num> text;    ///< after decompression, for text formats
  Bytes<Num> rows;    ///< in memory
};

template <class Num>
Read<Num> read_input(const Stage& stage, const InputData& input, const World<Num>& world, const StepNames& name) {
  if (!stage.scan) return {};
  const auto tables = name.template given<Num>("stored input", stage.scan->value, stage.scan->source);
  const auto columns = sizer::input<Num>("columns used", Scalar<>(input.columns_used.value), input.columns_used.source);
  const auto parts =
      sizer::input<Num>("partitions read", Scalar<>(input.partitions_read.value), input.partitions_read.source);
  Read<Num> read;
  read.stored = name("scanned", tables * columns * parts);
  read.text = name("decoded", read.stored * text_per_stored(input, world));
  read.rows = name("rows scanned, in memory", read.text * expansion(input, world));
  return read;
}

template <class Num>
Scalar<Num> row_count(const Bytes<Num>& rows_in_memory, const World<Num>& world) {
  return rows_in_memory / world.template get<"data.row_bytes">();
}

/// Rows scanned; when the user counts them, pruned like the bytes.
template <class Num>
Scalar<Num> rows_read(const Stage& stage, const Workload& workload, const Bytes<Num>& rows, const World<Num>& world,
                      const StepNames& name) {
  if (!stage.scan) return {};
  if (!workload.input.rows) return name("rows read", row_count(rows, world));
  const auto& stated = *workload.input.rows;
  const double share = (stage.scan->value / workload.data.value).base() * workload.input.partitions_read.value;
  return name.template given<Num>("rows read", Scalar<>(stated.value * share), stated.source);
}

template <class Num>
CoreSeconds<Num> extra_work(const Stage& stage, const Read<Num>& read, const Scalar<Num>& rows_read,
                            const Bytes<Num>& rows, const Scalar<Num>& passes, const World<Num>& world) {
  switch (stage.extra) {
    case ExtraWork::none:
      return {};
    case ExtraWork::text_words:
      return read.text * world.template get<"cpu.text_words">();
    case ExtraWork::python_rows:
      return max(rows_read, row_count(rows, world)) * world.template get<"cpu.python_row">() /
             world.template get<"cpu.busy_thread">();
    case ExtraWork::user_code:
      return max(read.stored, rows / world.template get<"data.parquet_expansion">()) *
             world.template get<"cpu.user_code">();
    case ExtraWork::ml_pass:
      return rows * passes * world.template get<"cpu.ml_pass">();
    case ExtraWork::graph_pass:
      return rows * passes * world.template get<"cpu.graph_pass">();
  }
  return {};
}

/// The compressed bytes a rule stands for.
template <class Num>
Bytes<Num> shuffled(const Stage& stage, const Bytes<Num>& rows, const World<Num>& world, const StepNames& name) {
  if (!stage.shuffle) return {};
  if (stage.shuffle->stated) {
    return name.template given<Num>("shuffle write", stage.shuffle->stated->value, stage.shuffle->stated->source);
  }
  const Scalar<Num> share(world[*stage.shuffle->share]);
  return name("shuffle write", rows * share / world.template get<"shuffle.compression">());
}

/// Output is columnar.
template <class Num>
Bytes<Num> output(const Stage& stage, const Bytes<Num>& rows, const World<Num>& world, const StepNames& name) {
  if (!stage.write) return {};
  if (stage.write->stated) {
    return name.template given<Num>("written", stage.write->stated->value, stage.write->stated->source);
  }
  const Scalar<Num> share(world[*stage.write->share]);
  return name("written", rows * share / world.template get<"data.parquet_expansion">());
}

/// What the cache would hold if all of it fitted.
template <class Num>
Bytes<Num> cached(const Stage& stage, const Bytes<Num>& rows, const World<Num>& world, const StepNames& name) {
  if (stage.cache_size) return name.template given<Num>("cached", stage.cache_size->value, stage.cache_size->source);
  return name("cached", rows * world.template get<"cache.expansion">());
}

template <class Num>
CoreSeconds<Num> write_work(const Bytes<Num>& written, const World<Num>& world) {
  return written * world.template get<"data.parquet_expansion">() * world.template get<"cpu.columnar_write">() /
         world.template get<"cpu.busy_thread">();
}

template <class Num>
CoreSeconds<Num> exchange_rows_work(const Bytes<Num>& shuffled, const World<Num>& world) {
  const auto rows = row_count(shuffled * world.template get<"shuffle.compression">(), world);
  return 0.5 * rows * world.template get<"cpu.shuffle_row">();
}

/// A stage that exchanges with itself on every pass reads back what it writes.
bool reads_own_shuffle(const Stage& stage) { return stage.extra == ExtraWork::graph_pass; }

template <class Num>
StageDemand<Num> stage_demand(const Workload& workload, const Stage& stage, const Bytes<Num>& from_parents,
                              const World<Num>& world) {
  const StepNames name(stage.name);
  const auto factor = world.template get<"cpu.work_factor">();
  const auto read = read_input(stage, workload.input, world, name);
  StageDemand<Num> d;
  d.passes = name.template given<Num>("passes", Scalar<>(stage.passes.value), stage.passes.source);
  d.scanned = read.stored;
  const auto received = name("rows received, in memory", from_parents * world.template get<"shuffle.compression">());
  d.rows = name("rows in memory", read.rows + received);
  d.shuffle_write = shuffled(stage, d.rows, world, name);
  if (reads_own_shuffle(stage)) d.shuffle_write = name("shuffle write, all passes", d.shuffle_write * d.passes);
  d.shuffle_read = name("shuffle read", reads_own_shuffle(stage) ? from_parents + d.shuffle_write : from_parents);
  d.written = output(stage, d.rows, world, name);
  if (stage.caches) d.cached = cached(stage, d.rows, world, name);
  if (stage.broadcast) {
    d.broadcast = name.template given<Num>("broadcast", stage.broadcast->value, stage.broadcast->source);
  }

  const auto rows_in = rows_read(stage, workload, read.rows, world, name);
  const auto parse = name("parsing work", read.text * (parse_cost(workload.input.format.value, world) +
                                                       decompress_cost(workload.input, world)) +
                                              rows_in * world.template get<"cpu.row_read">());
  const auto exchange_read = name("shuffle read work", d.shuffle_read * world.template get<"cpu.shuffle_read">() +
                                                           exchange_rows_work(d.shuffle_read, world));
  const auto exchange_write = name("shuffle write work", d.shuffle_write * world.template get<"cpu.shuffle_write">() +
                                                             exchange_rows_work(d.shuffle_write, world));
  const auto writing = name("output work", write_work(d.written, world));
  const auto extra = name("extra work", extra_work(stage, read, rows_in, d.rows, d.passes, world));
  d.reread_work = name("work to read again", parse * factor);
  d.reduce_work = name("work that follows keys", exchange_read * factor);
  d.work = stage.work ? name.template given<Num>("work", stage.work->value, stage.work->source)
                      : name("work", (parse + exchange_read + exchange_write) * factor + writing + extra);
  d.hottest_share =
      stage.skew ? name.template given<Num>("hottest key's share", Scalar<>(stage.skew->value), stage.skew->source)
                 : world.template get<"skew.hottest_share">();
  return d;
}

}  // namespace

template <class Num>
Scalar<Num> rows_per_stored_byte(const InputData& input, const World<Num>& world) {
  return text_per_stored(input, world) * expansion(input, world);
}

template <class Num>
Demand<Num> demand(const Workload& workload, const World<Num>& world) {
  Demand<Num> all;
  all.compression = world.template get<"shuffle.compression">();
  all.stages.reserve(workload.stages.size());
  for (const auto& stage : workload.stages) {
    Bytes<Num> from_parents;
    for (const int parent : stage.parents) from_parents += all.stages[static_cast<std::size_t>(parent)].shuffle_write;
    all.stages.push_back(stage_demand(workload, stage, from_parents, world));
  }
  return all;
}

template <class Num>
CoreSeconds<Num> sql_work(const Bytes<Num>& read, const Scalar<Num>& rows_read, const Bytes<Num>& shuffled,
                          const Scalar<Num>& rows_shuffled, double tasks, const World<Num>& world) {
  return read * world.template get<"cpu.parquet_read">() + rows_read * world.template get<"cpu.row_read">() +
         shuffled * (world.template get<"cpu.shuffle_write">() + world.template get<"cpu.shuffle_read">()) +
         rows_shuffled * world.template get<"cpu.shuffle_row">() + tasks * world.template get<"cpu.task">();
}

#define SIZER_INSTANTIATE(Num)                                                                                     \
  template Demand<Num> demand(const Workload&, const World<Num>&);                                                 \
  template CoreSeconds<Num> sql_work(const Bytes<Num>&, const Scalar<Num>&, const Bytes<Num>&, const Scalar<Num>&, \
                                     double, const World<Num>&);                                                   \
  template Scalar<Num> rows_per_stored_byte(const InputData&, const World<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer

#include "inline.hpp"
#include "names.hpp"
#include "sizer/model.hpp"

namespace sizer {
template <class Num>
SIZER_INLINE_ALL JobCost<Num> job_cost(const ClusterPrice& price, const JobTime<Num>& time, const TaskPlan& tasks,
                                       const Demand<Num>& demand, const World<Num>& world) {
  const auto billed = named("billed time", time.total + world.template get<"billing.idle_tail">());
  Bytes<Num> scanned;
  for (const auto& stage : demand.stages) scanned = scanned + stage.scanned;
  const auto reads = scanned / world.template get<"store.request_size">();
  const auto volumes = world.template get<"volume.size_factor">() * time.peak_disk;

  JobCost<Num> cost;
  cost.machines = named("machines", input<Num>("price of the nodes", price.machines, price.note) * billed);
  cost.platform = named("platform fee", input<Num>("fee of the platform", price.platform,
                                                   "the platform's list fee, services and instance tables") *
                                            billed);
  cost.primary_node =
      named("primary node",
            input<Num>("price of the primary node", price.primary_node.value_or(UsdPerTime<>()), price.primary_note) *
                billed);
  cost.volumes = named("network volumes", volumes * price.volume_month.value_or(UsdPerByte<>()) * billed / month);
  cost.requests = named("storage requests", reads * price.per_read_request.value_or(Usd<>()) +
                                                count<Num>("output files", tasks.output_files, "tasks that write") *
                                                    price.per_write_request.value_or(Usd<>()));
  cost.total = named("cost", cost.machines + cost.platform + cost.primary_node + cost.volumes + cost.requests);
  return cost;
}

#define SIZER_INSTANTIATE(Num)                                                                                  \
  template JobCost<Num> job_cost(const ClusterPrice&, const JobTime<Num>&, const TaskPlan&, const Demand<Num>&, \
                                 const World<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer

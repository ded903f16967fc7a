using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Kpi;

/// <summary>
/// Our path for hot code: <c>Emit</c> without waiting, and a flush after every 2 000, so that what is counted is
/// committed. A latency is that of 2 000 events together.
/// </summary>
internal sealed class FireAndFlushKpiPath(StoreKind store) : EmitterKpiPath(store)
{
    private const int EventsPerFlush = 2_000;

    public override string Name => "IKpiEmitter.Emit, flush every 2000";

    public override async Task RunCallerAsync(Caller caller)
    {
        while (caller.Begin())
        {
            var accepted = 0;
            for (var i = 0; i < EventsPerFlush; i++)
            {
                accepted += Emitter.Emit(Event(i)) ? 1 : 0;
            }

            await Emitter.FlushAsync();
            caller.End(accepted, EventsPerFlush - accepted);
        }
    }
}

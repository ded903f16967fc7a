using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// What our store takes at most: each caller hands it batches of so many ready-made requests, one after the other. No
/// guard, no queue, nobody to answer.
/// </summary>
internal sealed class StorePath(RiskLoad load, StoreKind store, int rows, SharedDatabase? shared = null) : ILoadPath
{
    private readonly GuardPath _guard = new(load, store, shared);
    private readonly ReservationIds _ids = new(TimeProvider.System);

    public string Name => $"the store alone, {rows} in a batch";

    public Task OpenAsync() => _guard.OpenAsync();

    public async Task RunCallerAsync(Caller caller)
    {
        var engine = new EngineName(RiskLoad.EngineOf(caller.Index));
        var ledger = _guard.Services.GetRequiredService<ILedgerStore>();
        var batch = new LedgerBatch(_guard.Services.GetRequiredService<RiskTerms>());
        while (caller.Begin())
        {
            for (var row = 0; row < rows; row++)
            {
                var request = new ReserveRequest(engine, Money.FromUnits(RiskLoad.AmountUnits))
                {
                    Actor = "load",
                    IdempotencyKey = load.NextKey(),
                };
                batch.Commands.Add(new ReserveCommand(request, _ids.Next(), RiskRequests.TicketOf(request)));
            }

            batch.Begin(Random.Shared.NextInt64());
            await ledger.CommitAsync(batch, CancellationToken.None);
            batch.Clear();
            caller.End(rows, 0);
        }
    }

    public Task<string?> FindErrorAsync(long granted, long denied) => _guard.FindErrorAsync(granted, denied);

    public ValueTask DisposeAsync() => _guard.DisposeAsync();
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// No store: decides every batch under the lock and keeps the totals, so that what is measured is the guard, its
/// writer and the rules. Keys are not remembered.
/// </summary>
internal sealed class TotalsLedgerStore(InMemoryDatabase database) : ILedgerStore
{
    private readonly Dictionary<EngineName, RiskLedgerDay> _rows = [];
    private readonly Dictionary<string, long> _journal = [];
    private long _granted;
    private long _denied;

    /// <summary>What every batch waits for before it is decided.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Puts it in the place of the store.</summary>
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<TotalsLedgerStore>();
        services.Replace(ServiceDescriptor.Singleton<ILedgerStore>(
            provider => provider.GetRequiredService<TotalsLedgerStore>()));
    }

    public ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken)
    {
        if (!Hold.IsCompleted)
        {
            return new ValueTask(DecideLaterAsync(batch));
        }

        Decide(batch);
        return ValueTask.CompletedTask;
    }

    /// <summary>What was decided.</summary>
    public LedgerTotals ReadTotals()
    {
        lock (database.Gate)
        {
            return new LedgerTotals(
                new Dictionary<string, long>(_journal),
                _rows.ToDictionary(row => row.Key.Value, row => row.Value.ExposureUsed.Units),
                _granted,
                _denied);
        }
    }

    public ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new LedgerReading(database.Now, [], [.. database.Control.RiskPolicies.Values]));

    public ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken) =>
        ValueTask.FromResult<RiskReservation?>(null);

    public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RiskReservation>>([]);

    public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
        RiskEventQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<RiskEvent>>([]);

    public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ReservationId>>([]);

    private async Task DecideLaterAsync(LedgerBatch batch)
    {
        await Hold;
        Decide(batch);
    }

    private void Decide(LedgerBatch batch)
    {
        lock (database.Gate)
        {
            Keep(batch.Decide(new LedgerLoad
            {
                Now = database.Now,
                KillSwitchEngaged = database.Control.Gate.KillSwitchEngaged,
                GoLiveEnabled = database.Control.Gate.GoLiveEnabled,
                Policies = database.Control.RiskPolicies,
                Ledger = [.. _rows.Values],
            }));
        }
    }

    private void Keep(LedgerBook book)
    {
        foreach (var row in book.ChangedRows)
        {
            _rows[row.Engine] = row;
        }

        foreach (var entry in book.Events)
        {
            _granted += entry.Kind == RiskEventKind.Reserved ? 1 : 0;
            _denied += entry.Kind == RiskEventKind.Denied ? 1 : 0;
            _journal[entry.Engine.Value] =
                _journal.GetValueOrDefault(entry.Engine.Value) + entry.ExposureDelta.Units;
        }
    }
}

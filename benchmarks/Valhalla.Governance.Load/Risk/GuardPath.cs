using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// Our path, as a host calls it: policies and gate row read in the transaction, journal and reservation row written,
/// the answer stored under its key where the request has one, metrics and background services on. In memory it keeps
/// the totals only.
/// </summary>
internal sealed class GuardPath(RiskLoad load, StoreKind store, SharedDatabase? shared = null) : ILoadPath
{
    private GovernedHost _host = null!;
    private IRiskGuard _guard = null!;

    public string Name => load.UseKeys ? "IRiskGuard, with idempotency keys" : "IRiskGuard";

    public IServiceProvider Services => _host.Services;

    public async Task OpenAsync()
    {
        _host = await GovernedHost.StartAsync(
            store, store == StoreKind.Memory ? TotalsLedgerStore.Register : null, shared?.ConnectionString);
        _guard = Services.GetRequiredService<IRiskGuard>();
        if (shared is { IsPrepared: true })
        {
            return;
        }

        foreach (var engine in RiskLoad.Engines.Append(RiskLoad.Global))
        {
            var cap = Money.FromUnits(load.CapUnitsOf(engine));
            await _guard.UpsertPolicyAsync(new RiskPolicyChange(new EngineName(engine), new ChangeAuthor("load"))
            {
                Enabled = true,
                MaxDailyExposure = cap,
                MaxDailyLoss = cap,
                Reason = "Load run.",
            });
        }
    }

    public async Task RunCallerAsync(Caller caller)
    {
        var engine = new EngineName(RiskLoad.EngineOf(caller.Index));
        var amount = Money.FromUnits(RiskLoad.AmountUnits);
        while (caller.Begin())
        {
            var result = await _guard.ReserveAsync(new ReserveRequest(engine, amount)
            {
                Actor = "load",
                IdempotencyKey = load.NextKey(),
            });
            caller.End(result.IsGranted);
        }
    }

    public async Task<string?> FindErrorAsync(long granted, long denied)
    {
        if (Services.GetService<TotalsLedgerStore>() is { } totals)
        {
            return totals.ReadTotals().FindError(load, granted, denied);
        }

        var snapshot = await _guard.GetSnapshotAsync();
        return await FindErrorInTablesAsync(
            snapshot.Engines.ToDictionary(row => row.Policy.Engine.Value, row => row.Ledger.ExposureUsed.Units),
            granted,
            denied);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<string?> FindErrorInTablesAsync(Dictionary<string, long> ledger, long granted, long denied)
    {
        await using var context = await Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
        var journal = await context.RiskEvents
            .GroupBy(row => new { row.Engine, row.Kind })
            .Select(rows => new
            {
                rows.Key.Engine,
                rows.Key.Kind,
                Count = rows.LongCount(),
                Sum = rows.Sum(row => row.ExposureDelta),
            })
            .ToListAsync();
        var error = new LedgerTotals(
            journal.GroupBy(row => row.Engine).ToDictionary(g => g.Key, g => g.Sum(row => row.Sum)),
            ledger,
            journal.Where(row => row.Kind == WireNames.Of(RiskEventKind.Reserved)).Sum(row => row.Count),
            journal.Where(row => row.Kind == WireNames.Of(RiskEventKind.Denied)).Sum(row => row.Count))
            .FindError(load, granted, denied);
        if (error is not null)
        {
            return error;
        }

        var reservations = await context.RiskReservations.LongCountAsync(row => row.Amount == RiskLoad.AmountUnits);
        var keys = await context.IdempotencyKeys.LongCountAsync();
        var expectedKeys = load.UseKeys ? granted + denied : 0;
        return reservations == granted && keys == expectedKeys
            ? null
            : $"NO: {granted} granted, {reservations} reservations; {expectedKeys} keys used, {keys} stored";
    }
}

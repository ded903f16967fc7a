using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Risk;

/// <summary>What a reservation allocates on its caller's side.</summary>
internal sealed class CallerBytesGroup : IRowGroup
{
    private const string Bytes = "reservation-caller/bytes";
    private const string KeyedBytes = "reservation-caller/bytes-with-key";
    private const int Calls = 2_000;
    private static readonly EngineName Engine = new(RiskLoad.Engines[0]);

    public string Name => "reservation-caller";

    public string Title => "A reservation on its caller's side";

    public string Method =>
        "What `ReserveAsync` allocates on the calling thread until it returns the task to wait for, while an earlier "
        + "batch is under way, without and with an idempotency key; the request is the caller's own, and what is "
        + "booked is the writer's. The median of 2 000 calls after as many for warming up.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(Bytes, "allocated by a reservation", "B") { Goal = Goal.AtMost(400) },
        new(KeyedBytes, "allocated by one with a key", "B") { Goal = Goal.AtMost(400) },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        await using var host = await GovernedHost.StartAsync(StoreKind.Memory, TotalsLedgerStore.Register);
        var guard = host.Services.GetRequiredService<IRiskGuard>();
        var cap = Money.FromUnits(Calls * 100 * RiskLoad.AmountUnits);
        foreach (var name in new[] { Engine, EngineName.Global })
        {
            await guard.UpsertPolicyAsync(new RiskPolicyChange(name, new ChangeAuthor("report"))
            {
                Enabled = true,
                MaxDailyExposure = cap,
                MaxDailyLoss = cap,
                Reason = "Report.",
            });
        }

        var store = host.Services.GetRequiredService<TotalsLedgerStore>();
        measuring.Report(Bytes, new Figures(await MedianOfCallsAsync(guard, store, RequestKeys.None)));
        measuring.Report(KeyedBytes, new Figures(await MedianOfCallsAsync(guard, store, RequestKeys.Ordered)));
    }

    private static async Task<double> MedianOfCallsAsync(IRiskGuard guard, TotalsLedgerStore store, RequestKeys keys)
    {
        var load = new RiskLoad(keys, IsNearCap: false);
        var bytes = new List<double>();
        for (var call = 0; call < 2 * Calls; call++)
        {
            // A caller who finds nothing under way commits itself: that would be counted too.
            var hold = new TaskCompletionSource();
            store.Hold = hold.Task;
            var earlier = guard.ReserveAsync(RequestOf(load)).AsTask();
            var request = RequestOf(load);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reserving = guard.ReserveAsync(request);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            hold.SetResult();
            if (!(await earlier).IsGranted || !(await reserving).IsGranted)
            {
                throw new InvalidOperationException("A reservation was denied.");
            }

            if (call >= Calls)
            {
                bytes.Add(allocated);
            }
        }

        return Median.Of(bytes);
    }

    private static ReserveRequest RequestOf(RiskLoad load) =>
        new(Engine, Money.FromUnits(RiskLoad.AmountUnits)) { Actor = "report", IdempotencyKey = load.NextKey() };
}

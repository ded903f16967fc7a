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
    private const int Calls = 2_000;

    public string Name => "reservation-caller";

    public string Title => "A reservation on its caller's side";

    public string Method =>
        "What `ReserveAsync` allocates on the calling thread until it returns the task to wait for, an idempotency key "
        + "included; the request itself is the caller's own. The median of 2 000 calls.";

    public IReadOnlyList<RowSpec> Rows { get; } =
        [new(Bytes, "allocated by a reservation", "B") { Goal = Goal.AtMost(400) }];

    public async Task MeasureAsync(Measuring measuring)
    {
        await using var host = await GovernedHost.StartAsync(StoreKind.Memory);
        var guard = host.Services.GetRequiredService<IRiskGuard>();
        var engine = new EngineName(RiskLoad.Engines[0]);
        var cap = Money.FromUnits(Calls * 10 * RiskLoad.AmountUnits);
        foreach (var name in new[] { engine, EngineName.Global })
        {
            await guard.UpsertPolicyAsync(new RiskPolicyChange(name, new ChangeAuthor("report"))
            {
                Enabled = true,
                MaxDailyExposure = cap,
                MaxDailyLoss = cap,
                Reason = "Report.",
            });
        }

        var bytes = new List<double>();
        var denied = 0;
        for (var call = 0; call < 2 * Calls; call++)
        {
            var request = new ReserveRequest(engine, Money.FromUnits(RiskLoad.AmountUnits))
            {
                Actor = "report",
                IdempotencyKey = $"report-{call}",
            };
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reserving = guard.ReserveAsync(request);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            denied += (await reserving).IsGranted ? 0 : 1;
            if (call >= Calls)
            {
                bytes.Add(allocated);
            }
        }

        measuring.Report(Bytes, new Figures(Median.Of(bytes)));
        measuring.MarkInexact(denied == 0 ? null : $"{denied} reservations were denied");
    }
}

using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Kpi;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What a host's listeners and log providers throw changes no booking and no answer, in any store.</summary>
public abstract class HostileHostConformance : StoreConformance
{
    [ConformanceFact]
    public async Task Ledger_ListenersAndLogsThrow_EveryCallerHasTheOneTrueAnswer()
    {
        var guard = Store.Services.GetRequiredService<IRiskGuard>();
        var id = (await guard.ReserveAsync(new ReserveRequest(Wholesale, Money.FromDecimal(400)))).ReservationId;
        Arm();

        var settled = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => guard.SettleAsync(
            new SettleRequest
            {
                ReservationId = id,
                Amount = Money.FromDecimal(10),
                RealizedLoss = Money.FromDecimal(1),
            }).AsTask())));
        var reserved = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(
            () => guard.ReserveAsync(new ReserveRequest(Wholesale, Money.FromDecimal(10))).AsTask())));
        var denied = await guard.ReserveAsync(new ReserveRequest(Wholesale, Money.FromDecimal(5_000)));

        Assert.All(settled, result => Assert.True(result.IsBooked));
        Assert.All(reserved, result => Assert.True(result.IsGranted));
        Assert.Equal(ReserveStatus.WouldExceedPolicy, denied.Status);
        var row = await Store.Ledger.RowAsync(Wholesale);
        Assert.Equal((40m, 400m, 800m), (
            row.RealizedLoss.ToDecimal(), row.OpenRiskReserved.ToDecimal(), row.ExposureUsed.ToDecimal()));
        Assert.NotEqual(0, Store.Host.Throws);
    }

    [ConformanceFact]
    public async Task Kpi_ListenersAndLogsThrow_EachEventOnceAndItsCallerToldSo()
    {
        var writer = Store.Services.GetRequiredService<KpiWriter>();
        var emitter = Store.Services.GetRequiredService<IKpiEmitter>();
        await writer.StartAsync(CancellationToken.None);
        Arm();

        var batch = await emitter.EmitBatchAsync([Event(), Event()], null);
        var keyed = await emitter.EmitBatchAsync([Event()], "key");
        var again = await emitter.EmitBatchAsync([Event()], "key");
        using (emitter.TimedStep("A", "b"))
        {
            emitter.Emit(Event());
        }

        await emitter.FlushAsync();
        await writer.StoppedAsync(CancellationToken.None);

        Assert.Equal((2, 1), (batch.Ids.Count, keyed.Ids.Count));
        Assert.Equal(keyed.Ids, again.Ids);
        Assert.Equal(5, (await Store.Kpi.ListAsync(new KpiQuery(), CancellationToken.None)).Count);
        Assert.NotEqual(0, Store.Host.Throws);
    }

    [ConformanceFact]
    public async Task Control_ListenersAndLogsThrow_ChangedAndToldSo()
    {
        var guard = Store.Services.GetRequiredService<IRiskGuard>();
        var gate = Store.Services.GetRequiredService<IGoLiveGate>();
        var charter = Store.Services.GetRequiredService<IHeimdallCharter>();
        Store.Services.GetRequiredService<Control.ControlState>().Changed +=
            _ => throw new InvalidOperationException("A handler fails.");
        Arm();

        var policy = await guard.UpsertPolicyAsync(
            new RiskPolicyChange(Wholesale, ChangeAuthor.System) { MaxDailyLoss = Money.FromDecimal(77) });
        var recommended = await charter.RecommendAsync(
            new RecommendRequest(new DomainName("WHOLESALE_OFFER"), 0.5, "{}"));
        var disabled = await gate.DisableAsync(ChangeAuthor.System, "test");
        var killed = await gate.EngageKillSwitchAsync(ChangeAuthor.System, "test");
        var check = gate.Check(ExecutionClass.ProdExec);

        Assert.Equal(77, policy.MaxDailyLoss.ToDecimal());
        Assert.NotEqual(0, recommended.RecommendationId);
        Assert.NotEqual(GoLiveChangeStatus.LocalOnly, disabled.Status);
        Assert.Equal(GoLiveChangeStatus.Changed, killed.Status);
        Assert.Equal(GateDecision.KillSwitchEngaged, check);
        Assert.True((await Store.Control.ReadAsync(CancellationToken.None)).Gate.KillSwitchEngaged);
        Assert.NotEqual(0, Store.Host.Throws);
    }

    /// <summary>What was committed is answered so, and not done again because somebody who looked on failed.</summary>
    [Theory]
    [InlineData("TransactionCommitted")]
    [InlineData("TransactionDisposed")]
    [InlineData("ConnectionClosed")]
    public async Task KeylessWrite_ObserverOfTheDatabaseThrows_WrittenOnce(string name)
    {
        var key = new SloKey("checkout", "api");
        var now = Store.Time.GetUtcNow();
        var minute = new SloMinute(key, SloMinute.StartOf(now), new SloTotals(40, 2), now);
        await Store.ErrorBudgets.AddAsync([minute], null, "", now, CancellationToken.None);
        using (new DatabaseObserver(name))
        {
            await Store.ErrorBudgets.AddAsync([minute], null, "", now, CancellationToken.None);
        }

        var reading = await Store.ErrorBudgets.ReadAsync(
            key, SloWindows.At(now, TimeSpan.FromDays(30)), CancellationToken.None);
        Assert.Equal(new SloTotals(80, 4), reading.Totals[^1]);
    }

    private void Arm() => Store.Host.Arm(Store.Services.GetRequiredService<ValhallaMeter>().Meter);

    private static KpiEvent Event() => new()
    {
        Domain = new DomainName("A"),
        Metric = new MetricName("b"),
        Success = true,
    };
}

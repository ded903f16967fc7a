using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Integrity;

public abstract partial class TamperedRowTests
{
    [ConformanceFact]
    public async Task Find_LedgerChangedBySql_IsNamedAndAWholeOneIsNot()
    {
        var check = CheckOf("LedgerTotalsCheck");
        Assert.Empty(await check.FindAsync(CancellationToken.None));
        var kept = await Store.Ledger.ReserveAsync(100, LedgerBatches.Capital);
        await Store.Ledger.ReserveAsync(50);
        await Store.PassDaysAsync(1);
        await Store.Ledger.ReserveAsync(10);
        await Store.Ledger.ReserveAsync(100_000);
        await Store.Ledger.SettleAsync(kept.ReservationId!.Value, 30, loss: 5);
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        // GLOBAL and one engine together, so that the engines still sum to it.
        await ExecuteAsync(
            "UPDATE {0}risk_ledger_day SET exposure_used = exposure_used - 100000 "
            + "WHERE engine IN ('GLOBAL', 'WHOLESALE') AND day = (SELECT max(day) FROM {0}risk_ledger_day)");
        Assert.Equal(
            ["risk_ledger_day GLOBAL", "risk_ledger_day WHOLESALE"],
            (await check.FindAsync(CancellationToken.None)).Select(finding => finding.Subject));
        await ExecuteAsync(
            "UPDATE {0}risk_ledger_day SET exposure_used = exposure_used + 100000 "
            + "WHERE engine IN ('GLOBAL', 'WHOLESALE') AND day = (SELECT max(day) FROM {0}risk_ledger_day)");
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        await ExecuteAsync("DELETE FROM {0}risk_event WHERE id = (SELECT max(id) FROM {0}risk_event)");
        Assert.NotEmpty(await check.FindAsync(CancellationToken.None));
    }

    /// <summary>A newcomer's engine has no policy yet: its denials are journalled, and open no row.</summary>
    [ConformanceFact]
    public async Task Find_DenialsOfAnEngineWithoutAPolicy_AreNoDifference()
    {
        var check = CheckOf("LedgerTotalsCheck");
        var engine = new EngineName("NEW_ENGINE");
        await Store.Ledger.ReserveAsync(10, engine);
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        await Store.Services.GetRequiredService<IRiskGuard>().UpsertPolicyAsync(
            new RiskPolicyChange(engine, Ann)
            {
                MaxDailyLoss = Money.FromDecimal(50),
                MaxDailyExposure = Money.FromDecimal(50),
            },
            CancellationToken.None);
        await Store.Ledger.ReserveAsync(10, engine);
        await Store.Ledger.ReserveAsync(1_000, engine);

        Assert.Empty(await check.FindAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("DELETE FROM {0}risk_ledger_day")]
    [InlineData("DELETE FROM {0}risk_ledger_day WHERE day = (SELECT max(day) FROM {0}risk_ledger_day)")]
    [InlineData("UPDATE {0}risk_ledger_day SET halted_at = NULL WHERE halted_at IS NOT NULL")]
    [InlineData("UPDATE {0}risk_ledger_day SET denials = denials + 1")]
    [InlineData("UPDATE {0}risk_reservation SET amount = amount + 10000, open = open + 10000 WHERE open > 0")]
    [InlineData("UPDATE {0}risk_reservation SET status = 'settled', settled = settled + open, open = 0 WHERE open > 0")]
    public async Task Find_LedgerOrReservationChangedBySql_IsNamed(string sql)
    {
        var check = CheckOf("LedgerTotalsCheck");
        await Store.Ledger.ReserveAsync(100);
        await Store.PassDaysAsync(1);
        var reserved = await Store.Ledger.ReserveAsync(100);
        await Store.Ledger.ReserveAsync(100);
        await Store.Ledger.SettleAsync(reserved.ReservationId!.Value, 100, loss: 600);
        Assert.NotEmpty(await Store.Services.GetRequiredService<IRiskGuard>().ListEventsAsync(
            new RiskEventQuery { Kind = RiskEventKind.Halted }));
        Assert.Empty(await check.FindAsync(CancellationToken.None));

        await ExecuteAsync(sql);

        Assert.NotEmpty(await check.FindAsync(CancellationToken.None));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Clock;

/// <summary>The store's clock jumps, over the stores whose clock a test can move.</summary>
public sealed class ClockJumpTests
{
    private static readonly EngineName Wholesale = new("WHOLESALE");
    private static readonly ChangeAuthor Ann = new("ann");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task JumpAhead_SecondDaysCaps_StayClosedUntilAcknowledged(bool sqlite)
    {
        await using var store = await StartAsync(sqlite);
        Assert.True(await ReserveAsync(store, 1_000));
        var day = (await Clock(store).GetStatusAsync()).LedgerDay;

        store.Time.SetUtcNow(store.Time.GetUtcNow().AddHours(26));
        var granted = await ReserveAsync(store, 1_000);
        var status = await Clock(store).GetStatusAsync();

        Assert.False(granted);
        Assert.False(status.IsTrusted);
        Assert.True(status.IsLedgerDayHeld);
        Assert.Equal(day, status.LedgerDay);
        Assert.False(await IsClearAsync(store));

        await RoundAsync(store);
        await RoundAsync(store);
        var recorded = await AuditAsync(store, ClockHistory.SuspectedAction);
        Assert.Contains("jumped", Assert.Single(recorded).Reason, StringComparison.Ordinal);

        var after = await Clock(store).AcknowledgeAsync(Ann, "The time service was wrong before.");

        Assert.True(after.IsTrusted);
        Assert.True(await IsClearAsync(store));
        Assert.True(await ReserveAsync(store, 1_000));
        var acknowledged = Assert.Single(await AuditAsync(store, ClockHistory.AcknowledgedAction));
        Assert.Equal(("ann", "The time service was wrong before."), (acknowledged.Author.Name, acknowledged.Reason));
        await RoundAsync(store);
        Assert.True(await IsClearAsync(store));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SetBack_LedgerDayAhead_NamedAndAfterAnAcknowledgementCapsBeginAnewEachMidnight(bool sqlite)
    {
        await using var store = await StartAsync(sqlite);
        Assert.True(await ReserveAsync(store, 1_000));

        store.Time.SetUtcNow(store.Time.GetUtcNow().AddDays(-3_650));
        var status = await Clock(store).GetStatusAsync();

        Assert.Contains(
            status.Suspicions, text => text.Contains($"{status.LedgerDay:yyyy-MM-dd}", StringComparison.Ordinal));
        Assert.False(await IsClearAsync(store));

        var after = await Clock(store).AcknowledgeAsync(Ann, "It was ten years ahead.");
        Assert.True(after.IsTrusted, string.Join(' ', after.Suspicions));
        Assert.Equal(3_650, after.LedgerDaysAhead);
        Assert.False(await ReserveAsync(store, 1_000));
        store.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await ReserveAsync(store, 1_000));
        Assert.False(await ReserveAsync(store, 1_000));
        Assert.True((await Clock(store).GetStatusAsync()).IsTrusted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DayThatPasses_OrSmallCorrection_IsNoJump(bool sqlite)
    {
        await using var store = await StartAsync(sqlite);
        Assert.True(await ReserveAsync(store, 1_000));

        store.Time.Advance(TimeSpan.FromHours(26));
        Assert.True(await ReserveAsync(store, 1_000));
        store.Time.SetUtcNow(store.Time.GetUtcNow().AddMinutes(4));
        await RoundAsync(store);
        store.Time.SetUtcNow(store.Time.GetUtcNow().AddMinutes(-3));
        await RoundAsync(store);

        Assert.True((await Clock(store).GetStatusAsync()).IsTrusted);
        Assert.Empty(await AuditAsync(store, ClockHistory.SuspectedAction));
    }

    [Fact]
    public async Task JumpAhead_OtherNodeAndNextStart_HoldTheDayAndHearOfTheAcknowledgement()
    {
        await using var store = new SqliteStoreUnderTest();
        await store.InitializeAsync();
        await RoundAsync(store);
        store.Time.SetUtcNow(store.Time.GetUtcNow().AddHours(26));
        await RoundAsync(store);

        await using var other = store.OpenAgain();
        var watch = other.Services.GetRequiredService<StoreClockWatch>();
        Assert.True(await other.Services.GetRequiredService<ClockHistory>().RestoreAsync(CancellationToken.None));
        Assert.True(watch.HoldsDay);
        await RoundAsync(other);

        await Clock(store).AcknowledgeAsync(Ann, "Looked at.");
        await RoundAsync(other);

        Assert.False(watch.HoldsDay);
        Assert.Single(await AuditAsync(store, ClockHistory.SuspectedAction));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task JumpAhead_WhatCannotBeTakenBack_WaitsForTheAcknowledgement(bool isRestarted)
    {
        await using var first = new SqliteStoreUnderTest();
        await first.InitializeAsync();
        await RoundAsync(first);
        Assert.False((await first.Ledger.ReserveAsync(10, key: "once")).IsReplay);
        await first.Ledger.ReserveAsync(10, timeToLive: TimeSpan.FromHours(2));
        var charter = first.Services.GetRequiredService<IHeimdallCharter>();
        var made = await charter.RecommendAsync(new RecommendRequest(new DomainName("WHOLESALE_OFFER"), 0.95, "{}"));
        first.Time.SetUtcNow(first.Time.GetUtcNow().AddDays(400));
        await RoundAsync(first);
        await using var again = isRestarted ? first.OpenAgain() : null;
        StoreUnderTest store = again ?? first;
        var expiry = Hosted<ReservationExpiry>(store);

        await expiry.ExpireAsync(CancellationToken.None);
        await expiry.PurgeAsync(CancellationToken.None);
        Assert.False(await Hosted<RetentionJob>(store).RunIfDueAsync(CancellationToken.None));
        var trials = store.Services.GetRequiredService<HeimdallTrials>();
        Assert.Equal(0, await trials.CountOverdueAsync(CancellationToken.None));

        Assert.True((await store.Ledger.ReserveAsync(10, key: "once")).IsReplay);
        Assert.NotEmpty(await store.Ledger.ListExpiredAsync(10, CancellationToken.None));
        Assert.Null((await store.Heimdall.FindAsync(made.RecommendationId, CancellationToken.None))!.Success);

        await Clock(store).AcknowledgeAsync(Ann, "It was behind before.");
        Assert.Equal(1, await trials.CountOverdueAsync(CancellationToken.None));
        Assert.True(await Hosted<RetentionJob>(store).RunIfDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Acknowledge_ReasonThatNobodyCanSee_IsRefused()
    {
        await using var store = await StartAsync(sqlite: false);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Clock(store).AcknowledgeAsync(Ann, "\u200B"));
    }

    [Fact]
    public async Task JumpAhead_OutcomeReported_IsTakenAndNotFailed()
    {
        await using var store = new SqliteStoreUnderTest();
        await store.InitializeAsync();
        await RoundAsync(store);
        var charter = store.Services.GetRequiredService<IHeimdallCharter>();
        var made = await charter.RecommendAsync(new RecommendRequest(new DomainName("WHOLESALE_OFFER"), 0.95, "{}"));
        store.Time.SetUtcNow(store.Time.GetUtcNow().AddDays(400));

        Assert.Equal(
            OutcomeStatus.Recorded, await charter.RecordOutcomeAsync(made.RecommendationId, success: true, "ann"));
    }

    private static T Hosted<T>(StoreUnderTest store) =>
        store.Services.GetServices<IHostedService>().OfType<T>().Single();

    private static async Task<StoreUnderTest> StartAsync(bool sqlite)
    {
        StoreUnderTest store = sqlite ? new SqliteStoreUnderTest() : new InMemoryStoreUnderTest();
        await store.InitializeAsync();
        await RoundAsync(store);
        return store;
    }

    private static IGovernanceClock Clock(StoreUnderTest store) =>
        store.Services.GetRequiredService<IGovernanceClock>();

    private static async Task<bool> ReserveAsync(StoreUnderTest store, decimal amount) =>
        (await store.Services.GetRequiredService<IRiskGuard>()
            .ReserveAsync(new ReserveRequest(Wholesale, Money.FromDecimal(amount)))).IsGranted;

    private static async Task RoundAsync(StoreUnderTest store) =>
        await store.Services.GetServices<IHostedService>().OfType<StoreClockMonitor>().Single()
            .RunRoundAsync(CancellationToken.None);

    private static async Task<bool> IsClearAsync(StoreUnderTest store)
    {
        var check = store.Services.GetServices<IRunbookCheck>().Single(c => c.Id == "clock_suspect");
        Assert.Equal(CheckSeverity.Blocker, check.Severity);
        return (await check.CheckAsync(CancellationToken.None)).Ok;
    }

    private static async Task<IReadOnlyList<AuditEvent>> AuditAsync(StoreUnderTest store, string action) =>
        await store.Services.GetRequiredService<IAuditTrail>().ListAsync(new AuditQuery { Action = action });
}

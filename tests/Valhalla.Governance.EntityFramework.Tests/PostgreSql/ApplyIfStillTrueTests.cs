using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.EntityFramework.PostgreSql.Risk;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>What one node decides on the ledger it saw last, while another node has changed it.</summary>
public sealed class ApplyIfStillTrueTests
{
    [PostgreSqlFact]
    public async Task Reserve_OtherNodeUsedTheCapUp_Denied()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await first.Control.RaiseCapsAsync(100);
        await first.Ledger.ReserveAsync(1);
        await first.Ledger.ReserveAsync(1);

        await second.Ledger.ReserveAsync(98);
        var denied = await first.Ledger.ReserveAsync(1);

        Assert.Equal(ReserveStatus.WouldExceedPolicy, denied.Status);
        Assert.Equal(100, denied.Violations[0].Used.ToDecimal());
        Assert.Equal(1, (await first.Ledger.RowAsync(EngineName.Global)).Denials);
        await LedgerFold.AssertHoldsAsync(first.Ledger);
    }

    [PostgreSqlFact]
    public async Task Reserve_OtherNodeGaveRoom_GrantedAndNotDenied()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await first.Control.RaiseCapsAsync(100);
        var all = await second.Ledger.ReserveAsync(100);
        Assert.False((await first.Ledger.ReserveAsync(1)).IsGranted);

        var release = new ReleaseCommand(new ReleaseRequest(all.ReservationId!.Value), null);
        await second.Ledger.CommitAsync(LedgerBatches.Of(release), CancellationToken.None);

        Assert.True((await first.Ledger.ReserveAsync(1)).IsGranted);
        await LedgerFold.AssertHoldsAsync(first.Ledger);
    }

    [PostgreSqlFact]
    public async Task Reserve_OtherNodeKilled_DeniedAtOnce()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await first.Ledger.ReserveAsync(1);
        Assert.True((await first.Ledger.ReserveAsync(1)).IsGranted);

        await second.Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with
                {
                    KillSwitchEngaged = true,
                    Epoch = current.Gate.Epoch + 1,
                    UpdatedAt = now,
                },
            },
            CancellationToken.None);

        Assert.Equal(ReserveStatus.KillSwitchEngaged, (await first.Ledger.ReserveAsync(1)).Status);
    }

    [PostgreSqlFact]
    public async Task Reserve_OtherNodeUsedTheKey_AnswerIsReplayed()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await first.Ledger.ReserveAsync(1);
        var original = await second.Ledger.ReserveAsync(1, key: "key");

        var replay = await first.Ledger.ReserveAsync(1, key: "key");

        Assert.True(replay.IsReplay);
        Assert.Equal(original.ReservationId, replay.ReservationId);
        Assert.Equal(2, (await first.Ledger.RowAsync(EngineName.Global)).Reservations);
    }

    [PostgreSqlFact]
    public async Task Reserve_LedgerChangedFromOutside_NothingIsBooked()
    {
        await using var store = await CreateAsync();
        await store.Ledger.ReserveAsync(1);
        await store.ExecuteAsync(
            "UPDATE valhalla.risk_ledger_day SET exposure_used = exposure_used + 1 WHERE engine = 'WHOLESALE'");

        await Assert.ThrowsAsync<LedgerBreachException>(() => store.Ledger.ReserveAsync(1));

        Assert.Equal(1L, await store.ExecuteAsync("SELECT count(*) FROM valhalla.risk_event"));
    }

    [PostgreSqlFact]
    public async Task Reserve_TimeToLive_EndsThatLongAfterTheServersClock()
    {
        await using var store = await CreateAsync();
        await store.Ledger.ReserveAsync(1);
        var timeToLive = TimeSpan.FromDays(40) + TimeSpan.FromMicroseconds(3);

        var result = await store.Ledger.ReserveAsync(1, timeToLive: timeToLive);

        var stored = await store.Ledger.FindReservationAsync(result.ReservationId!.Value, CancellationToken.None);
        Assert.Equal(timeToLive, stored!.ExpiresAt - stored.CreatedAt);
    }

    [PostgreSqlFact]
    public async Task Commit_AnswerLost_FoundAndBookedOnce()
    {
        var server = await PostgreSqlServer.GetAsync();
        await using var direct = await CreateAsync();
        using var proxy = new CuttingProxy(server.Port) { CutAfter = "WITH clock" };
        await using var store = new PostgreSqlStoreUnderTest(
            new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = proxy.Port }.ConnectionString);
        await store.Ledger.ReserveAsync(1);
        proxy.CutNext();

        var result = await store.Ledger.ReserveAsync(10, key: "key");

        Assert.Equal(1, proxy.Cuts);
        Assert.True(result.IsGranted);
        Assert.False(result.IsReplay);
        Assert.Equal(2, (await direct.Ledger.RowAsync(EngineName.Global)).Reservations);
        await LedgerFold.AssertHoldsAsync(direct.Ledger);
    }

    [PostgreSqlFact]
    public async Task Apply_BatchThatWasGivenUp_IsNeverBooked()
    {
        await using var store = await CreateAsync();
        await store.Ledger.ReserveAsync(1);
        using var database = new PostgreSqlDatabase(
            store.ConnectionString,
            Options.Create(new StorageOptions()),
            Options.Create(new PostgreSqlStorageOptions()),
            NullLoggerFactory.Instance);
        await using var late = await PostgreSqlLedgerSession.OpenAsync(database, CancellationToken.None);
        await using var other = await PostgreSqlLedgerSession.OpenAsync(database, CancellationToken.None);
        var batch = LedgerBatches.Of(LedgerBatches.Reserve(10));
        var (_, known) = await late.Load.ReadAsync(batch, null, TimeProvider.System, CancellationToken.None);
        await late.EndAsync(commit: false);

        // The connection is lost while the server still holds the batch, and another session asks what became of it.
        await other.Load.ReadAsync(batch, null, TimeProvider.System, CancellationToken.None);
        Assert.False(await other.WasCommittedAsync(batch.BatchId, known.LastEventId, CancellationToken.None));
        await other.EndAsync(commit: true);
        var book = known.TryDecide(batch, TimeProvider.System, out var validUntil)!;
        var (outcome, _) = await late.Apply.RunAsync(batch.BatchId, book, known, validUntil, TimeProvider.System);

        Assert.Equal(ApplyOutcome.NeedsLock, outcome);
        Assert.Equal(1, (await store.Ledger.RowAsync(EngineName.Global)).Reservations);
    }

    [PostgreSqlFact]
    public async Task Reserve_TwoNodesNearTheCap_ExactlyTheCapIsUsed()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await first.Control.RaiseCapsAsync(300);

        var granted = await Task.WhenAll(
            CountGrantedAsync(first.Ledger), CountGrantedAsync(first.Ledger), CountGrantedAsync(second.Ledger));

        Assert.Equal(300, granted.Sum());
        Assert.Equal(300, (await first.Ledger.RowAsync(EngineName.Global)).ExposureUsed.ToDecimal());
        await LedgerFold.AssertHoldsAsync(first.Ledger);
    }

    private static async Task<int> CountGrantedAsync(ILedgerStore ledger)
    {
        var granted = 0;
        for (var i = 0; i < 150; i++)
        {
            granted += (await ledger.ReserveAsync(1)).IsGranted ? 1 : 0;
        }

        return granted;
    }

    private static async Task<PostgreSqlStoreUnderTest> CreateAsync()
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        return store;
    }
}

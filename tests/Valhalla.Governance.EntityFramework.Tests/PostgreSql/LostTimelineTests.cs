using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Operations.Policies;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>
/// A database that takes the place of another, without the last changes of it: what a failover to a server that lagged
/// behind, or a restore, leaves.
/// </summary>
public sealed class LostTimelineTests
{
    [PostgreSqlFact]
    public async Task Reserve_KillAtTheRevisionThatTheNodeRemembers_DeniedSixOfSix()
    {
        var grants = 0;
        for (var round = 0; round < 6; round++)
        {
            await using var node = await PostgreSqlStoreUnderTest.CreateAsync();
            await node.InitializeAsync();

            // The rows of the day are in both, so that nothing but the version of the gate row tells them apart.
            Assert.True((await node.Ledger.ReserveAsync(1)).IsGranted);
            var promoted = await CopyAsync(node);
            await node.Control.RaiseCapsAsync(5_000);
            await ReserveOnceTheSessionIsBackAsync(node);
            Assert.True((await node.Ledger.ReserveAsync(1)).IsGranted);
            var remembered = await RevisionAsync(node);

            // A failover takes a while: the batch that is under way meets no server at all, and what the node
            // remembers is asked for by a new session.
            await DropAsync(node);
            await Assert.ThrowsAsync<ValhallaStoreException>(async () => await node.Ledger.ReserveAsync(1));
            await PromoteAsync(promoted, node);
            await using var other = node.OpenAgain();
            while (await RevisionAsync(other) < remembered - 1)
            {
                await other.Control.CommitAsync((_, _) => new ControlChange(), CancellationToken.None);
            }

            await EngageAsync(other);
            Assert.Equal(remembered, await RevisionAsync(other));

            for (var i = 0; i < 6; i++)
            {
                grants += (await node.Ledger.ReserveAsync(1)).IsGranted ? 1 : 0;
            }

            Assert.Equal(1, (await node.Ledger.RowAsync(EngineName.Global)).Reservations);
            await LedgerFold.AssertHoldsAsync(node.Ledger);
        }

        Assert.Equal(0, grants);
    }

    [PostgreSqlFact]
    public async Task Verify_ChangesLost_FoundAuditedAndBlockingUntilAcknowledged()
    {
        await using var node = await PostgreSqlStoreUnderTest.CreateAsync();
        await node.InitializeAsync();
        var state = node.Services.GetRequiredService<ControlState>();
        await state.RefreshAsync(CancellationToken.None);
        var promoted = await CopyAsync(node);
        await EngageAsync(node);
        await state.RefreshAsync(CancellationToken.None);
        var findings = new List<IntegrityFinding>();
        state.Found += findings.AddRange;

        // The new server has moved on further than this node had seen: no revision is lower than before.
        await TakePlaceAsync(promoted, node);
        await using var other = node.OpenAgain();
        for (var i = 0; i < 3; i++)
        {
            await other.Control.CommitAsync((_, _) => new ControlChange(), CancellationToken.None);
        }

        await state.VerifyAsync(CancellationToken.None);
        await node.Services.GetRequiredService<IntegrityAlarms>().RaiseAsync(findings, CancellationToken.None);

        var alarms = node.Services.GetRequiredService<IIntegrityAlarms>();
        var alarm = Assert.Single(await alarms.ListAsync());
        Assert.Equal(IntegrityAlarmKind.ControlLost, alarm.Kind);
        Assert.Contains(
            await node.Audit.ReadAsync(0, 100, CancellationToken.None),
            record => record.Entry.Action == "integrity_alarm.raise");
        Assert.Equal(
            IntegrityAlarmStatus.Acknowledged,
            await alarms.AcknowledgeAsync(alarm.Id, new ChangeAuthor("ann"), "compared", CancellationToken.None));
        Assert.Empty(await alarms.ListAsync());
    }

    [PostgreSqlFact]
    public async Task Get_OperationsPoliciesOfTheLostTimeline_AreReadAnew()
    {
        await using var node = await PostgreSqlStoreUnderTest.CreateAsync();
        await node.InitializeAsync();
        var promoted = await CopyAsync(node);
        var control = node.Services.GetRequiredService<ControlState>();
        var policies = node.Services.GetRequiredService<OperationsPolicyState>();
        await node.Control.RaiseCapsAsync(5_000);
        await control.RefreshAsync(CancellationToken.None);
        var before = await policies.GetAsync(CancellationToken.None);

        await TakePlaceAsync(promoted, node);
        await EngageAsync(node);
        await control.FollowAsync(CancellationToken.None);
        var after = await policies.GetAsync(CancellationToken.None);

        Assert.Equal(before.Revision, after.Revision);
        Assert.NotSame(before, after);
    }

    private static async Task<long> RevisionAsync(StoreUnderTest node) =>
        (await node.Control.ReadEveryRowAsync(CancellationToken.None)).Version.Revision;

    // The copy ended every session.
    private static async Task ReserveOnceTheSessionIsBackAsync(PostgreSqlStoreUnderTest node)
    {
        try
        {
            await node.Ledger.ReserveAsync(1);
        }
        catch (ValhallaStoreException)
        {
            Assert.True((await node.Ledger.ReserveAsync(1)).IsGranted);
        }
    }

    private static async Task<string> CopyAsync(PostgreSqlStoreUnderTest node)
    {
        var name = NameOf(node);
        await ServerAsync($"""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';
            """);
        await ServerAsync($"CREATE DATABASE {name}_old TEMPLATE {name}");
        return name + "_old";
    }

    private static async Task TakePlaceAsync(string promoted, PostgreSqlStoreUnderTest node)
    {
        await DropAsync(node);
        await PromoteAsync(promoted, node);
    }

    private static Task DropAsync(PostgreSqlStoreUnderTest node) =>
        ServerAsync($"DROP DATABASE {NameOf(node)} WITH (FORCE)");

    private static Task PromoteAsync(string promoted, PostgreSqlStoreUnderTest node) =>
        ServerAsync($"ALTER DATABASE {promoted} RENAME TO {NameOf(node)}");

    private static string NameOf(PostgreSqlStoreUnderTest node) =>
        new NpgsqlConnectionStringBuilder(node.ConnectionString).Database!;

    private static async Task ServerAsync(string sql)
    {
        var server = await PostgreSqlServer.GetAsync();
        await using var connection = new NpgsqlConnection(
            server.ConnectionStringOf("postgres") + ";Pooling=false;Command Timeout=300");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task EngageAsync(StoreUnderTest node) => await node.Control.CommitAsync(
        (current, now) => Governance.GoLive.GoLiveRules
            .Engage(current.Gate, new ChangeAuthor("ann"), "stop", latchedAt: null, now).Change,
        CancellationToken.None);
}

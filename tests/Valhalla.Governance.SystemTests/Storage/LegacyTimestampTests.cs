using System.Net;
using Npgsql;
using Valhalla.Governance.SystemTests.Http;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.Storage;

/// <summary>A host that needs Npgsql's old ways with times, in a zone that is half an hour off.</summary>
public sealed class LegacyTimestampTests(ITestOutputHelper output)
{
    private const string EveryTime =
        """
        SELECT string_agg(format(
            'SELECT %L AS source, %I AS at FROM valhalla.%I WHERE %I IS NOT NULL', table_name || '.' || column_name,
            column_name, table_name, column_name), ' UNION ALL ')
        FROM information_schema.columns
        WHERE table_schema = 'valhalla' AND data_type = 'timestamp with time zone'
            AND column_name NOT IN ('expires_at', 'due_at', 'first_due_at', 'outcome_due_at', 'lease_until', 'deadline',
                'valid_until', 'next_review_at', 'decision_expires_at')
        """;

    [PostgreSqlFact]
    public async Task Verify_HostWithLegacyTimestampsAwayFromUtc_ChainIsWholeAndTimesAreRight()
    {
        using var folder = new TemporaryFolder();
        var database = await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync();
        var plain = new HostSettings(folder.Path).With("DATABASE_URL", database).With("TZ", "America/St_Johns");
        var legacy = plain with
        {
            Switches = new Dictionary<string, bool> { ["Npgsql.EnableLegacyTimestampBehavior"] = true },
        };
        await using (var host = await HostProcess.StartAsync(legacy, output))
        {
            await WorkAsync(host.Client);
            await VerifyAsync(host.Client);
            await host.StopAsync();
        }

        await using (var again = await HostProcess.StartAsync(legacy, output))
        {
            await VerifyAsync(again.Client);
            await ReadAsync(again.Client);
            await again.StopAsync();
        }

        await using var modern = await HostProcess.StartAsync(plain, output);
        await VerifyAsync(modern.Client);
        Assert.Equal("", await ReadTimesThatAreOffAsync(database));
    }

    private static async Task WorkAsync(HttpClient client)
    {
        await client.SetCapsAsync("WHOLESALE", loss: 10, exposure: 900);
        await client.EnableGoLiveAsync();
        var reserved = (await client.ReserveAsync("WHOLESALE", 100, "deal-1")).Expect(HttpStatusCode.OK);

        // A loss above the cap is booked, halts the engine, and is audited by the ledger.
        (await client.SettleAsync((string)reserved.Json["reservation_id"]!, loss: 100, profit: 0))
            .Expect(HttpStatusCode.OK);
        (await client.SendAsync(
            "/api/governance/regression/kpi",
            new { domain = "WHOLESALE", metric = "contract_rate", success = true, actor = "test" }))
            .Expect(HttpStatusCode.OK);
        (await client.EngageKillSwitchAsync()).Expect(HttpStatusCode.OK);
        (await client.ReleaseKillSwitchAsync()).Expect(HttpStatusCode.OK);
    }

    private static async Task ReadAsync(HttpClient client)
    {
        foreach (var path in new[]
        {
            "go-live/state", "risk/snapshot", "risk/events", "risk/reservations", "risk/policies", "audit",
        })
        {
            var answer = (await client.ReadAsync($"/api/governance/{path}")).Expect(HttpStatusCode.OK);
            Assert.DoesNotContain("-02:30", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("-03:30", answer.Text, StringComparison.Ordinal);
        }
    }

    private static async Task VerifyAsync(HttpClient client)
    {
        var answer = (await client.ReadAsync("/api/governance/audit/verify")).Expect(HttpStatusCode.OK);
        Assert.True((bool)answer.Json["ok"]!, answer.Text);
    }

    /// <summary>What is stored and is an hour off, in either direction, was not meant to be.</summary>
    private static async Task<string> ReadTimesThatAreOffAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var list = new NpgsqlCommand(EveryTime, connection);
        var times = (string)(await list.ExecuteScalarAsync())!;
#pragma warning disable CA2100 // The text is of the catalogue.
        await using var look = new NpgsqlCommand(
            $"SELECT coalesce(string_agg(source || ' ' || at, ', '), '') FROM ({times}) AS times "
            + "WHERE abs(extract(epoch FROM at - now())) > 3600",
            connection);
#pragma warning restore CA2100
        return (string)(await look.ExecuteScalarAsync())!;
    }
}

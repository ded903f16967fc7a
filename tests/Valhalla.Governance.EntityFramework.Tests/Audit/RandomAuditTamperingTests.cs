using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.Audit;

/// <summary>Random edits, deletions, swaps and truncations by SQL, each on the whole chain: none is missed.</summary>
public sealed class RandomAuditTamperingTests
{
    private const int Tamperings = 2_000;
    private const int Records = 12;

    private static readonly string[] TextColumns =
    [
        "action", "subject", "actor", "claimed_actor", "source_address", "reason", "from_json", "to_json", "hash",
        "previous_hash",
    ];

    [Fact]
    public async Task Verify_SqliteTamperedAtRandom_FindsEach()
    {
        await using var store = new SqliteStoreUnderTest();
        await store.InitializeAsync();
        await using var connection = new SqliteConnection($"Data Source={store.FilePath};Pooling=False");
        await AssertAllFoundAsync(store, connection, "audit_event", "PRAGMA synchronous = OFF");
    }

    [PostgreSqlFact]
    public async Task Verify_PostgreSqlTamperedAtRandom_FindsEach()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await using var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await AssertAllFoundAsync(store, connection, "valhalla.audit_event", "SET synchronous_commit = off");
    }

    private static async Task AssertAllFoundAsync(
        StoreUnderTest store, DbConnection connection, string table, string haste)
    {
        var gate = store.Services.GetRequiredService<IGoLiveGate>();
        for (var i = 0; i < Records / 2; i++)
        {
            await gate.EngageKillSwitchAsync(new ChangeAuthor("ann"), "Übung 'x'", CancellationToken.None);
            await gate.ReleaseKillSwitchAsync(new ChangeAuthor("bob"), "done", CancellationToken.None);
        }

        var trail = store.Services.GetRequiredService<IAuditTrail>();
        var newest = (await trail.ListAsync(new AuditQuery { Limit = 1 }))[0];
        AuditAnchor[] known = [new(newest.Sequence, newest.Hash)];
        await connection.OpenAsync();
        await ExecuteAsync(connection, haste);
        await ExecuteAsync(connection, $"CREATE TABLE untouched AS SELECT * FROM {table}");

        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var i = 0; i < Tamperings; i++)
        {
            var sql = Tamper(random, table);
            Assert.NotEqual(0, await ExecuteAsync(connection, sql));

            var result = await trail.VerifyAsync(known);

            Assert.True(result.Break is not null, $"seed {seed}, tampering {i} was not found: {sql}");
            await ExecuteAsync(connection, $"DELETE FROM {table}");
            await ExecuteAsync(connection, $"INSERT INTO {table} SELECT * FROM untouched");
        }

        // What was found was the tampering, and nothing that putting the rows back had left.
        Assert.True((await trail.VerifyAsync(known)).IsIntact);
    }

    private static string Tamper(Random random, string table)
    {
        var at = random.Next(Records) + 1;
        var other = ((at + random.Next(Records - 1)) % Records) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{random.Next(5) switch
        {
            0 => EditText(random, table, at),
            1 => $"UPDATE {table} SET version = version + {random.Next(1, 9)} WHERE sequence = {at}",
            2 => $"DELETE FROM {table} WHERE sequence = {at}",
            3 => $"DELETE FROM {table} WHERE sequence >= {at}",
            _ => $"UPDATE {table} SET sequence = 99 WHERE sequence = {at}; "
                + $"UPDATE {table} SET sequence = {at} WHERE sequence = {other}; "
                + $"UPDATE {table} SET sequence = {other} WHERE sequence = 99",
        }}");
    }

    private static string EditText(Random random, string table, int at)
    {
        var column = TextColumns[random.Next(TextColumns.Length)];

        // Hashes have a fixed length, which PostgreSQL holds them to.
        var value = column.EndsWith("hash", StringComparison.Ordinal)
            ? $"substr({column}, 2) || CASE WHEN substr({column}, 1, 1) = 'a' THEN 'b' ELSE 'a' END"
            : $"coalesce({column}, '') || '{(char)random.Next('a', 'z')}'";
        return $"UPDATE {table} SET {column} = {value} WHERE sequence = {at}";
    }

    private static async Task<int> ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }
}

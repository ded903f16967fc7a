using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.Sqlite;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

public sealed class SqliteFaultTests : IAsyncLifetime
{
    private readonly SqliteStoreUnderTest _store = new();

    public async Task InitializeAsync() => await _store.InitializeAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Commit_FileLockedForLong_BusyAndThenWorksAgain()
    {
        ValhallaStoreException exception;
        using (var other = Open())
        {
            Execute(other, "BEGIN IMMEDIATE");
            exception = await Assert.ThrowsAsync<ValhallaStoreException>(() => PassingTimeAsync(Reserve()));
        }

        Assert.Equal(StoreFailure.Busy, exception.Failure);
        Assert.True((await _store.Ledger.ReserveAsync(10)).IsGranted);
        await LedgerFold.AssertHoldsAsync(_store.Ledger);
    }

    [Fact]
    public async Task Commit_WithinATransactionOfThisProcessOnTheFile_SaysThatItWaitsForItself()
    {
        using var host = Open();
        Execute(host, "BEGIN IMMEDIATE");
        Execute(host, "CREATE TABLE orders (id INTEGER)");

        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(() => PassingTimeAsync(Reserve()));

        Assert.Equal(StoreFailure.Busy, exception.Failure);
        Assert.StartsWith("VG0707: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("commit or roll back before the call", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsThisProcess_FileThatIsOnlyRead_No()
    {
        using var other = Open();
        Execute(other, "BEGIN");
        Execute(other, "SELECT count(*) FROM risk_event");
        await _store.Ledger.ReserveAsync(1);

        Assert.False(SqliteLockHolder.IsThisProcess(_store.FilePath));
        Execute(other, "COMMIT");
        Execute(other, "BEGIN IMMEDIATE");
        Assert.True(SqliteLockHolder.IsThisProcess(_store.FilePath));
        Assert.False(SqliteLockHolder.IsThisProcess(_store.FilePath + ".other"));
    }

    [Theory]
    [InlineData("risk_event")]
    [InlineData("risk_reservation")]
    [InlineData("risk_ledger_day")]
    [InlineData("idempotency_key")]
    public async Task Commit_ErrorInTheMiddle_NothingIsLeft(string table)
    {
        using var other = Open();
        Execute(other, $"CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END");

        await Assert.ThrowsAsync<SqliteException>(() => _store.Ledger.ReserveAsync(10, key: "key"));

        foreach (var written in new[] { "risk_event", "risk_reservation", "risk_ledger_day", "idempotency_key" })
        {
            Assert.Equal(0L, Execute(other, $"SELECT count(*) FROM {written}"));
        }

        Execute(other, "DROP TRIGGER fault");
        Assert.False((await _store.Ledger.ReserveAsync(10, key: "key")).IsReplay);
    }

    [Fact]
    public async Task Commit_ErrorInControlChange_NothingIsLeft()
    {
        using var other = Open();
        Execute(other, "CREATE TRIGGER fault BEFORE UPDATE ON risk_policy BEGIN SELECT RAISE(ABORT, 'fault'); END");
        var before = Execute(other, "SELECT revision FROM go_live_state");

        // The gate row is written first: its table comes first in the alphabet.
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => _store.Control.RaiseCapsAsync(5));

        Assert.Contains("fault", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Execute(other, "SELECT revision FROM go_live_state"));
        Assert.Equal(0L, Execute(other, "SELECT count(*) FROM risk_policy WHERE version > 1"));
    }

    [Fact]
    public async Task Commit_StoreWithoutSchema_SchemaMismatch()
    {
        using (var other = Open())
        {
            Execute(other, "DROP TABLE risk_policy");
        }

        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(() => _store.Ledger.ReserveAsync(1));

        Assert.Equal(StoreFailure.SchemaMismatch, exception.Failure);
    }

    [Fact]
    public async Task SeedsQuery_OverKpiEvents_CountsTheLastDay()
    {
        var now = TimeProvider.System.GetUtcNow();
        var domain = new DomainName("WHOLESALE");
        var metric = new MetricName("contract_rate");
        var old = new KpiEvent { Domain = domain, Metric = metric, Success = true, CreatedAt = now.AddHours(-25) };
        await _store.Kpi.AppendAsync(
            new[] { old, old with { CreatedAt = now.AddHours(-23) } }, Memory<long>.Empty, CancellationToken.None);
        using var other = Open();

        // From the seeds' operator page, word for word.
        var count = Execute(other,
            """
            SELECT COUNT(*) as count FROM kpi_event WHERE created_at >= datetime('now', '-1 day')
            GROUP BY domain, metric, success ORDER BY domain, metric
            """);

        Assert.Equal(1L, count);
    }

    [Fact]
    public void UseSqlite_InMemoryDatabase_RefusedWithRemedy()
    {
        var exception = Assert.Throws<ValhallaConfigurationException>(
            () => new SqliteDatabase("Data Source=:memory:", new SqliteStorageOptions(), new StorageOptions()));

        Assert.Equal("VG0705", exception.Id);
    }

    [Fact]
    public async Task Connection_OfTheWriterAndOfContexts_IsDurable()
    {
        await _store.Ledger.ReserveAsync(1);
        var database = _store.Services.GetRequiredService<SqliteDatabase>();
        using var connection = database.Open();

        Assert.Equal("wal", Execute(connection, "PRAGMA journal_mode"));
        Assert.Equal(2L, Execute(connection, "PRAGMA synchronous"));
        Assert.Equal(1L, Execute(connection, "PRAGMA foreign_keys"));
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task Reserve() => await _store.Ledger.ReserveAsync(10);

    private async Task PassingTimeAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, _store.Time.WaitForPendingTimersAsync());
            _store.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await work;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_store.FilePath};Pooling=false");
        connection.Open();
        return connection;
    }
}

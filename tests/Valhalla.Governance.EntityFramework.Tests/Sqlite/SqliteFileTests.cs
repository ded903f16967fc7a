using Microsoft.Data.Sqlite;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>An open store whose files a test does something to, and what a process after a crash would find.</summary>
public abstract class SqliteFileTests : IAsyncLifetime
{
    private protected SqliteStoreUnderTest Open { get; } = new();

    public async Task InitializeAsync() => await Open.InitializeAsync();

    public async Task DisposeAsync() => await Open.DisposeAsync();

    private protected static long Query(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    // What a process that starts after a crash would find: a copy of the files at the paths, without a checkpoint.
    private protected HashSet<Guid> ReservationsAfterCrash() => ReservationsIn(CopyOf(Open.FilePath));

    private protected static HashSet<Guid> ReservationsIn(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM risk_reservation";
        using var reader = command.ExecuteReader();
        var ids = new HashSet<Guid>();
        while (reader.Read())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private protected long QueryAfterCrash(string sql) => Query(CopyOf(Open.FilePath), sql);

    private protected static string CopyOf(string path)
    {
        var copy = Path.Combine(Path.GetDirectoryName(path)!, "crash.db");

        // By a process of its own: closing the file in this one would give up SQLite's locks.
        foreach (var suffix in new[] { "", "-wal" }.Where(suffix => File.Exists(path + suffix)))
        {
            using var copying = System.Diagnostics.Process.Start("cp", [path + suffix, copy + suffix]);
            copying.WaitForExit();
            Assert.Equal(0, copying.ExitCode);
        }

        return copy;
    }

    private protected async Task<List<Guid>> TryReservesAsync(int count)
    {
        var acknowledged = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            try
            {
                acknowledged.Add((await Open.Ledger.ReserveAsync(1)).ReservationId!.Value.Value);
            }
            catch (ValhallaStoreException exception)
            {
                Assert.Equal(StoreFailure.Unavailable, exception.Failure);
            }
        }

        return acknowledged;
    }

    // As a host does it: its monitor reads again and again.
    private protected async Task<bool> RecoversAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            try
            {
                await Open.Control.ReadAsync(CancellationToken.None);
                return true;
            }
            catch (ValhallaStoreException)
            {
                // The next reading may find it open again.
            }
        }

        return false;
    }

    private protected async Task AssertAllRefuseAsync()
    {
        var sample = new KpiEvent
        {
            Domain = new DomainName("WHOLESALE"),
            Metric = new MetricName("contract_rate"),
            Success = true,
            CreatedAt = Open.Time.GetUtcNow(),
        };
        Func<Task>[] uses =
        [
            async () => await Open.Ledger.ReserveAsync(1),
            async () => await Open.Control.RaiseCapsAsync(7000),
            async () => await Open.Control.ReadAsync(CancellationToken.None),
            async () => await Open.Control.ReadGateAsync(CancellationToken.None),
            async () => await Open.Kpi.AppendAsync(new[] { sample }, Memory<long>.Empty, CancellationToken.None),
            async () => await Open.Ledger.ReadLatestAsync(CancellationToken.None),
            async () => await Open.EvaluatorLeases.ReadAsync(CancellationToken.None),
        ];
        foreach (var use in uses)
        {
            var exception = await Assert.ThrowsAsync<ValhallaStoreException>(use);
            Assert.Equal(StoreFailure.Unavailable, exception.Failure);
        }
    }
}

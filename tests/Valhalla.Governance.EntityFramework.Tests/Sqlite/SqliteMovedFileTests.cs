using Microsoft.Data.Sqlite;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>Files that are taken away, cut or replaced under a host: nothing is acknowledged into the void.</summary>
public sealed partial class SqliteMovedFileTests : IAsyncLifetime
{
    private readonly SqliteStoreUnderTest _store = new();

    private string Log => _store.FilePath + "-wal";

    private string Index => _store.FilePath + "-shm";

    public async Task InitializeAsync() => await _store.InitializeAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [LinuxFact]
    public async Task Commit_LogUnlinked_NothingAcknowledgedIsLost()
    {
        var acknowledged = await TryReservesAsync(5);
        File.Delete(Log);

        acknowledged.AddRange(await TryReservesAsync(40));
        Assert.True(await RecoversAsync());
        acknowledged.AddRange(await TryReservesAsync(5));

        Assert.True(acknowledged.Count >= 10, $"Only {acknowledged.Count} were acknowledged.");
        Assert.Empty(acknowledged.Except(ReservationsAfterCrash()));
    }

    [LinuxFact]
    public async Task Commit_LogUnlinkedBeforeControlChange_ChangeIsKeptOrRefused()
    {
        await TryReservesAsync(1);
        File.Delete(Log);

        var refused = await Record.ExceptionAsync(async () => await _store.Control.RaiseCapsAsync(5000));
        Assert.True(await RecoversAsync());
        await _store.Control.RaiseCapsAsync(6000);

        Assert.True(refused is null or ValhallaStoreException, refused?.ToString());
        Assert.Equal(
            refused is null ? 3L : 2L,
            QueryAfterCrash("SELECT max(version) FROM risk_policy"));
    }

    [LinuxFact]
    public async Task Commit_IndexUnlinked_NothingAcknowledgedIsLost()
    {
        var acknowledged = await TryReservesAsync(5);
        File.Delete(Index);

        acknowledged.AddRange(await TryReservesAsync(5));
        Assert.True(await RecoversAsync());
        acknowledged.AddRange(await TryReservesAsync(5));

        Assert.Empty(acknowledged.Except(ReservationsAfterCrash()));
    }

    [LinuxFact]
    public async Task Commit_LogCutToNothing_NothingMoreIsAcknowledgedIntoIt()
    {
        Query(_store.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        await TryReservesAsync(5);
        using (var log = new FileStream(Log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            log.SetLength(0);
        }

        await TryReservesAsync(5);
        Assert.True(await RecoversAsync());
        var acknowledged = await TryReservesAsync(5);

        Assert.NotEmpty(acknowledged);
        Assert.Empty(acknowledged.Except(ReservationsAfterCrash()));
    }

    [LinuxFact]
    public async Task EveryWriterAndReader_FileMovedAway_UnavailableUntilItIsBack()
    {
        await TryReservesAsync(2);
        File.Move(_store.FilePath, _store.FilePath + ".away");

        await AssertAllRefuseAsync();
        Assert.False(File.Exists(_store.FilePath), "An empty file was made at the path.");

        File.Move(_store.FilePath + ".away", _store.FilePath);
        var acknowledged = await TryReservesAsync(3);
        Assert.Equal(3, acknowledged.Count);
        Assert.Empty(acknowledged.Except(ReservationsAfterCrash()));
    }

    [LinuxFact]
    public async Task EveryWriterAndReader_FileUnlinked_Unavailable()
    {
        await TryReservesAsync(2);
        File.Delete(_store.FilePath);

        await AssertAllRefuseAsync();

        Assert.False(File.Exists(_store.FilePath), "An empty file was made at the path.");
    }

    [LinuxFact]
    public async Task Commit_AnotherFileRenamedOver_RefusedBesideTheOldLogThenOpenedAgain()
    {
        await TryReservesAsync(2);
        var copy = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "copy.db");
        Query(_store.FilePath, $"VACUUM INTO '{copy}'");
        await TryReservesAsync(1);
        File.Move(copy, _store.FilePath, overwrite: true);

        await AssertAllRefuseAsync();

        File.Delete(Log);
        File.Delete(Index);
        Assert.True(await RecoversAsync());
        var acknowledged = await TryReservesAsync(3);
        Assert.Equal(3, acknowledged.Count);
        Assert.Empty(acknowledged.Except(ReservationsAfterCrash()));
    }

    [LinuxFact]
    public async Task Commit_ForeignFileRenamedOver_RefusedAndLeftAsItIs()
    {
        await TryReservesAsync(2);
        var foreign = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "foreign.db");
        Query(foreign, "CREATE TABLE other (id INTEGER)");
        SqliteConnection.ClearAllPools();
        var content = await File.ReadAllBytesAsync(foreign);
        File.Move(foreign, _store.FilePath, overwrite: true);
        File.Delete(Log);
        File.Delete(Index);

        await AssertAllRefuseAsync();
        Assert.False(await RecoversAsync());

        Assert.Equal(content, await File.ReadAllBytesAsync(_store.FilePath));
    }

    [Fact]
    public async Task Commit_UsualMaintenance_IsNoLoss()
    {
        Assert.Single(await TryReservesAsync(1));
        SqliteConnection.ClearAllPools();
        Assert.Single(await TryReservesAsync(1));
        Query(_store.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Single(await TryReservesAsync(1));
        Query(_store.FilePath, "VACUUM");
        Query(_store.FilePath, "PRAGMA wal_checkpoint(RESTART)");
        Assert.Single(await TryReservesAsync(1));
        await using (var second = _store.OpenAgain())
        {
            await second.InitializeAsync();
            await second.Ledger.ReserveAsync(1);
        }

        Assert.Single(await TryReservesAsync(1));
        Assert.Equal(5, (await _store.Control.ReadAsync(CancellationToken.None)).RiskPolicies.Count + 1);
    }

    private static long Query(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    // What a process that starts after a crash would find: a copy of the files at the paths, without a checkpoint.
    private HashSet<Guid> ReservationsAfterCrash() => ReservationsIn(CopyOf(_store.FilePath));

    private static HashSet<Guid> ReservationsIn(string path)
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

    private long QueryAfterCrash(string sql) => Query(CopyOf(_store.FilePath), sql);

    private static string CopyOf(string path)
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

    private async Task<List<Guid>> TryReservesAsync(int count)
    {
        var acknowledged = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            try
            {
                acknowledged.Add((await _store.Ledger.ReserveAsync(1)).ReservationId!.Value.Value);
            }
            catch (ValhallaStoreException exception)
            {
                Assert.Equal(StoreFailure.Unavailable, exception.Failure);
            }
        }

        return acknowledged;
    }

    // As a host does it: its monitor reads again and again.
    private async Task<bool> RecoversAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            try
            {
                await _store.Control.ReadAsync(CancellationToken.None);
                return true;
            }
            catch (ValhallaStoreException)
            {
                // The next reading may find it open again.
            }
        }

        return false;
    }

    private async Task AssertAllRefuseAsync()
    {
        var sample = new KpiEvent
        {
            Domain = new DomainName("WHOLESALE"),
            Metric = new MetricName("contract_rate"),
            Success = true,
            CreatedAt = _store.Time.GetUtcNow(),
        };
        Func<Task>[] uses =
        [
            async () => await _store.Ledger.ReserveAsync(1),
            async () => await _store.Control.RaiseCapsAsync(7000),
            async () => await _store.Control.ReadAsync(CancellationToken.None),
            async () => await _store.Control.ReadGateAsync(CancellationToken.None),
            async () => await _store.Kpi.AppendAsync(new[] { sample }, Memory<long>.Empty, CancellationToken.None),
            async () => await _store.Ledger.ReadLatestAsync(CancellationToken.None),
            async () => await _store.EvaluatorLeases.ReadAsync(CancellationToken.None),
        ];
        foreach (var use in uses)
        {
            var exception = await Assert.ThrowsAsync<ValhallaStoreException>(use);
            Assert.Equal(StoreFailure.Unavailable, exception.Failure);
        }
    }
}

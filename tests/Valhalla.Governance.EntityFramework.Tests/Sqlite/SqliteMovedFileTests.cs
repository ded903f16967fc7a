using Microsoft.Data.Sqlite;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>Files that are taken away, cut or replaced under a host: nothing is acknowledged into the void.</summary>
public sealed class SqliteMovedFileTests : SqliteFileTests
{
    private string Log => Open.FilePath + "-wal";

    private string Index => Open.FilePath + "-shm";

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

        var refused = await Record.ExceptionAsync(async () => await Open.Control.RaiseCapsAsync(5000));
        Assert.True(await RecoversAsync());
        await Open.Control.RaiseCapsAsync(6000);

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
        Query(Open.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
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
        File.Move(Open.FilePath, Open.FilePath + ".away");

        await AssertAllRefuseAsync();
        Assert.False(File.Exists(Open.FilePath), "An empty file was made at the path.");

        File.Move(Open.FilePath + ".away", Open.FilePath);
        var acknowledged = await TryReservesAsync(3);
        Assert.Equal(3, acknowledged.Count);
        Assert.Empty(acknowledged.Except(ReservationsAfterCrash()));
    }

    [LinuxFact]
    public async Task EveryWriterAndReader_FileUnlinked_Unavailable()
    {
        await TryReservesAsync(2);
        File.Delete(Open.FilePath);

        await AssertAllRefuseAsync();

        Assert.False(File.Exists(Open.FilePath), "An empty file was made at the path.");
    }

    [LinuxFact]
    public async Task Commit_AnotherFileRenamedOver_RefusedBesideTheOldLogThenOpenedAgain()
    {
        await TryReservesAsync(2);
        var copy = Path.Combine(Path.GetDirectoryName(Open.FilePath)!, "copy.db");
        Query(Open.FilePath, $"VACUUM INTO '{copy}'");
        await TryReservesAsync(1);
        File.Move(copy, Open.FilePath, overwrite: true);

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
        var foreign = Path.Combine(Path.GetDirectoryName(Open.FilePath)!, "foreign.db");
        Query(foreign, "CREATE TABLE other (id INTEGER)");
        SqliteConnection.ClearAllPools();
        var content = await File.ReadAllBytesAsync(foreign);
        File.Move(foreign, Open.FilePath, overwrite: true);
        File.Delete(Log);
        File.Delete(Index);

        await AssertAllRefuseAsync();
        Assert.False(await RecoversAsync());

        Assert.Equal(content, await File.ReadAllBytesAsync(Open.FilePath));
    }

    [LinuxFact]
    public async Task Commit_LinkTurnedToAnotherFile_Refused()
    {
        await using var store = new SqliteStoreUnderTest();
        var other = store.FilePath + ".target";
        File.WriteAllBytes(other, []);
        File.CreateSymbolicLink(store.FilePath, other);
        await store.InitializeAsync();
        await store.Ledger.ReserveAsync(1);

        File.Delete(store.FilePath);
        File.CreateSymbolicLink(store.FilePath, Open.FilePath);

        await Assert.ThrowsAsync<ValhallaStoreException>(() => store.Ledger.ReserveAsync(1));
    }

    [Fact]
    public async Task Commit_UsualMaintenance_IsNoLoss()
    {
        Assert.Single(await TryReservesAsync(1));
        SqliteConnection.ClearAllPools();
        Assert.Single(await TryReservesAsync(1));
        Query(Open.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Single(await TryReservesAsync(1));
        Query(Open.FilePath, "VACUUM");
        Query(Open.FilePath, "PRAGMA wal_checkpoint(RESTART)");
        Assert.Single(await TryReservesAsync(1));
        await using (var second = Open.OpenAgain())
        {
            await second.InitializeAsync();
            await second.Ledger.ReserveAsync(1);
        }

        Assert.Single(await TryReservesAsync(1));
        Assert.Equal(5, (await Open.Control.ReadAsync(CancellationToken.None)).RiskPolicies.Count + 1);
    }
}

using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

/// <summary>A database file that keeps its inode and is moved behind a link, cut or written over.</summary>
public sealed class SqliteCutFileTests : SqliteFileTests
{
    [LinuxFact]
    public async Task Commit_FileMovedAndLinked_NothingAcknowledgedIsLost()
    {
        var acknowledged = await TryReservesAsync(5);
        var elsewhere = Path.Combine(Path.GetDirectoryName(Open.FilePath)!, "elsewhere.db");
        File.Move(Open.FilePath, elsewhere);
        File.CreateSymbolicLink(Open.FilePath, elsewhere);

        acknowledged.AddRange(await TryReservesAsync(5));

        // A process that starts follows the link, and looks for the log beside the file.
        var found = ReservationsIn(CopyOf(elsewhere));
        Assert.Empty(acknowledged.Except(found));
        await AssertAllRefuseAsync();

        File.Delete(Open.FilePath);
        File.Move(elsewhere, Open.FilePath);
        Assert.Equal(3, (await TryReservesAsync(3)).Count);
    }

    [LinuxFact]
    public async Task Commit_LinkedFileMovedBehindItsLink_Refused()
    {
        await using var store = new SqliteStoreUnderTest();
        var (other, moved) = (store.FilePath + ".target", store.FilePath + ".moved");
        File.WriteAllBytes(other, []);
        File.CreateSymbolicLink(store.FilePath, other);
        await store.InitializeAsync();
        await store.Ledger.ReserveAsync(1);

        File.Move(other, moved);
        File.CreateSymbolicLink(other, moved);

        await Assert.ThrowsAsync<ValhallaStoreException>(() => store.Ledger.ReserveAsync(1));
    }

    [LinuxFact]
    public async Task Commit_FileCut_Unavailable()
    {
        await TryReservesAsync(5);
        Query(Open.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Single(await TryReservesAsync(1));
        using (var truncate = System.Diagnostics.Process.Start("truncate", ["-s", "8192", Open.FilePath]))
        {
            truncate.WaitForExit();
        }

        await AssertAllRefuseAsync();
    }

    [LinuxFact]
    public async Task Commit_SmallerCopyWrittenOverTheFile_Unavailable()
    {
        var copy = Path.Combine(Path.GetDirectoryName(Open.FilePath)!, "copy.db");
        Query(Open.FilePath, $"VACUUM INTO '{copy}'");
        Query(Open.FilePath, "CREATE TABLE large AS SELECT zeroblob(200000) AS content");
        await TryReservesAsync(5);
        Query(Open.FilePath, "PRAGMA wal_checkpoint(PASSIVE)");
        Assert.Single(await TryReservesAsync(1));
        using (var copying = System.Diagnostics.Process.Start("cp", [copy, Open.FilePath]))
        {
            copying.WaitForExit();
        }

        await AssertAllRefuseAsync();
    }

    [Fact]
    public async Task Commit_FileMadeSmallerByVacuum_IsNoLoss()
    {
        Query(Open.FilePath, "CREATE TABLE large AS SELECT zeroblob(2000000) AS content");
        Query(Open.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Single(await TryReservesAsync(1));
        var before = new FileInfo(Open.FilePath).Length;

        Query(Open.FilePath, "DROP TABLE large");
        Query(Open.FilePath, "VACUUM");
        Query(Open.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");

        Assert.True(new FileInfo(Open.FilePath).Length < before);
        Assert.Equal(5, (await TryReservesAsync(5)).Count);
    }
}

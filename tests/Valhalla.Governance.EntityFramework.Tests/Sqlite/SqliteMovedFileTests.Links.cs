using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Sqlite;

public sealed partial class SqliteMovedFileTests
{
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
        File.CreateSymbolicLink(store.FilePath, _store.FilePath);

        await Assert.ThrowsAsync<ValhallaStoreException>(() => store.Ledger.ReserveAsync(1));
    }

    [LinuxFact]
    public async Task Commit_FileMovedAndLinked_NothingAcknowledgedIsLost()
    {
        var acknowledged = await TryReservesAsync(5);
        var elsewhere = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "elsewhere.db");
        File.Move(_store.FilePath, elsewhere);
        File.CreateSymbolicLink(_store.FilePath, elsewhere);

        acknowledged.AddRange(await TryReservesAsync(5));

        // A process that starts follows the link, and looks for the log beside the file.
        var found = ReservationsIn(CopyOf(elsewhere));
        Assert.Empty(acknowledged.Except(found));
        await AssertAllRefuseAsync();

        File.Delete(_store.FilePath);
        File.Move(elsewhere, _store.FilePath);
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
        Query(_store.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Single(await TryReservesAsync(1));
        using (var truncate = System.Diagnostics.Process.Start("truncate", ["-s", "8192", _store.FilePath]))
        {
            truncate.WaitForExit();
        }

        await AssertAllRefuseAsync();
    }

    [LinuxFact]
    public async Task Commit_SmallerCopyWrittenOverTheFile_Unavailable()
    {
        var copy = Path.Combine(Path.GetDirectoryName(_store.FilePath)!, "copy.db");
        Query(_store.FilePath, $"VACUUM INTO '{copy}'");
        Query(_store.FilePath, "CREATE TABLE large AS SELECT zeroblob(200000) AS content");
        await TryReservesAsync(5);
        Query(_store.FilePath, "PRAGMA wal_checkpoint(PASSIVE)");
        Assert.Single(await TryReservesAsync(1));
        using (var copying = System.Diagnostics.Process.Start("cp", [copy, _store.FilePath]))
        {
            copying.WaitForExit();
        }

        await AssertAllRefuseAsync();
    }

    [Fact]
    public async Task Commit_FileMadeSmallerByVacuum_IsNoLoss()
    {
        Query(_store.FilePath, "CREATE TABLE large AS SELECT zeroblob(2000000) AS content");
        Query(_store.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.Single(await TryReservesAsync(1));
        var before = new FileInfo(_store.FilePath).Length;

        Query(_store.FilePath, "DROP TABLE large");
        Query(_store.FilePath, "VACUUM");
        Query(_store.FilePath, "PRAGMA wal_checkpoint(TRUNCATE)");

        Assert.True(new FileInfo(_store.FilePath).Length < before);
        Assert.Equal(5, (await TryReservesAsync(5)).Count);
    }
}

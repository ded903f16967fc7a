using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Integrity;

/// <summary>An earlier copy restored into the SQLite file while a node works on it.</summary>
public sealed class RestoredFileTests
{
    [Fact]
    public async Task Reserve_PolicyOfTheRestoredCopy_IsTheOneThatCounts()
    {
        await using var store = new SqliteStoreUnderTest();
        await store.InitializeAsync();
        var state = store.Services.GetRequiredService<ControlState>();
        await state.RefreshAsync(CancellationToken.None);
        var copy = store.FilePath + ".copy";
        Backup(store.FilePath, copy);
        await store.Control.RaiseCapsAsync(100_000);
        Assert.True((await store.Ledger.ReserveAsync(5_000)).IsGranted);
        await state.RefreshAsync(CancellationToken.None);
        var found = new List<IntegrityFinding>();
        state.Found += found.AddRange;

        // The same revision as before, with another content.
        Backup(copy, store.FilePath);
        await store.Control.CommitAsync(
            (current, now) => GoLiveRules.Engage(current.Gate, new("ann"), "stop", null, now).Change,
            CancellationToken.None);
        await store.Control.CommitAsync(
            (current, now) => GoLiveRules.Release(current.Gate, new("ann"), "go on", new GoLiveOptions(), now).Change,
            CancellationToken.None);
        SetRevision(store.FilePath, 1);

        Assert.False((await store.Ledger.ReserveAsync(5_000)).IsGranted);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        await state.FollowAsync(CancellationToken.None);
        Assert.Contains(found, finding => finding.Kind == IntegrityAlarmKind.ControlLost);
    }

    private static void Backup(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static void SetRevision(string file, long revision)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE go_live_state SET revision = $revision";
        command.Parameters.AddWithValue("$revision", revision);
        command.ExecuteNonQuery();
    }
}

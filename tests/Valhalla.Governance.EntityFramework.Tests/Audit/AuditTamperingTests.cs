using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.Audit;

/// <summary>Rows changed by SQL, behind the library's back.</summary>
public sealed class AuditTamperingTests
{
    private const int Records = 8;

    public static TheoryData<string, long, AuditBreakKind> Tamperings => new()
    {
        { "UPDATE {0} SET reason = 'other' WHERE sequence = 3", 3, AuditBreakKind.Hash },
        { "UPDATE {0} SET actor = 'mallory' WHERE sequence = 1", 1, AuditBreakKind.Hash },
        { "UPDATE {0} SET to_json = NULL WHERE sequence = 8", 8, AuditBreakKind.Hash },
        { "UPDATE {0} SET hash = previous_hash WHERE sequence = 4", 4, AuditBreakKind.Hash },
        { "UPDATE {0} SET previous_hash = hash WHERE sequence = 4", 4, AuditBreakKind.Link },
        { "DELETE FROM {0} WHERE sequence = 1", 1, AuditBreakKind.Gap },
        { "DELETE FROM {0} WHERE sequence = 5", 5, AuditBreakKind.Gap },
        { "DELETE FROM {0} WHERE sequence > 6", 7, AuditBreakKind.Truncated },
        { "DELETE FROM {0}", 1, AuditBreakKind.Truncated },
        {
            "UPDATE {0} SET sequence = 99 WHERE sequence = 2; UPDATE {0} SET sequence = 2 WHERE sequence = 6; "
            + "UPDATE {0} SET sequence = 6 WHERE sequence = 99",
            2,
            AuditBreakKind.Link
        },
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Verify_SqliteRowsTampered_NamesTheFirst(string sql, long sequence, AuditBreakKind kind)
    {
        await using var store = new SqliteStoreUnderTest();
        await FindAsync(
            store,
            () => ExecuteAsync(store, string.Format(sql, "audit_event")),
            sequence,
            kind);
    }

    [PostgreSqlTheory]
    [MemberData(nameof(Tamperings))]
    public async Task Verify_PostgreSqlRowsTampered_NamesTheFirst(string sql, long sequence, AuditBreakKind kind)
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await FindAsync(
            store,
            async () => await store.ExecuteAsync(string.Format(sql, "valhalla.audit_event")),
            sequence,
            kind);
    }

    [Fact]
    public async Task Verify_SqliteColumnThatIsNoTime_NamesTheRecord()
    {
        await using var store = new SqliteStoreUnderTest();
        await FindAsync(
            store,
            () => ExecuteAsync(store, "UPDATE audit_event SET occurred_at = 'yesterday' WHERE sequence = 5"),
            5,
            AuditBreakKind.Unreadable);
    }

    private static async Task FindAsync(
        StoreUnderTest store, Func<Task> tamper, long sequence, AuditBreakKind kind)
    {
        await store.InitializeAsync();
        var gate = store.Services.GetRequiredService<IGoLiveGate>();
        for (var i = 0; i < Records / 2; i++)
        {
            await gate.EngageKillSwitchAsync(new ChangeAuthor("ann"), "Übung 'x'", CancellationToken.None);
            await gate.ReleaseKillSwitchAsync(new ChangeAuthor("bob"), "done", CancellationToken.None);
        }

        var trail = store.Services.GetRequiredService<IAuditTrail>();
        var newest = (await trail.ListAsync(new AuditQuery { Limit = 1 }))[0];
        var known = new AuditAnchor(newest.Sequence, newest.Hash);
        var whole = await trail.VerifyAsync([known]);
        Assert.Equal((true, Records), (whole.IsIntact, whole.Records));

        await tamper();

        var broken = (await trail.VerifyAsync([known])).Break;
        Assert.Equal((sequence, kind), (broken?.Sequence ?? 0, broken?.Kind));
    }

    private static async Task ExecuteAsync(SqliteStoreUnderTest store, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={store.FilePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }
}

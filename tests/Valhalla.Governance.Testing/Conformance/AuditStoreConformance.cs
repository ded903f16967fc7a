using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IAuditStore"/> does.</summary>
public abstract class AuditStoreConformance : StoreConformance
{
    [ConformanceFact]
    public async Task Append_Concurrently_ChainIsDenseAndVerifies()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            await Store.Audit.AppendAsync(Entry($"action.{i}"), CancellationToken.None))));

        var records = await Store.Audit.ReadAsync(0, 100, CancellationToken.None);

        Assert.Equal(20, records.Count);
        AssertChain(records);
    }

    [ConformanceFact]
    public async Task Read_AfterASequence_PagesInOrder()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.Audit.AppendAsync(Entry($"action.{i}"), CancellationToken.None);
        }

        var page = await Store.Audit.ReadAsync(2, 2, CancellationToken.None);

        Assert.Equal([3, 4], page.Select(record => record.Sequence));
    }

    [ConformanceFact]
    public async Task List_WithFilters_NewestFirstAndBeforeASequence()
    {
        for (var i = 0; i < 6; i++)
        {
            await Store.Audit.AppendAsync(
                new AuditEntry($"action.{i % 2}", $"S{i}", new ChangeAuthor(i < 4 ? "ann" : "bob"), null, null, null),
                CancellationToken.None);
        }

        Assert.Equal([6, 5], await ListAsync(new AuditQuery { Limit = 2 }));
        Assert.Equal([4, 3, 2, 1], await ListAsync(new AuditQuery { BeforeSequence = 5 }));
        Assert.Equal([5, 3, 1], await ListAsync(new AuditQuery { Action = "action.0" }));
        Assert.Equal([2], await ListAsync(new AuditQuery { Subject = "S1" }));
        Assert.Equal([4, 2], await ListAsync(new AuditQuery { Actor = "ann", Action = "action.1" }));
        Assert.Empty(await ListAsync(new AuditQuery { Actor = "ANN" }));

        async Task<IEnumerable<long>> ListAsync(AuditQuery query) =>
            (await Store.Audit.ListAsync(query, CancellationToken.None)).Select(record => record.Sequence);
    }

    [ConformanceFact]
    public async Task Read_EveryField_AsItWasAppended()
    {
        LeavesStoreWhole = false;
        var entry = new AuditEntry(
            "risk_policy.upsert",
            "WHOLESALE",
            new ChangeAuthor("anna", "bob", "127.0.0.1"),
            "Ünïcode ✓ 'quoted' \"text\" \\ 😀",
            "{\"a\": 1}",
            "",
            7);

        await Store.Audit.AppendAsync(entry, CancellationToken.None);

        var record = Assert.Single(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
        Assert.Equal(entry, record.Entry);
        AssertChain([record]);
    }

    [ConformanceFact]
    public async Task Commit_ChangeThatFails_LeavesNoRecord()
    {
        await Assert.ThrowsAnyAsync<Exception>(async () => await Store.Control.CommitAsync(
            (current, _) => new ControlChange
            {
                Gate = current.Gate with { Epoch = current.Gate.Epoch + 5 },
                Audit = [Entry("go_live.enable")],
            },
            CancellationToken.None));

        Assert.Empty(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    internal static void AssertChain(IReadOnlyList<AuditRecord> records)
    {
        var previous = AuditChain.GenesisHash;
        for (var i = 0; i < records.Count; i++)
        {
            Assert.Equal(i + 1, records[i].Sequence);
            Assert.Equal(previous, records[i].PreviousHash);
            Assert.Equal(AuditChain.ComputeHash(records[i]), records[i].Hash);
            previous = records[i].Hash;
        }
    }

    private static AuditEntry Entry(string action) =>
        new(action, "", ChangeAuthor.System, null, null, null);
}

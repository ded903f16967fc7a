using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IEvaluatorLeaseStore"/> does.</summary>
public abstract class EvaluatorLeaseStoreConformance : StoreConformance
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private IEvaluatorLeaseStore Leases => Store.EvaluatorLeases;

    [ConformanceFact]
    public async Task Read_NobodyHasEvaluated_NoLeaseAndNoToken()
    {
        var reading = await Leases.ReadAsync(CancellationToken.None);

        Assert.Equal((null, 0, false), (reading.Lease, reading.Token, reading.IsHeld));
        Assert.Equal(0, (await Store.Control.ReadAsync(CancellationToken.None)).EvaluatorToken);
    }

    [ConformanceFact]
    public async Task Hold_Free_IsTakenForTheDurationByTheStoresClock()
    {
        var taken = await HoldAsync("a", Long);
        var read = await Leases.ReadAsync(CancellationToken.None);

        Assert.Equal(new EvaluatorLease("a", 1, taken.Now + Long), taken.Lease);
        Assert.Equal(taken.Lease, read.Lease);
        Assert.True(read.IsHeldBy("a"));
    }

    [ConformanceFact]
    public async Task Hold_HeldByAnother_StaysAsItIs()
    {
        var taken = await HoldAsync("a", Long);

        var other = await HoldAsync("b", Long);

        Assert.Equal(taken.Lease, other.Lease);
        Assert.False(other.IsHeldBy("b"));
    }

    [ConformanceFact]
    public async Task Hold_Again_IsExtendedWithTheSameToken()
    {
        var taken = await HoldAsync("a", TimeSpan.FromSeconds(60));

        var extended = await HoldAsync("a", Long);

        Assert.Equal(1, extended.Token);
        Assert.True(extended.Lease!.ExpiresAt > taken.Lease!.ExpiresAt);
    }

    [ConformanceFact]
    public async Task Hold_Expired_IsTakenOverWithTheNextToken()
    {
        await HoldAsync("a", TimeSpan.FromMilliseconds(1));
        var over = await HoldAsync("b", Long);
        while (!over.IsHeldBy("b"))
        {
            // Where the clock is the store's own, it goes on by itself.
            Store.Time.Advance(TimeSpan.FromMilliseconds(1));
            over = await HoldAsync("b", Long);
        }

        var late = await HoldAsync("a", Long);

        Assert.Equal((2, "b"), (over.Token, late.Lease!.Holder));
    }

    [ConformanceFact]
    public async Task Hold_ExpiredButNotTakenOver_StaysWithItsHolder()
    {
        await HoldAsync("a", TimeSpan.FromMilliseconds(1));
        Store.Time.Advance(TimeSpan.FromDays(1));

        var again = await HoldAsync("a", Long);

        Assert.Equal((1, true), (again.Token, again.IsHeldBy("a")));
    }

    [ConformanceFact]
    public async Task Release_Holder_IsFreeAtOnce()
    {
        var taken = await HoldAsync("a", Long);

        await Leases.ReleaseAsync("a", taken.Token, CancellationToken.None);
        var free = await Leases.ReadAsync(CancellationToken.None);
        var over = await HoldAsync("b", Long);

        Assert.False(free.IsHeld);
        Assert.Equal((2, true), (over.Token, over.IsHeldBy("b")));
    }

    [ConformanceFact]
    public async Task Release_TakenOverSince_DoesNothing()
    {
        var old = await HoldAsync("a", Long);
        await Leases.ReleaseAsync("a", old.Token, CancellationToken.None);
        var over = await HoldAsync("b", Long);

        await Leases.ReleaseAsync("a", old.Token, CancellationToken.None);
        await Leases.ReleaseAsync("a", over.Token, CancellationToken.None);

        Assert.Equal(over.Lease, (await Leases.ReadAsync(CancellationToken.None)).Lease);
    }

    [ConformanceFact]
    public async Task Hold_ManyNodesAtOnce_OneGetsIt()
    {
        var readings = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => Task.Run(async () => await HoldAsync($"node-{i}", Long))));

        var holder = (await Leases.ReadAsync(CancellationToken.None)).Lease!;
        Assert.Equal(1, holder.Token);
        Assert.All(readings, reading => Assert.Equal(holder.Holder, reading.Lease!.Holder));
    }

    [ConformanceFact]
    public async Task Commit_AfterATakeOver_SeesTheNewestToken()
    {
        await Store.Control.ReadAsync(CancellationToken.None);
        var first = await HoldAsync("a", Long);
        var underFirst = await TokenUnderLockAsync();
        await Leases.ReleaseAsync("a", first.Token, CancellationToken.None);
        await HoldAsync("b", Long);

        Assert.Equal((1, 2), (underFirst, await TokenUnderLockAsync()));
    }

    [ConformanceFact]
    public async Task Commit_SomethingElse_KeepsTheLease()
    {
        LeavesStoreWhole = false;
        var taken = await HoldAsync("a", Long);

        await Store.Control.RaiseCapsAsync(9_000);

        Assert.Equal(1, await TokenUnderLockAsync());
        Assert.Equal(taken.Lease, (await Leases.ReadAsync(CancellationToken.None)).Lease);
    }

    private ValueTask<LeaseReading> HoldAsync(string node, TimeSpan duration) =>
        Leases.HoldAsync(node, duration, CancellationToken.None);

    private async Task<long> TokenUnderLockAsync()
    {
        var token = -1L;
        await Store.Control.CommitAsync(
            (current, _) =>
            {
                token = current.EvaluatorToken;
                return null;
            },
            CancellationToken.None);
        return token;
    }
}

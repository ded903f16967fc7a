using Valhalla.Governance.Audit;
using Valhalla.Governance.Operations.MarketPolicies;
using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IOperationsPolicyStore"/> does.</summary>
public abstract class OperationsPolicyStoreConformance : StoreConformance
{
    // Its changes are made up, and have no records or others.
    protected OperationsPolicyStoreConformance() => LeavesStoreWhole = false;

    private static readonly ProvinceCode Ontario = new("ON");
    private static readonly MarketKey Toronto = new(Ontario, new MarketName("TORONTO"));

    private IOperationsPolicyStore Policies => Store.OperationsPolicies;

    [ConformanceFact]
    public async Task Read_NewStore_OnePolicyOfEachKindAProvince()
    {
        var policies = await Policies.ReadAsync(CancellationToken.None);

        Assert.Equal((0, 13, 13), (policies.Revision, policies.MarketPolicies.Count, policies.OfferPolicies.Count));
        Assert.All(policies.MarketPolicies.Values, policy =>
            Assert.Equal((true, ContactWindows.CallingHours), (policy.Enabled, policy.Windows)));
        Assert.All(policies.OfferPolicies.Values, policy =>
            Assert.Equal((false, 7_000), (policy.Enabled, policy.MultiplierBasisPoints)));
    }

    [ConformanceFact]
    public async Task Commit_Everything_ReadBackWithAuditAndRevision()
    {
        var committed = await Policies.CommitAsync(ChangeEverything, CancellationToken.None);

        var read = await Policies.ReadAsync(CancellationToken.None);

        Assert.Equal(1, read.Revision);
        Assert.Equal(committed.OfferPolicies[Ontario], read.OfferPolicies[Ontario]);
        var (expected, market) = (committed.MarketPolicies[Toronto], read.MarketPolicies[Toronto]);
        Assert.Equal(expected with { Channels = [] }, market with { Channels = [] });
        Assert.Equal([ContactChannel.Call], market.Channels);
        Assert.Equal(14, read.MarketPolicies.Count);
        Assert.Equal(1, (await Store.Control.ReadAsync(CancellationToken.None)).Revision);
        AuditStoreConformance.AssertChain(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
        Assert.Single(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Commit_WrongVersion_RefusedAndNothingWritten()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Policies.CommitAsync(
            (current, _) => new OperationsPolicyChange
            {
                OfferPolicies = [current.OfferPolicies[Ontario] with { Version = 3 }],
                Audit = [Entry()],
            },
            CancellationToken.None));

        Assert.Equal(0, (await Policies.ReadAsync(CancellationToken.None)).Revision);
        Assert.Empty(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Commit_Concurrently_EveryChangeIsDecidedOnTheOneBefore()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Policies.CommitAsync(
            (current, now) => new OperationsPolicyChange
            {
                OfferPolicies = [Next(current.OfferPolicies[Ontario], now)],
                Audit = [Entry()],
            },
            CancellationToken.None))));

        var policies = await Policies.ReadAsync(CancellationToken.None);
        Assert.Equal((8, 9), (policies.Revision, policies.OfferPolicies[Ontario].Version));
        AuditStoreConformance.AssertChain(await Store.Audit.ReadAsync(0, 100, CancellationToken.None));
    }

    private static OperationsPolicyChange ChangeEverything(OperationsPolicies current, DateTimeOffset now) => new()
    {
        MarketPolicies =
        [
            new MarketPolicy
            {
                Province = Ontario,
                Market = Toronto.Market,
                Enabled = false,
                Windows = ContactWindows.Parse("monday=10:00-12:00,13:00-20:00"),
                Channels = [ContactChannel.Call],
                MinLeadScore = 40,
                TimeZone = "America/Toronto",
                Reason = "pilot",
                ChangedBy = "anna",
                UpdatedAt = now,
            },
        ],
        OfferPolicies =
        [
            Next(current.OfferPolicies[Ontario], now) with
            {
                Enabled = true,
                MultiplierBasisPoints = 6_550,
                Fees = Money.FromDecimal(2_500.25m),
                MinOffer = Money.FromDecimal(10_000),
                MaxOffer = Money.FromDecimal(900_000),
                MinComps = 3,
                Reason = "pilot",
                ChangedBy = "anna",
            },
        ],
        Audit = [Entry()],
    };

    private static OfferPolicy Next(OfferPolicy policy, DateTimeOffset now) =>
        policy with { Version = policy.Version + 1, UpdatedAt = now };

    private static AuditEntry Entry() => new("offer_policy.upsert", "ON", ChangeAuthor.System, null, null, null);
}

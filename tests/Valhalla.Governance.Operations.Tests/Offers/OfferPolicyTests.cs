namespace Valhalla.Governance.Operations.Tests.Offers;

public sealed class OfferPolicyTests
{
    [Fact]
    public async Task Policies_NewStore_ThirteenDisabledByProvince()
    {
        await using var host = new OfferHost();

        var policies = await host.Offers.GetPoliciesAsync();

        Assert.Equal(ProvinceCode.All, policies.Select(policy => policy.Province));
        Assert.All(policies, policy => Assert.Equal((false, 7_000), (policy.Enabled, policy.MultiplierBasisPoints)));
    }

    [Fact]
    public async Task Upsert_WhatIsNull_StaysAndIsAudited()
    {
        await using var host = new OfferHost();
        await host.ChangeAsync(change => change with
        {
            MultiplierBasisPoints = 6_550,
            Fees = OfferHost.M(2_500.25m),
            MinOffer = OfferHost.M(10_000),
            MaxOffer = OfferHost.M(900_000),
            MinComps = 3,
        });

        var policy = await host.ChangeAsync(change => change with { Enabled = true, Reason = "pilot" });

        Assert.Equal(
            new OfferPolicy
            {
                Province = OfferHost.Ontario,
                Enabled = true,
                MultiplierBasisPoints = 6_550,
                Fees = OfferHost.M(2_500.25m),
                MinOffer = OfferHost.M(10_000),
                MaxOffer = OfferHost.M(900_000),
                MinComps = 3,
                Reason = "pilot",
                ChangedBy = "ann",
                UpdatedAt = host.Clock.GetUtcNow(),
                Version = 3,
            },
            policy);
        var record = (await host.AuditAsync())[^1];
        Assert.Equal(
            ("offer_policy.upsert", "ON", "pilot", 3),
            (record.Entry.Action, record.Entry.Subject, record.Entry.Reason, record.Entry.Version));
        Assert.Contains("\"enabled\":false", record.Entry.FromJson, StringComparison.Ordinal);
        Assert.Contains("\"multiplier_basis_points\":6550", record.Entry.ToJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upsert_RemovedBounds_AreGone()
    {
        await using var host = new OfferHost();
        await host.ChangeAsync(c => c with { MinOffer = OfferHost.M(1), MaxOffer = OfferHost.M(2) });

        var policy = await host.ChangeAsync(c => c with { RemoveMinOffer = true, RemoveMaxOffer = true });

        Assert.Equal((null, null), (policy.MinOffer, policy.MaxOffer));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "multiplier", "multiplier 0" },
        { "multiplier", "multiplier 10001" },
        { "min_comps", "min_comps -1" },
        { "min_comps", "min_comps 101" },
        { "fees", "fees -1" },
        { "min_offer", "min_offer -1" },
        { "max_offer", "max_offer 0" },
        { "min_offer", "min_offer 8" },
        { "max_offer", "max_offer 4" },
        { "min_offer", "both" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Upsert_ThatMakesNoSense_NamesTheFieldAndChangesNothing(string field, string change)
    {
        await using var host = new OfferHost();
        var before = await host.ChangeAsync(c => c with { MinOffer = OfferHost.M(5), MaxOffer = OfferHost.M(7) });

        var error = await Assert.ThrowsAsync<PolicyValidationException>(
            async () => await host.ChangeAsync(c => Apply(c, change)));

        Assert.Equal(field, error.Field);
        Assert.Contains(before, await host.Offers.GetPoliciesAsync());
        Assert.Single(await host.AuditAsync());
    }

    private static OfferPolicyChange Apply(OfferPolicyChange c, string change)
    {
        if (change == "both")
        {
            return c with { MinOffer = OfferHost.M(5), RemoveMinOffer = true };
        }

        var (field, value) = (change.Split(' ')[0], int.Parse(
            change.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        return field switch
        {
            "multiplier" => c with { MultiplierBasisPoints = value },
            "min_comps" => c with { MinComps = value },
            "fees" => c with { Fees = OfferHost.M(value) },
            "min_offer" => c with { MinOffer = OfferHost.M(value) },
            _ => c with { MaxOffer = OfferHost.M(value) },
        };
    }
}

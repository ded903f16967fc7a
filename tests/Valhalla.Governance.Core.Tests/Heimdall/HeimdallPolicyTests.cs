using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallPolicyTests
{
    private static readonly HeimdallPolicyChange Change = new(HeimdallHost.Offer, HeimdallHost.Ann);

    public static TheoryData<string, HeimdallPolicyChange> OutOfRange => new()
    {
        { "min_confidence_prod", Change with { MinConfidenceProd = -0.01 } },
        { "min_confidence_prod", Change with { MinConfidenceProd = 1.01 } },
        { "min_confidence_prod", Change with { MinConfidenceProd = double.NaN } },
        { "min_sandbox_success_rate", Change with { MinSandboxSuccessRate = 1.01 } },
        { "min_sandbox_success_rate", Change with { MinSandboxSuccessRate = double.NegativeInfinity } },
        { "max_calibration_error", Change with { MaxCalibrationError = -0.1 } },
        { "max_calibration_error", Change with { MaxCalibrationError = 0.1, RemoveMaxCalibrationError = true } },
        { "min_sandbox_trials", Change with { MinSandboxTrials = 0 } },
        { "min_sandbox_trials", Change with { MinSandboxTrials = 1_000_001 } },
        { "window_days", Change with { WindowDays = 0 } },
        { "window_days", Change with { WindowDays = 367 } },
        { "outcome_deadline_hours", Change with { OutcomeDeadlineHours = 0 } },
        { "outcome_deadline_hours", Change with { OutcomeDeadlineHours = 8_785 } },
        { "prod_use_enabled", Change with { ProdUseEnabled = true } },
        { "min_confidence_prod", new HeimdallPolicyChange(new DomainName("NEW"), HeimdallHost.Ann) },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public async Task UpsertPolicyAsync_OutOfRange_NamesTheFieldAndChangesNothing(
        string field, HeimdallPolicyChange change)
    {
        await using var host = new HeimdallHost();

        var exception = await Assert.ThrowsAsync<PolicyValidationException>(
            () => host.Charter.UpsertPolicyAsync(change).AsTask());

        Assert.Equal(field, exception.Field);
        Assert.Empty(await host.AuditAsync());
        Assert.Equal(1, (await host.PolicyAsync()).Version);
    }

    [Fact]
    public async Task UpsertPolicyAsync_SwitchingOn_PointsToPromotion()
    {
        await using var host = new HeimdallHost();

        var exception = await Assert.ThrowsAsync<PolicyValidationException>(
            () => host.ChangeAsync(change => change with { ProdUseEnabled = true }).AsTask());

        Assert.Contains("promot", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpsertPolicyAsync_SomeFields_KeepsTheOthersAndAudits()
    {
        await using var host = new HeimdallHost();
        var before = await host.PolicyAsync();

        var after = await host.ChangeAsync(change => change with
        {
            MinConfidenceProd = 0.9,
            MaxCalibrationError = 0.05,
            Reason = "stricter",
        });

        Assert.Equal(
            before with
            {
                MinConfidenceProd = 0.9,
                MaxCalibrationError = 0.05,
                Reason = "stricter",
                ChangedBy = "ann",
                UpdatedAt = host.Clock.GetUtcNow(),
                Version = 2,
            },
            after);
        var entry = Assert.Single(await host.AuditAsync()).Entry;
        Assert.Equal("heimdall_policy.upsert", entry.Action);
        Assert.Equal(2, entry.Version);
        Assert.Contains("\"min_confidence_prod\":0.92", entry.FromJson!, StringComparison.Ordinal);
        Assert.Contains("\"min_confidence_prod\":0.9,", entry.ToJson!, StringComparison.Ordinal);
        Assert.Equal("stricter", entry.Reason);

        var removed = await host.ChangeAsync(change => change with { RemoveMaxCalibrationError = true });
        Assert.Null(removed.MaxCalibrationError);
    }

    [Fact]
    public async Task UpsertPolicyAsync_AllFieldsAtTheirBounds_AreTaken()
    {
        await using var host = new HeimdallHost();

        var least = await host.ChangeAsync(change => change with
        {
            MinConfidenceProd = 0,
            MinSandboxSuccessRate = 0,
            MaxCalibrationError = 0,
            MinSandboxTrials = 1,
            WindowDays = 1,
            OutcomeDeadlineHours = 1,
        });
        var most = await host.ChangeAsync(change => change with
        {
            MinConfidenceProd = 1,
            MinSandboxSuccessRate = 1,
            MaxCalibrationError = 1,
            MinSandboxTrials = 1_000_000,
            WindowDays = 366,
            OutcomeDeadlineHours = 8_784,
        });

        Assert.Equal((0, 1, 1), (least.MinConfidenceProd, least.WindowDays, least.MinSandboxTrials));
        Assert.Equal((1, 366, 8_784), (most.MinConfidenceProd, most.WindowDays, most.OutcomeDeadlineHours));
        Assert.Equal(1_000_000, most.MinSandboxTrials);
    }

    [Fact]
    public async Task UpsertPolicyAsync_NewDomain_TakesTheDefaults()
    {
        await using var host = new HeimdallHost();
        var domain = new DomainName("NEW");

        var policy = await host.Charter.UpsertPolicyAsync(
            new HeimdallPolicyChange(domain, HeimdallHost.Ann) { MinConfidenceProd = 0.5, ProdUseEnabled = false });

        Assert.Equal(
            new HeimdallPolicy
            {
                Domain = domain,
                MinConfidenceProd = 0.5,
                ChangedBy = "ann",
                UpdatedAt = host.Clock.GetUtcNow(),
            },
            policy);
        Assert.Null(Assert.Single(await host.AuditAsync()).Entry.FromJson);
    }

    [Fact]
    public async Task UpsertPolicyAsync_SwitchingOff_Demotes()
    {
        await using var host = new HeimdallHost();
        await host.TryOutAsync(50, 0);
        await host.Charter.PromoteAsync(HeimdallHost.Offer, null, HeimdallHost.Ann, null);
        var sameAgain = await host.ChangeAsync(change => change with { ProdUseEnabled = true, WindowDays = 31 });
        Assert.True(sameAgain.ProdUseEnabled);

        var off = await host.ChangeAsync(change => change with { ProdUseEnabled = false });

        Assert.False(off.ProdUseEnabled);
        var change = HeimdallPolicyRules.Upsert(
            new Governance.Control.ControlSnapshot
            {
                HeimdallPolicies = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
                    [sameAgain], policy => policy.Domain),
            },
            Change with { ProdUseEnabled = false },
            default);
        Assert.Equal("demote", Assert.Single(change.HeimdallEvents).Kind);
    }

    [Fact]
    public async Task UpsertPolicyAsync_MalformedParts_Throw()
    {
        await using var host = new HeimdallHost();

        await Assert.ThrowsAsync<ArgumentNullException>(() => host.Charter.UpsertPolicyAsync(null!).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(
            () => host.Charter.UpsertPolicyAsync(Change with { Domain = default }).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(
            () => host.Charter.UpsertPolicyAsync(Change with { Reason = new string('r', 1_001) }).AsTask());
    }
}

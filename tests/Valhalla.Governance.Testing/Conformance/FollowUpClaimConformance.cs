using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>Claims of tasks behind many that must wait.</summary>
public abstract class FollowUpClaimConformance : StoreConformance
{
    private IFollowUpStore FollowUps => Store.FollowUps;

    [ConformanceFact]
    public async Task Claim_BehindHundredsThatMustWait_TheOpenOneIsHandedOutAndNoOther()
    {
        for (var lead = 0; lead < 60; lead++)
        {
            await CreateAsync($"closed-{lead}");
        }

        await CreateAsync("open");
        await CreateAsync("spare");
        var later = (await FollowUps.FindAsync(1, CancellationToken.None)).Now.AddHours(3);

        var claimed = await FollowUps.ClaimAsync(
            Ladders.Order(2),
            (tasks, _, _) => ValueTask.FromResult<IReadOnlyDictionary<long, DateTimeOffset>>(tasks
                .Where(task => task.LeadId.StartsWith("closed", StringComparison.Ordinal))
                .ToDictionary(task => task.Id, _ => later)),
            CancellationToken.None);

        Assert.Equal(2, claimed.Count);
        Assert.All(claimed, task => Assert.DoesNotContain("closed", task.LeadId, StringComparison.Ordinal));
        var rest = await FollowUps.ClaimAsync(
            Ladders.Order(100), Ladders.OpenEverywhere, CancellationToken.None);
        Assert.Equal(10, rest.Count);
    }

    private async Task CreateAsync(string leadId) =>
        await FollowUps.CreateAsync(Ladders.NewLadderOf(leadId), null, CancellationToken.None);
}

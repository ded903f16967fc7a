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

        var claimed = await FollowUps.ClaimAsync(Ladders.Order(2), ClosedWaitAsync, CancellationToken.None);
        var rest = await FollowUps.ClaimAsync(Ladders.Order(100), ClosedWaitAsync, CancellationToken.None);

        // What was looked at with the first two and was too much for them is nobody's.
        Assert.Equal((2, 10), (claimed.Count, rest.Count));
        Assert.All(
            claimed.Concat(rest),
            task => Assert.DoesNotContain("closed", task.LeadId, StringComparison.Ordinal));

        ValueTask<IReadOnlyDictionary<long, DateTimeOffset>> ClosedWaitAsync(
            IReadOnlyList<FollowUpTask> tasks, DateTimeOffset now, CancellationToken token) =>
            ValueTask.FromResult<IReadOnlyDictionary<long, DateTimeOffset>>(tasks
                .Where(task => task.LeadId.StartsWith("closed", StringComparison.Ordinal))
                .ToDictionary(task => task.Id, _ => later));
    }

    private async Task CreateAsync(string leadId) =>
        await FollowUps.CreateAsync(Ladders.NewLadderOf(leadId), null, CancellationToken.None);
}

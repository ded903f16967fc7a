using Valhalla.Governance;

namespace Snippets;

internal static class FollowUpSnippets
{
    public static async Task<CreateLadderResult> FollowUpAsync(
        IFollowUpLadder ladder, CancellationToken cancellationToken)
    {
        #region followup-create
        var lead = await ladder.CreateAsync(
            new CreateLadderRequest("lead-4711", new ProvinceCode("QC")) { Market = new MarketName("MONTREAL") },
            cancellationToken);
        foreach (var task in lead.Tasks)
        {
            Console.WriteLine($"{task.Step} {task.Channel} {task.DueAt:u}");
        }
        #endregion
        return lead;
    }

    public static async Task DialAsync(
        IFollowUpLadder ladder, Func<FollowUpTask, Task<string>> contact, CancellationToken cancellationToken)
    {
        #region followup-dial
        var claim = await ladder.ClaimAsync("dialer-1", limit: 10, TimeSpan.FromMinutes(5), cancellationToken);
        foreach (var task in claim.Tasks)
        {
            var outcome = await contact(task);
            if (outcome == "stop")
            {
                await ladder.StopAsync(task.LeadId, FollowUpStopReason.OptedOut, "dialer-1", cancellationToken);
                continue;
            }

            await ladder.CompleteAsync(
                new CompleteFollowUpRequest(task.Id)
                {
                    Actor = "dialer-1",
                    Outcome = outcome,
                    ClaimId = claim.ClaimId,
                },
                cancellationToken);
        }
        #endregion
    }
}

using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Finds what counts where leads are; from memory while no policy changes. Thread-safe.</summary>
internal sealed class FollowUpPlaces(IMarketPolicies policies, IContactCalendars calendars)
{
    public async ValueTask<FollowUpPlace> GetAsync(FollowUpMarket market, CancellationToken cancellationToken)
    {
        var effective = await policies.GetEffectiveAsync(market.Province, market.Market, cancellationToken)
            .ConfigureAwait(false);
        var calendar = await calendars.GetAsync(market.Province, market.Market, cancellationToken)
            .ConfigureAwait(false);
        return new FollowUpPlace(calendar, effective.Policy);
    }

    /// <summary>Which of the tasks must not be worked on now, and when they are due instead.</summary>
    public async ValueTask<IReadOnlyDictionary<long, DateTimeOffset>> JudgeAsync(
        IReadOnlyList<FollowUpTask> tasks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var postponed = new Dictionary<long, DateTimeOffset>();
        foreach (var group in tasks.GroupBy(FollowUpMarket.Of))
        {
            var place = await GetAsync(group.Key, cancellationToken).ConfigureAwait(false);
            foreach (var channel in group.GroupBy(task => task.Channel))
            {
                if (FollowUpRules.Postponed(place, channel.Key, now) is { } dueAt)
                {
                    foreach (var task in channel)
                    {
                        postponed[task.Id] = dueAt;
                    }
                }
            }
        }

        return postponed;
    }
}

using SampleApi.Leads;
using Valhalla.Governance;

namespace LeadWalk;

/// <summary>
/// Stands for the gateway, and judges every contact by itself: with the machine's time zones and the statutory hours
/// written out here, not with the library's.
/// </summary>
public sealed class ContactLog(IMarketPolicies markets, TimeProvider time) : ILeadChannel
{
    /// <summary>How many people were contacted.</summary>
    public int Contacts { get; private set; }

    /// <summary>How many offers went out.</summary>
    public int Offers { get; private set; }

    /// <summary>Contacts outside the hours, of which there must be none.</summary>
    public IReadOnlyList<string> Outside => _outside;

    private readonly List<string> _outside = [];

    /// <inheritdoc />
    public async Task ContactAsync(NewLead lead, ContactChannel channel, CancellationToken cancellationToken)
    {
        MarketName? market = lead.Market is { } name ? new MarketName(name) : null;
        var effective = await markets.GetEffectiveAsync(new ProvinceCode(lead.Province), market, cancellationToken);
        var now = time.GetUtcNow();
        Contacts++;
        foreach (var zone in effective.TimeZones)
        {
            var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone));
            var weekend = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var (opens, closes) = weekend ? (10 * 60, 18 * 60) : (9 * 60, (21 * 60) + 30);
            var minute = (local.Hour * 60) + local.Minute;
            if (minute < opens || minute >= closes)
            {
                _outside.Add($"{lead.Id} in {lead.Province} by {channel} at {local:O} ({zone})");
            }
        }
    }

    /// <inheritdoc />
    public Task SendOfferAsync(NewLead lead, Money amount, CancellationToken cancellationToken)
    {
        Offers++;
        return Task.CompletedTask;
    }
}

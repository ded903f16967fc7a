using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance;

namespace LeadWalk;

/// <summary>What the two weeks came to.</summary>
public static class Summary
{
    private static readonly (string Domain, string Metric)[] Series =
    [
        ("FOLLOWUP", "ladder_created"),
        ("FOLLOWUP", "followup_completed"),
        ("BUYER_LIQUIDITY", "buyer_feedback"),
        ("OFFERS", "offer_generated"),
        ("WHOLESALE", "offer_sent"),
    ];

    /// <summary>Writes the summary.</summary>
    /// <returns>Whether people were contacted, and all of them inside the hours.</returns>
    public static async Task<bool> WriteAsync(
        IServiceProvider services, Walk walk, TextWriter output, CancellationToken cancellationToken)
    {
        var contacts = services.GetRequiredService<ContactLog>();
        var inside = contacts.Contacts - contacts.Outside.Select(line => line.Split(' ')[0]).Distinct().Count();
        await output.WriteLineAsync();
        await output.WriteLineAsync(
            $"contacts inside windows  {inside} of {contacts.Contacts} ({Share(inside, contacts.Contacts)})");
        foreach (var line in contacts.Outside.Take(20))
        {
            await output.WriteLineAsync($"  outside: {line}");
        }

        var sla = await services.GetRequiredService<IFollowUpLadder>().GetSlaAsync(30, cancellationToken);
        await output.WriteLineAsync(
            $"follow-ups               {sla.Completed} completed, {sla.OverdueOpen} overdue, "
            + $"within 30 min {Percent(sla.ShareWithin30Minutes)}, within 2 h {Percent(sla.ShareWithin2Hours)}");
        await WriteMarketsAsync(services, output, cancellationToken);
        await output.WriteLineAsync($"offers sent              {contacts.Offers}");
        foreach (var (reason, count) in walk.Refusals.OrderBy(refusal => refusal.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"  not made, {reason}: {count}");
        }

        var risk = await services.GetRequiredService<IRiskGuard>().GetSnapshotAsync(cancellationToken);
        foreach (var engine in risk.Engines.Where(engine => engine.Ledger.ExposureUsed.IsPositive))
        {
            await output.WriteLineAsync(
                $"risk on the last day     {engine.Policy.Engine}: {engine.Ledger.ExposureUsed} of "
                + $"{engine.Policy.MaxDailyExposure} used, {engine.Ledger.OpenRiskReserved} open");
        }

        await WriteKpisAsync(services, output, cancellationToken);
        return contacts.Contacts > 0 && contacts.Outside.Count == 0;
    }

    private static async Task WriteMarketsAsync(
        IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var liquidity = services.GetRequiredService<IBuyerLiquidity>();
        var scores = new List<double>();
        foreach (var province in ProvinceCode.All)
        {
            scores.Add((await liquidity.GetScoreAsync(province, cancellationToken: cancellationToken)).Score);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"liquidity by province    {scores.Min():0.0} to {scores.Max():0.0}, {scores.Average():0.0} on average"));
    }

    private static async Task WriteKpisAsync(
        IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var kpi = services.GetRequiredService<IKpiEmitter>();
        foreach (var (domain, metric) in Series)
        {
            var counted = 0;
            long? before = null;
            while (true)
            {
                var page = await kpi.ListAsync(
                    new KpiQuery
                    {
                        Domain = new DomainName(domain),
                        Metric = new MetricName(metric),
                        BeforeId = before,
                        Limit = 1_000,
                    },
                    cancellationToken);
                counted += page.Count;
                if (page.Count < 1_000)
                {
                    break;
                }

                before = page[^1].Id;
            }

            await output.WriteLineAsync($"kpi events               {domain}.{metric}: {counted}");
        }
    }

    private static string Share(int part, int all) => Percent(all == 0 ? null : (double)part / all);

    private static string Percent(double? share) =>
        share is { } value ? value.ToString("P1", CultureInfo.InvariantCulture) : "none";
}

using System.Diagnostics.Metrics;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Core.Tests.Heimdall;

public sealed class HeimdallMetricsTests
{
    [Fact]
    public async Task Charter_SomebodyListens_CountsWithoutUnboundedTags()
    {
        await using var host = new HeimdallHost();
        var all = new List<string>();
        using var listener = new MeterListener();
        var meter = host.Get<ValhallaMeter>().Meter;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter)
                && instrument.Name.StartsWith("valhalla.heimdall.", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            all.Add($"{instrument.Name[18..]} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}"));
        listener.Start();

        await host.TryOutAsync(1, 1);
        await host.Charter.RecommendAsync(HeimdallHost.Request() with { Domain = new DomainName("FROM_OUTSIDE") });

        Assert.Equal(
            [
                "recommendations domain=WHOLESALE_OFFER prod_eligible=False",
                "outcomes domain=WHOLESALE_OFFER success=True",
                "recommendations domain=WHOLESALE_OFFER prod_eligible=False",
                "outcomes domain=WHOLESALE_OFFER success=False",
                "recommendations domain=unknown prod_eligible=False",
            ],
            all);
    }
}

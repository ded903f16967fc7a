using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Metrics;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Repository.Tests.Architecture;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The metrics page lists every instrument as the code makes it.</summary>
public sealed class MetricsPageTests
{
    private const string Page = "docs/reference/metrics.md";

    [Fact]
    public void Instruments_OfTheCode_AreAllListedAndNoOthers()
    {
        var rows = MarkdownTable.ReadAll(Page).Where(table => table.FirstColumn == "Instrument")
            .SelectMany(table => table.Rows)
            .Select(row => $"{row[0]} {row[1]} {row[2]} {row[3]}");

        Assert.Equal(Published().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Instruments_OfTheCode_HaveUnitAndDescription() =>
        Assert.All(Instruments(), i => Assert.True(i.Unit?.Length > 0 && i.Description?.Length > 0, i.Name));

    private static IEnumerable<string> Published() => Instruments().Select(instrument =>
    {
        var family = new MetricFamily(instrument);
        return $"{instrument.Name} {WireNames.Of(family.Kind)} {instrument.Unit} {family.Name}";
    });

    private static List<Instrument> Instruments()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddValhalla();
        using var provider = services.BuildServiceProvider();
        var meter = provider.GetRequiredService<ValhallaMeter>().Meter;
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                instruments.Add(instrument);
            }
        };
        listener.Start();

        // Each feature makes its instruments in one class of this name.
        var classes = ProjectTable.Rules.Select(rule => System.Reflection.Assembly.Load(rule.Name))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Metrics", StringComparison.Ordinal) && type.IsClass);
        foreach (var type in classes)
        {
            Assert.NotNull(provider.GetService(type));
        }

        return instruments;
    }
}

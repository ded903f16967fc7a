namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>Names that the tests share.</summary>
internal static class TripwireFixture
{
    public static KpiSeries ContractRate { get; } = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    public static KpiSeries RoiEvent { get; } = new(new DomainName("CAPITAL"), new MetricName("roi_event"));
}

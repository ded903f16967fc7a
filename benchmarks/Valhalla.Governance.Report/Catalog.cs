using Valhalla.Governance.Report.Gate;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report;

/// <summary>Every group, in the order in which they are measured and printed.</summary>
internal static class Catalog
{
    public static IReadOnlyList<IRowGroup> Groups { get; } =
    [
        new GateGroup(),
    ];
}

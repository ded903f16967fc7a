using Valhalla.Governance.ErrorBudgets;

namespace Valhalla.Governance.EntityFramework.ErrorBudgets;

/// <summary>The sums of the windows of <see cref="SloWindows.Since"/>, in one row.</summary>
internal sealed class SloWindowSums
{
    public long Good0 { get; set; }

    public long Good1 { get; set; }

    public long Good2 { get; set; }

    public long Good3 { get; set; }

    public long Good4 { get; set; }

    public long Good5 { get; set; }

    public long Good6 { get; set; }

    public long Good7 { get; set; }

    public long Good8 { get; set; }

    public long Bad0 { get; set; }

    public long Bad1 { get; set; }

    public long Bad2 { get; set; }

    public long Bad3 { get; set; }

    public long Bad4 { get; set; }

    public long Bad5 { get; set; }

    public long Bad6 { get; set; }

    public long Bad7 { get; set; }

    public long Bad8 { get; set; }

    public IReadOnlyList<SloTotals> ToTotals() =>
    [
        new(Good0, Bad0),
        new(Good1, Bad1),
        new(Good2, Bad2),
        new(Good3, Bad3),
        new(Good4, Bad4),
        new(Good5, Bad5),
        new(Good6, Bad6),
        new(Good7, Bad7),
        new(Good8, Bad8),
    ];
}

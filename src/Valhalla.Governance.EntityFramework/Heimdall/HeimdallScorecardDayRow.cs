using Valhalla.Governance.Heimdall;

namespace Valhalla.Governance.EntityFramework.Heimdall;

/// <summary>A row of <c>heimdall_scorecard_day</c>: additive sums of one day, domain, model version and bin.</summary>
internal sealed class HeimdallScorecardDayRow
{
    public DateOnly Day { get; set; }

    public string Domain { get; set; } = "";

    public string ModelVersion { get; set; } = "";

    public int Bin { get; set; }

    public int Trials { get; set; }

    public int Successes { get; set; }

    public int Overdue { get; set; }

    public double ConfidenceSum { get; set; }

    public double SquaredErrorSum { get; set; }

    public ScorecardCell ToCell() => new(
        Day,
        new DomainName(Domain),
        ModelVersion,
        Bin,
        Trials,
        Successes,
        Overdue,
        ConfidenceSum,
        SquaredErrorSum);
}

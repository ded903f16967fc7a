namespace Valhalla.Governance.Heimdall;

/// <summary>
/// The additive sums of one (day, domain, model version, calibration bin): one row of
/// <c>heimdall_scorecard_day</c>. Any scorecard is a sum of cells.
/// </summary>
internal sealed record ScorecardCell(
    DateOnly Day,
    DomainName Domain,
    string ModelVersion,
    int Bin,
    int Trials,
    int Successes,
    int Overdue,
    double ConfidenceSum,
    double SquaredErrorSum);

using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance;

/// <summary>What the evidence said about one criterion at one moment.</summary>
/// <param name="Criterion">The criterion, as it was configured then.</param>
/// <param name="Status">What came out.</param>
/// <param name="Evidence">The newest observation of its signal, whether or not it counts; or null.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record CriterionResult(
    Criterion Criterion, CriterionStatus Status, Evidence? Evidence, string Reason)
{
    /// <summary>What is stored of it, where a newer build has stored names that this one does not know; else null.
    /// </summary>
    internal CriterionRecord? Stored { get; init; }

    /// <summary>Whether this result alone makes the outcome a NO-GO.</summary>
    public bool IsNoGo => Status switch
    {
        CriterionStatus.Fail => Criterion.Required || Criterion.Critical,
        CriterionStatus.Missing => Criterion.Required,
        CriterionStatus.Pass or CriterionStatus.Warn => false,
        _ => Criterion.Required || Criterion.Critical,
    };
}

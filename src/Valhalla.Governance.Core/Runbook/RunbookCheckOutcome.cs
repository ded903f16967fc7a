namespace Valhalla.Governance;

/// <summary>What a runbook check found.</summary>
/// <param name="Ok">Whether it passed.</param>
/// <param name="Message">What was checked, as a sentence.</param>
/// <param name="Detail">Figures behind it: strings, numbers, booleans, null, or dictionaries of those.</param>
public sealed record RunbookCheckOutcome(
    bool Ok, string Message, IReadOnlyDictionary<string, object?>? Detail = null)
{
    /// <summary>Figures behind it: strings, numbers, booleans, null, or dictionaries of those.</summary>
    public IReadOnlyDictionary<string, object?>? Detail
    {
        get;
        init => field = TextMap.Of(value);
    } = TextMap.Of(Detail);
}

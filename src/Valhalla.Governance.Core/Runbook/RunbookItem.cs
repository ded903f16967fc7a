namespace Valhalla.Governance;

/// <summary>One line of the runbook.</summary>
/// <param name="Id">The check.</param>
/// <param name="Ok">Whether it passed.</param>
/// <param name="Severity">What its failure means.</param>
/// <param name="Message">What was checked, or why it failed.</param>
/// <param name="Detail">Figures behind it.</param>
public sealed record RunbookItem(
    string Id, bool Ok, CheckSeverity Severity, string Message, IReadOnlyDictionary<string, object?> Detail)
{
    /// <summary>Figures behind it.</summary>
    public IReadOnlyDictionary<string, object?> Detail
    {
        get;
        init => field = TextMap.Of(value);
    } = TextMap.Of(Detail);
}

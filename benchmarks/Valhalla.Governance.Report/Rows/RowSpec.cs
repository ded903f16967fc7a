namespace Valhalla.Governance.Report.Rows;

/// <summary>What a row says, before anything is measured.</summary>
/// <param name="Id">Its name for <c>--only</c> and in JSON: the group's, a slash, its own.</param>
/// <param name="Title">What is measured, for people.</param>
/// <param name="Unit">Of ours, of the peer and of the limit.</param>
internal sealed record RowSpec(string Id, string Title, string Unit)
{
    /// <summary>Whether a larger figure is better; a ratio is always larger for better.</summary>
    public bool HigherIsBetter { get; init; }

    /// <summary>What a team would take or write instead; null for a row without.</summary>
    public string? Peer { get; init; }

    /// <summary>What cannot be beaten on this machine; null for a row without.</summary>
    public string? Limit { get; init; }

    /// <summary>Null for a row that only informs.</summary>
    public Goal? Goal { get; init; }
}

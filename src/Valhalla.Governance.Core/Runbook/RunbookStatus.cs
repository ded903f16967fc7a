namespace Valhalla.Governance;

/// <summary>What every check of the runbook said at one moment.</summary>
/// <param name="GeneratedAt">When, UTC.</param>
/// <param name="Blockers">Failed checks that block go-live.</param>
/// <param name="Warnings">Failed checks that do not.</param>
/// <param name="Info">Passed checks, and failed ones that are only worth knowing.</param>
/// <param name="SnapshotHash">SHA-256 of the items, lower-case hex: equal hashes are equal findings.</param>
public sealed record RunbookStatus(
    DateTimeOffset GeneratedAt,
    IReadOnlyList<RunbookItem> Blockers,
    IReadOnlyList<RunbookItem> Warnings,
    IReadOnlyList<RunbookItem> Info,
    string SnapshotHash)
{
    /// <summary>Failed checks that block go-live.</summary>
    public IReadOnlyList<RunbookItem> Blockers
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Blockers);

    /// <summary>Failed checks that do not.</summary>
    public IReadOnlyList<RunbookItem> Warnings
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Warnings);

    /// <summary>Passed checks, and failed ones that are only worth knowing.</summary>
    public IReadOnlyList<RunbookItem> Info
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Info);

    /// <summary>Whether nothing blocks go-live.</summary>
    public bool OkToEnableGoLive => Blockers.Count == 0;
}

namespace Valhalla.Governance;

/// <summary>Which decisions to read, newest first.</summary>
public sealed record GoNoGoDecisionQuery
{
    /// <summary>The most decisions of one read: 1 000.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Only decisions before this one; null starts with the newest.</summary>
    public long? BeforeId { get; init; }

    /// <summary>At most so many, 1 to <see cref="MaxLimit"/>. Default 100.</summary>
    public int Limit { get; init; } = 100;
}

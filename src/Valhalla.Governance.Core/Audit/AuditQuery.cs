namespace Valhalla.Governance;

/// <summary>Which records of the audit chain to read, newest first.</summary>
public sealed record AuditQuery
{
    /// <summary>The most records of one read: 1 000.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Only this action, such as <c>kill_switch.engage</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Only changes of this subject, such as an engine.</summary>
    public string? Subject { get; init; }

    /// <summary>Only changes by this actor.</summary>
    public string? Actor { get; init; }

    /// <summary>Only records before this place; null starts with the newest.</summary>
    public long? BeforeSequence { get; init; }

    /// <summary>At most so many, 1 to <see cref="MaxLimit"/>. Default 100.</summary>
    public int Limit { get; init; } = 100;
}

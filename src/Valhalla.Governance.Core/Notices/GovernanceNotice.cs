using System.Globalization;

namespace Valhalla.Governance;

/// <summary>A governance event that somebody outside is told of. It is one record of the audit chain.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record GovernanceNotice
{
    /// <summary>The place of its audit record, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of that record, 64 lower-case hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Place and hash with a hyphen between them: the same however often the notice is delivered.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Hash}");

    /// <summary>What happened.</summary>
    public required GovernanceNoticeKind Kind { get; init; }

    /// <summary>The name of a kind that a newer build has stored and this one does not know; else null.</summary>
    internal string? StoredKind { get; init; }

    /// <summary>The action of the audit record, such as <c>kill_switch.engage</c>.</summary>
    public required string Action { get; init; }

    /// <summary>When, by the store's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was changed, such as a tripwire's series; empty for the gate.</summary>
    public required string Subject { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>The name that the actor gave for itself, where that is not the authenticated one.</summary>
    public string? ClaimedActor { get; init; }

    /// <summary>Why, if given.</summary>
    public string? Reason { get; init; }

    /// <summary>The state before as JSON, or null.</summary>
    public string? FromJson { get; init; }

    /// <summary>The state after as JSON, or null.</summary>
    public string? ToJson { get; init; }
}

namespace Valhalla.Governance;

/// <summary>One row of control state at an instant.</summary>
public sealed record AuditStateItem
{
    /// <summary>Which kind of row: <c>gate</c>, <c>risk_policy</c>, <c>heimdall_policy</c> and so on.</summary>
    public required string Area { get; init; }

    /// <summary>Which row, such as an engine; empty for singletons.</summary>
    public required string Subject { get; init; }

    /// <summary>The row as JSON.</summary>
    public required string ValueJson { get; init; }

    /// <summary>How it is known.</summary>
    public required AuditStateSource Source { get; init; }

    /// <summary>
    /// The record that left it, or the one that replaced it with <see cref="AuditStateSource.LaterRecord"/>; null with
    /// <see cref="AuditStateSource.Seed"/>.
    /// </summary>
    public AuditEvent? Event { get; init; }
}

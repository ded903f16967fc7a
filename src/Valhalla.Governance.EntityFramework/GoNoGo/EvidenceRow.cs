using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>A row of <c>go_no_go_evidence</c>: one posted observation. Rows are only added.</summary>
internal sealed class EvidenceRow
{
    public long Id { get; set; }

    public string Signal { get; set; } = "";

    public string Kind { get; set; } = "";

    /// <summary>As text, so that a number keeps all its digits on every database.</summary>
    public string Value { get; set; } = "";

    public DateTimeOffset ObservedAt { get; set; }

    public string? Detail { get; set; }

    public string Source { get; set; } = "";

    public DateTimeOffset ReceivedAt { get; set; }

    public static EvidenceRow Of(Evidence evidence, DateTimeOffset receivedAt) => new()
    {
        Signal = evidence.Signal.Value,
        Kind = WireNames.Of(evidence.Value.Kind),
        Value = evidence.Value.Text,
        ObservedAt = StoreTime.Truncate(evidence.ObservedAt),
        Detail = evidence.Detail,
        Source = evidence.Source,
        ReceivedAt = StoreTime.Truncate(receivedAt),
    };

    public Evidence ToEvidence() => new(
        new SignalName(Signal),
        // A text satisfies no criterion that asks for a number or a flag.
        EvidenceValues.TryRead(StoredNames.Read<EvidenceKind>(Kind), Value, out var value)
            ? value
            : EvidenceValue.Of(Value),
        ObservedAt,
        Detail,
        Source);
}

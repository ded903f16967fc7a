namespace Valhalla.Governance.GoNoGo;

/// <summary>A result as it is stored and written to the record of a decision.</summary>
internal sealed record CriterionRecord(
    string Id,
    string Kind,
    string Group,
    string Title,
    string Status,
    string Reason,
    string Signal,
    string Comparison,
    EvidenceValue Threshold,
    EvidenceValue? WarnThreshold,
    TimeSpan MaxAge,
    bool Critical,
    bool Required,
    bool Explainable,
    EvidenceValue? Value,
    DateTimeOffset? ObservedAt,
    string? Source,
    string? Detail)
{
    public static CriterionRecord Of(CriterionResult result)
    {
        if (result.Stored is { } stored)
        {
            return stored;
        }

        var criterion = result.Criterion;
        return new CriterionRecord(
            criterion.Id,
            WireNames.Of(criterion.Kind),
            WireNames.Of(criterion.Group),
            criterion.Title,
            WireNames.CapitalsOf(result.Status),
            result.Reason,
            criterion.Signal.Value,
            WireNames.Of(criterion.Comparison),
            criterion.Threshold,
            criterion.WarnThreshold,
            criterion.MaxAge,
            criterion.Critical,
            criterion.Required,
            criterion.Explainable,
            result.Evidence?.Value,
            result.Evidence?.ObservedAt.ToUniversalTime(),
            result.Evidence?.Source,
            result.Evidence?.Detail);
    }

    public CriterionResult ToResult()
    {
        var criterion = new Criterion
        {
            Id = Id,
            Kind = Read<CriterionKind>(Kind),
            Group = Read<CriterionGroup>(Group),
            Title = Title,
            Signal = new SignalName(Signal),
            Comparison = Read<SignalComparison>(Comparison),
            Threshold = Threshold,
            WarnThreshold = WarnThreshold,
            MaxAge = MaxAge,
            Critical = Critical,
            Required = Required,
            Explainable = Explainable,
        };
        var evidence = Value is { } value && ObservedAt is { } at
            ? new Evidence(criterion.Signal, value, at, Detail, Source ?? "")
            : null;
        var status = Read<CriterionStatus>(Status);
        var isKnown = WireNames.IsKnown(status)
            && WireNames.IsKnown(criterion.Kind)
            && WireNames.IsKnown(criterion.Group)
            && WireNames.IsKnown(criterion.Comparison);
        return new CriterionResult(criterion, status, evidence, Reason) { Stored = isKnown ? null : this };
    }

    private static T Read<T>(string text)
        where T : struct, Enum => WireNames.TryRead<T>(text, out var value)
            ? value
            : WireNames.Unknown<T>();
}

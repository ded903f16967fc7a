using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>Where the ramp stands.</summary>
internal sealed record RampStatusBody
{
    [JsonPropertyName("influence_bps")]
    public required int InfluenceBps { get; init; }

    [JsonPropertyName("influence_percent")]
    public required decimal InfluencePercent { get; init; }

    [JsonPropertyName("step")]
    public required long Step { get; init; }

    [JsonPropertyName("step_since")]
    public required DateTimeOffset? StepSince { get; init; }

    [JsonPropertyName("step_events")]
    public required long StepEvents { get; init; }

    [JsonPropertyName("decision_id")]
    public required long? DecisionId { get; init; }

    [JsonPropertyName("decision_expires_at")]
    public required DateTimeOffset? DecisionExpiresAt { get; init; }

    [JsonPropertyName("next_step_percent")]
    public required decimal? NextStepPercent { get; init; }

    [JsonPropertyName("can_step")]
    public required bool CanStep { get; init; }

    [JsonPropertyName("holds")]
    public required IReadOnlyList<RampHoldBody> Holds { get; init; }

    [JsonPropertyName("guards")]
    public required IReadOnlyList<RampGuardBody> Guards { get; init; }

    [JsonPropertyName("sample_ratio")]
    public required SampleRatioBody SampleRatio { get; init; }

    [JsonPropertyName("last_rollback")]
    public required RampRollbackBody? LastRollback { get; init; }
}

/// <summary>One thing that stands against the next step.</summary>
internal sealed record RampHoldBody
{
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("detail")]
    public required string Detail { get; init; }
}

/// <summary>A rollback trigger and what it sees.</summary>
internal sealed record RampGuardBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("signal")]
    public required string Signal { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("value")]
    public required string? Value { get; init; }

    [JsonPropertyName("threshold")]
    public required string Threshold { get; init; }

    [JsonPropertyName("hold_threshold")]
    public required string? HoldThreshold { get; init; }

    [JsonPropertyName("observed_at")]
    public required DateTimeOffset? ObservedAt { get; init; }

    [JsonPropertyName("max_age_seconds")]
    public required double MaxAgeSeconds { get; init; }

    [JsonPropertyName("detail")]
    public required string Detail { get; init; }
}

/// <summary>Whether the observed units stand in the ratio asked for.</summary>
internal sealed record SampleRatioBody
{
    [JsonPropertyName("live_units")]
    public required long LiveUnits { get; init; }

    [JsonPropertyName("shadow_units")]
    public required long ShadowUnits { get; init; }

    [JsonPropertyName("expected_live_share")]
    public required double ExpectedLiveShare { get; init; }

    [JsonPropertyName("chi_square")]
    public required double? ChiSquare { get; init; }

    [JsonPropertyName("p_value")]
    public required double? PValue { get; init; }
}

/// <summary>A return of the influence to 0.</summary>
internal sealed record RampRollbackBody
{
    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("trigger")]
    public required string Trigger { get; init; }

    [JsonPropertyName("from_bps")]
    public required int FromBps { get; init; }
}

using System.Text.Json.Serialization;

namespace Valhalla.Governance.AspNetCore.ErrorBudgets;

/// <summary>Every error budget.</summary>
internal sealed record ErrorBudgetsBody
{
    [JsonPropertyName("budgets")]
    public required IReadOnlyList<ErrorBudgetBody> Budgets { get; init; }
}

/// <summary>One error budget. Rounded to six decimals, never in the service's favour.</summary>
internal sealed record ErrorBudgetBody
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("target_percent")]
    public required decimal TargetPercent { get; init; }

    [JsonPropertyName("window_days")]
    public required int WindowDays { get; init; }

    [JsonPropertyName("good")]
    public required long Good { get; init; }

    [JsonPropertyName("bad")]
    public required long Bad { get; init; }

    [JsonPropertyName("sli_percent")]
    public required decimal? SliPercent { get; init; }

    [JsonPropertyName("burn_rates")]
    public required IReadOnlyDictionary<string, decimal?> BurnRates { get; init; }

    [JsonPropertyName("month_to_date_burn_percent")]
    public required decimal? MonthToDateBurnPercent { get; init; }

    [JsonPropertyName("remaining_percent")]
    public required decimal? RemainingPercent { get; init; }

    [JsonPropertyName("budget_minutes")]
    public required decimal BudgetMinutes { get; init; }

    [JsonPropertyName("fast_burn")]
    public required bool FastBurn { get; init; }

    [JsonPropertyName("alerts")]
    public required IReadOnlyList<BurnAlertBody> Alerts { get; init; }

    [JsonPropertyName("time_to_exhaustion_hours")]
    public required decimal? TimeToExhaustionHours { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("observed_at")]
    public required DateTimeOffset? ObservedAt { get; init; }
}

/// <summary>A burn alert, firing or not.</summary>
internal sealed record BurnAlertBody
{
    [JsonPropertyName("severity")]
    public required string Severity { get; init; }

    [JsonPropertyName("short_window")]
    public required string ShortWindow { get; init; }

    [JsonPropertyName("long_window")]
    public required string LongWindow { get; init; }

    [JsonPropertyName("threshold")]
    public required decimal Threshold { get; init; }

    [JsonPropertyName("short_burn")]
    public required decimal? ShortBurn { get; init; }

    [JsonPropertyName("long_burn")]
    public required decimal? LongBurn { get; init; }

    [JsonPropertyName("firing")]
    public required bool Firing { get; init; }
}

namespace Valhalla.Governance.Ramp;

/// <summary>The rollback triggers of the go/no-go playbook, with its numbers, as the options change them.</summary>
internal sealed class RampTriggers
{
    private static readonly TimeSpan LiveSignal = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Report = TimeSpan.FromHours(24);

    /// <summary>The triggers without options.</summary>
    public static IReadOnlyList<RampTrigger> Defaults { get; } =
    [
        Number("page_alert", "A page alert is active.", "active_page_alerts", SignalComparison.Above, 0),
        Number("entropy_low", "Policy entropy is below 0.8.", "policy_entropy", SignalComparison.Below, 0.8m) with
        {
            HoldThreshold = EvidenceValue.Of(0.9m),
        },
        Number(
            "q_spread_high", "The Q-value spread is above 3 times its baseline.", "q_spread_ratio",
            SignalComparison.Above, 3) with
        {
            HoldThreshold = EvidenceValue.Of(2m),
        },
        Number(
            "cost_spike", "Cost is more than 50 % above its baseline.", "cost_over_baseline_percent",
            SignalComparison.Above, 50),
        Flag(
            "error_budget_fast_burn", "An error budget burns at a rate that pages.", "error_budget_fast_burn"),
        Flag("performance_degradation", "Performance has degraded.", "performance_degradation"),
        Flag("technical_anomaly", "A technical anomaly was reported.", "technical_anomaly"),
    ];

    /// <param name="options">What differs from the defaults; validated.</param>
    public RampTriggers(RampOptions options) => All =
    [
        .. Defaults
            .Select(trigger => (Trigger: trigger, Options: Find(options, trigger.Id)))
            .Where(pair => pair.Options?.Enabled != false)
            .Select(pair => With(pair.Trigger, pair.Options)),
    ];

    /// <summary>The enabled triggers.</summary>
    public IReadOnlyList<RampTrigger> All { get; }

    private static RampTriggerOptions? Find(RampOptions options, string id) =>
        options.Triggers.TryGetValue(id, out var found) ? found : null;

    private static RampTrigger With(RampTrigger trigger, RampTriggerOptions? options) => options is null
        ? trigger
        : trigger with
        {
            Threshold = options.Threshold is { } threshold ? EvidenceValue.Of(threshold) : trigger.Threshold,
            HoldThreshold = options.HoldThreshold is { } hold ? EvidenceValue.Of(hold) : trigger.HoldThreshold,
            MaxAge = options.MaxAge ?? trigger.MaxAge,
            IsRequired = options.Required ?? trigger.IsRequired,
        };

    private static RampTrigger Number(
        string id, string title, string signal, SignalComparison comparison, decimal threshold) => new()
        {
            Id = id,
            Title = title,
            Signal = new SignalName(signal),
            Comparison = comparison,
            Threshold = EvidenceValue.Of(threshold),
            MaxAge = LiveSignal,
            IsRequired = true,
        };

    // Somebody reports these when there is something to report: their absence means nothing.
    private static RampTrigger Flag(string id, string title, string signal) => new()
    {
        Id = id,
        Title = title,
        Signal = new SignalName(signal),
        Comparison = SignalComparison.Is,
        Threshold = EvidenceValue.Of(true),
        MaxAge = Report,
    };
}

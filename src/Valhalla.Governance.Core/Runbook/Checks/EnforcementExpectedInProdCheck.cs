namespace Valhalla.Governance.Runbook;

/// <summary>Enforcement is on in production. Off is allowed, in an emergency, and never quiet.</summary>
internal sealed class EnforcementExpectedInProdCheck(GovernedEnvironment environment) : IWarnsWhenFailed
{
    public string Id => RunbookCheckIds.EnforcementExpectedInProd;

    public CheckSeverity Severity => CheckSeverity.Info;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken) => new(
        new RunbookCheckOutcome(
            IsAsExpected,
            $"Go-live enforcement currently {(environment.IsEnforced ? "ON" : "OFF")} (recommended ON in production)",
            new Dictionary<string, object?>
            {
                ["ENV"] = environment.Name,
                ["GO_LIVE_ENFORCE"] = environment.IsEnforcementRequested ? "1" : "0",
                ["enforced"] = environment.IsEnforced,
            }));

    private bool IsAsExpected => environment.IsEnforced || environment is { IsProduction: false, IsUnknown: false };
}

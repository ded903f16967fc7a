namespace Valhalla.Governance.Runbook;

/// <summary>A production environment is called so, and names its database.</summary>
internal sealed class EnvSanityCheck(GovernedEnvironment environment) : IRunbookCheck
{
    public string Id => RunbookCheckIds.EnvSanity;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken) => new(
        new RunbookCheckOutcome(
            IsSane,
            "ENV and DATABASE_URL must be set correctly in production",
            new Dictionary<string, object?>
            {
                ["ENV"] = environment.Name,
                ["GO_LIVE_ENFORCE"] = environment.IsEnforcementRequested ? "1" : "0",
                ["DATABASE_URL_set"] = environment.IsDatabaseExplicit,
            }));

    private bool IsSane => environment.IsProduction
        ? environment.IsDatabaseExplicit
        : !GovernedEnvironmentReader.IsAlmostProduction(environment.Name);
}

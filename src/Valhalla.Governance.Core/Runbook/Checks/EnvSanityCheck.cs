namespace Valhalla.Governance.Runbook;

/// <summary>A production environment is called so, and names its database.</summary>
internal sealed class EnvSanityCheck(GovernedEnvironment environment) : IRunbookCheck
{
    private const string Rule = "ENV and DATABASE_URL must be set correctly in production";

    public string Id => RunbookCheckIds.EnvSanity;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken) => new(
        new RunbookCheckOutcome(
            Problem is null,
            Problem is null ? Rule : $"{Rule}: {Problem}",
            new Dictionary<string, object?>
            {
                ["ENV"] = environment.Name,
                ["GO_LIVE_ENFORCE"] = environment.IsEnforcementRequested ? "1" : "0",
                ["DATABASE_URL_set"] = environment.IsDatabaseExplicit,
            }));

    private string? Problem => environment switch
    {
        { IsProduction: true, IsDatabaseExplicit: true } => null,
        { IsProduction: true } =>
            "set DATABASE_URL to postgresql://… or, for a single node that means it, sqlite:///path",
        { IsUnknown: true } =>
            $"nobody says what '{environment.Name}' is; set ENV to production, or to this name if it is not",
        _ => GovernedEnvironmentReader.IsAlmostProduction(environment.Name)
            ? $"'{environment.Name}' looks like production; set ENV to production"
            : null,
    };
}

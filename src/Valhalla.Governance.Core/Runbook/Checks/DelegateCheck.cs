using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Runbook;

/// <summary>A host's check given as a delegate; each run has a service scope of its own.</summary>
internal sealed class DelegateCheck(
    string id,
    CheckSeverity severity,
    Func<IServiceProvider, CancellationToken, ValueTask<RunbookCheckOutcome>> check,
    IServiceScopeFactory scopes) : IRunbookCheck
{
    public string Id => id;

    public CheckSeverity Severity => severity;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await check(scope.ServiceProvider, cancellationToken).ConfigureAwait(false);
    }
}

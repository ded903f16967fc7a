using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Runbook;

/// <inheritdoc cref="IRunbook" />
internal sealed class GoLiveRunbook(
    IEnumerable<IRunbookCheck> checks,
    IOptions<RunbookOptions> options,
    RunbookMetrics metrics,
    TimeProvider time,
    IStoreClock clock,
    GuardedLogger<GoLiveRunbook> logger) : IRunbook
{
    private readonly CheckRunner[] _runners =
        [.. checks.Select(check => new CheckRunner(check, options.Value.CheckTimeout, time, logger))];

    public async ValueTask<RunbookStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A look at what was last heard: the runbook answers while the store is down.
        var generatedAt = clock.Now;
        var items = await Task.WhenAll(_runners.Select(r => r.RunAsync(cancellationToken))).ConfigureAwait(false);
        var status = Sort(generatedAt, items);
        metrics.Ran(status);
        return status;
    }

    public string ToMarkdown(RunbookStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return RunbookMarkdown.Write(status);
    }

    private RunbookStatus Sort(DateTimeOffset generatedAt, RunbookItem[] items)
    {
        List<RunbookItem> blockers = [];
        List<RunbookItem> warnings = [];
        List<RunbookItem> info = [];
        foreach (var (item, runner) in items.Zip(_runners))
        {
            var list = item switch
            {
                { Ok: true } => info,
                { Severity: CheckSeverity.Blocker } => blockers,
                { Severity: CheckSeverity.Warning } => warnings,
                _ when runner.WarnsWhenFailed => warnings,
                _ => info,
            };
            list.Add(item);
        }

        return new RunbookStatus(generatedAt, blockers, warnings, info, RunbookHash.Compute(items));
    }
}

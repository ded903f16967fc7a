using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Runbook;

/// <summary>
/// Runs one check within the time limit. Whatever goes wrong is a failure of the check, never a pass. Thread-safe.
/// </summary>
internal sealed class CheckRunner(IRunbookCheck check, TimeSpan limit, TimeProvider time, ILogger logger)
{
    private volatile Task? _overdue;

    /// <summary>Whether a failure is listed among the warnings although the severity is lower.</summary>
    public bool WarnsWhenFailed => check is IWarnsWhenFailed;

    public async Task<RunbookItem> RunAsync(CancellationToken cancellationToken)
    {
        // A check that hangs would otherwise leave one more task behind with every look at the runbook.
        if (_overdue is { IsCompleted: false })
        {
            return Failed("The check still hangs from an earlier run, which counts as a failure.", "timeout");
        }

        // The limit holds for the check, not for the caller: who gives up early leaves no check behind unwatched.
        return await RunWithinLimitAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunbookItem> RunWithinLimitAsync()
    {
        // Not disposed: it holds no timer, and a check that comes late may still look at its token.
        var timeUp = new CancellationTokenSource();
        var token = timeUp.Token;

        // On the pool: a check that blocks its caller must not hold up the others.
        var run = Task.Run(() => CheckAsync(token), CancellationToken.None);
        try
        {
            return await run.WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _overdue = run;
            _ = timeUp.CancelAsync();
            RunbookLog.CheckTimedOut(logger, check.Id, limit);
            return Failed("The check did not answer in time, which counts as a failure.", "timeout");
        }
    }

    private async Task<RunbookItem> CheckAsync(CancellationToken timeUp)
    {
        try
        {
            var outcome = await check.CheckAsync(timeUp).ConfigureAwait(false);
            return new RunbookItem(
                check.Id,
                outcome.Ok,
                check.Severity,
                RunbookDetail.Shorten(outcome.Message ?? ""),
                RunbookDetail.Normalize(outcome.Detail));
        }
        catch (Exception exception)
        {
            RunbookLog.CheckThrew(logger, exception, check.Id);
            return Failed(Explain(exception), exception.GetType().Name);
        }
    }

    // Messages of foreign exceptions can hold connection strings; ours are written to be shown.
    private static string Explain(Exception exception) => exception switch
    {
        ValhallaStoreException store => $"The store did not answer ({WireNames.Of(store.Failure)}).",
        OperationCanceledException => "The check did not answer in time, which counts as a failure.",
        _ => $"The check broke with {exception.GetType().Name}, which counts as a failure.",
    };

    private RunbookItem Failed(string message, string error) =>
        new(check.Id, Ok: false, check.Severity, message, new Dictionary<string, object?> { ["error"] = error });
}

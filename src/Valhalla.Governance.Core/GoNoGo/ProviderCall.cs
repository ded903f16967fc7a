using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.GoNoGo;

/// <summary>
/// One provider. Callers that come while it observes share the answer, so that one which hangs holds one call and not
/// one for each look. Thread-safe.
/// </summary>
internal sealed class ProviderCall(
    IEvidenceProvider provider, TimeSpan timeout, GoNoGoMetrics metrics, TimeProvider time, ILogger logger)
    : IDisposable
{
    private readonly Lock _sharing = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _name = provider.GetType().Name;
    private Task<IReadOnlyList<Evidence>>? _shared;
    private Task _running = Task.CompletedTask;

    public bool MayGive(IReadOnlySet<SignalName>? wanted)
    {
        try
        {
            return wanted is null || provider.Signals is not { } signals || signals.Any(wanted.Contains);
        }
        catch (Exception)
        {
            // Then it is asked, and what it does there is told.
            return true;
        }
    }

    /// <summary>What it knows; nothing when it fails. Never throws.</summary>
    public Task<IReadOnlyList<Evidence>> ObserveAsync()
    {
        lock (_sharing)
        {
            if (_shared is { IsCompleted: false } shared)
            {
                return shared;
            }

            if (_running.IsCompleted)
            {
                return _shared = RunAsync();
            }
        }

        // Its time was up before, and it has not come back since: a second call would hang as well.
        return Task.FromResult(Nothing("hangs", "is still at its last call", exception: null));
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task<IReadOnlyList<Evidence>> RunAsync()
    {
        var limit = new CancellationTokenSource(timeout, time);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
        var running = Task.Run(
            async () => await provider.ObserveAsync(stop.Token).ConfigureAwait(false), CancellationToken.None);
        _running = running.ContinueWith(
            done =>
            {
                _ = done.Exception;
                stop.Dispose();
                limit.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            var observed = await running.WaitAsync(timeout, time, CancellationToken.None).ConfigureAwait(false);
            return EvidenceRules.Wrong(observed) is { } wrong
                ? Nothing("invalid", $"gave {wrong}", exception: null)
                : observed;
        }
        catch (TimeoutException exception)
        {
            return Nothing("timeout", "took too long", exception);
        }
        catch (Exception exception)
        {
            return Nothing("error", "failed", exception);
        }
    }

    private IReadOnlyList<Evidence> Nothing(string reason, string what, Exception? exception)
    {
        metrics.ProviderFailed(_name, reason);
        GoNoGoLog.ProviderFailed(logger, exception, _name, what);
        return [];
    }
}

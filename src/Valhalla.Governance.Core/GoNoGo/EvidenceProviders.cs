using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Asks all providers at once, each within its time limit. Thread-safe.</summary>
internal sealed class EvidenceProviders : IDisposable
{
    private readonly ProviderCall[] _calls;

    public EvidenceProviders(
        IEnumerable<IEvidenceProvider> providers,
        IOptions<GoNoGoOptions> options,
        GoNoGoMetrics metrics,
        TimeProvider time,
        GuardedLogger<EvidenceProviders> logger) => _calls =
        [
            .. providers.Select(
                provider => new ProviderCall(provider, options.Value.ProviderTimeout, metrics, time, logger)),
        ];

    /// <summary>What they know now. One that fails gives nothing.</summary>
    /// <param name="wanted">The signals that are asked for; null for all there are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<IReadOnlyList<Evidence>> ObserveAsync(
        IReadOnlySet<SignalName>? wanted, CancellationToken cancellationToken)
    {
        var answers = await Task
            .WhenAll(_calls.Where(call => call.MayGive(wanted)).Select(call => call.ObserveAsync()))
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. answers.SelectMany(static answer => answer)];
    }

    public void Dispose()
    {
        foreach (var call in _calls)
        {
            call.Dispose();
        }
    }
}

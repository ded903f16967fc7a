using System.Collections.Concurrent;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Ramp;

/// <summary>
/// The newest observations that the rollback triggers read. It remembers them, so that a provider that fails once does
/// not blind the ramp before its last observation is too old. Thread-safe; bounded by the number of triggers.
/// </summary>
internal sealed class RampEvidence(IEvidenceReader reader, RampTriggers triggers)
{
    private readonly HashSet<SignalName> _wanted = [.. triggers.All.Select(static trigger => trigger.Signal)];
    private readonly ConcurrentDictionary<SignalName, Evidence> _newest = [];

    /// <exception cref="ValhallaStoreException">What was posted could not be read.</exception>
    public async ValueTask<IReadOnlyDictionary<SignalName, Evidence>> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(_wanted, cancellationToken).ConfigureAwait(false);
        foreach (var signal in _wanted)
        {
            if (read.TryGetValue(signal, out var evidence))
            {
                _newest[signal] = evidence;
            }
        }

        return _newest;
    }
}

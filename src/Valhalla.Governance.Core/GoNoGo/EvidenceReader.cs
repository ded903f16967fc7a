using System.Collections.Frozen;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoNoGo;

/// <inheritdoc cref="IEvidenceReader" />
internal sealed class EvidenceReader(EvidenceProviders providers, IGoNoGoStore store, IStoreClock clock)
    : IEvidenceReader
{
    public async ValueTask<FrozenDictionary<SignalName, Evidence>> ReadAsync(
        IReadOnlySet<SignalName>? wanted, CancellationToken cancellationToken)
    {
        var posted = store.ReadNewestEvidenceAsync(cancellationToken).AsTask();
        var observed = await providers.ObserveAsync(wanted, cancellationToken).ConfigureAwait(false);
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        return EvidenceRules.Merge(observed, await posted.ConfigureAwait(false), now);
    }
}

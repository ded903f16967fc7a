using System.Collections.Frozen;

namespace Valhalla.Governance.GoNoGo;

/// <inheritdoc cref="IEvidenceReader" />
internal sealed class EvidenceReader(EvidenceProviders providers, IGoNoGoStore store) : IEvidenceReader
{
    public async ValueTask<FrozenDictionary<SignalName, Evidence>> ReadAsync(
        IReadOnlySet<SignalName>? wanted, CancellationToken cancellationToken)
    {
        var posted = store.ReadNewestEvidenceAsync(cancellationToken).AsTask();
        var observed = await providers.ObserveAsync(wanted, cancellationToken).ConfigureAwait(false);
        return EvidenceRules.Merge(observed, await posted.ConfigureAwait(false));
    }
}

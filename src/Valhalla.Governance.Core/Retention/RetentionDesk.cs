using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Retention;

/// <summary>Shows where retention stands.</summary>
internal sealed class RetentionDesk(IRetentionStore store, IOptions<RetentionOptions> options) : IGovernanceRetention
{
    public ValueTask<RetentionStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        store.ReadStatusAsync(RetentionRule.All(options.Value), options.Value.Enabled, cancellationToken);
}

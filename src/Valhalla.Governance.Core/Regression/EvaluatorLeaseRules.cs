namespace Valhalla.Governance.Regression;

/// <summary>Who may hold the evaluator's lease. Pure.</summary>
internal static class EvaluatorLeaseRules
{
    /// <summary>The longest lease there is, the upper bound of <see cref="RegressionOptions.LeaseDuration"/>.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromMinutes(5);

    /// <summary>Whether any node may take it.</summary>
    /// <remarks>A lease that ends later than any can was written before the store's clock was set back.</remarks>
    public static bool IsFree(EvaluatorLease? lease, DateTimeOffset now) =>
        lease is null || now >= lease.ExpiresAt || lease.ExpiresAt > now + LongestDuration;

    /// <summary>The lease after a node has asked for it; null when another holds it.</summary>
    public static EvaluatorLease? Hold(EvaluatorLease? lease, string node, TimeSpan duration, DateTimeOffset now)
    {
        if (lease is not null && string.Equals(lease.Holder, node, StringComparison.Ordinal))
        {
            // Nobody has taken over, so nobody else has fired since: the token stays.
            return lease with { ExpiresAt = now + duration };
        }

        return IsFree(lease, now) ? new EvaluatorLease(node, (lease?.Token ?? 0) + 1, now + duration) : null;
    }
}

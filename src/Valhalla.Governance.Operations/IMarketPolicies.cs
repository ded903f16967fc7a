namespace Valhalla.Governance;

/// <summary>
/// Market policies: when, how and which people of a province or market may be contacted. They narrow the statutory
/// calling hours and never widen them.
/// </summary>
/// <remarks>
/// Thread-safe. Checks time, channel and lead score only: not consent, nor do-not-call lists, nor how often somebody
/// was contacted.
/// </remarks>
public interface IMarketPolicies
{
    /// <summary>Reads all policies, by province, the province's own before those of its markets.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<IReadOnlyList<MarketPolicy>> GetPoliciesAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates or changes a policy, with an audit record.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait; the change may still have been made.</param>
    /// <returns>The policy after the change.</returns>
    /// <exception cref="ArgumentException">The province or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">
    /// The windows are wider than the statutory calling hours, or the values make no sense together.
    /// </exception>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    ValueTask<MarketPolicy> UpsertPolicyAsync(
        MarketPolicyChange change, CancellationToken cancellationToken = default);

    /// <summary>The policy that counts somewhere: the market's, or the province's where the market has none.</summary>
    /// <param name="province">The province.</param>
    /// <param name="market">The market; null for anywhere in the province.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The province is not one.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<EffectiveMarketPolicy> GetEffectiveAsync(
        ProvinceCode province, MarketName? market, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether somebody may be contacted now, at another time, or when the recipient's clock shows a time; and if not,
    /// from when on. Records the KPI <c>MARKET_POLICY</c>/<c>contact_check</c>.
    /// </summary>
    /// <param name="request">Whom, how and when.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<ContactResult> CanContactAsync(ContactRequest request, CancellationToken cancellationToken = default);
}

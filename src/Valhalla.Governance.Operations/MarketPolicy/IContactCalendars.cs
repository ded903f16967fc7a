namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Makes the contact calendar of a place from the policy in effect there. Thread-safe.</summary>
internal interface IContactCalendars
{
    /// <summary>
    /// When people there may be contacted, as far as time goes: whether the policy is enabled, and for which channels
    /// and scores, is another question.
    /// </summary>
    /// <param name="province">The province.</param>
    /// <param name="market">The market; null for anywhere in the province.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<ContactCalendar> GetAsync(
        ProvinceCode province, MarketName? market, CancellationToken cancellationToken);
}

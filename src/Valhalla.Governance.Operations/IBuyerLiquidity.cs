namespace Valhalla.Governance;

/// <summary>
/// Buyer liquidity: how well buyers of a market respond and close of late, so that nothing is offered where nobody
/// buys.
/// </summary>
/// <remarks>
/// Thread-safe. Feedback is added to sums that decay with a half-life of <see cref="LiquidityScore.HalfLifeDays"/>
/// days; the decay is computed when they are read, so that no job has to run.
/// </remarks>
public interface IBuyerLiquidity
{
    /// <summary>
    /// Stores what a buyer did and adds it to the node of its market, in one transaction, and emits the KPI
    /// <c>buyer_feedback</c>.
    /// </summary>
    /// <param name="request">The feedback.</param>
    /// <param name="cancellationToken">Ends the wait; it may still have been stored.</param>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<BuyerFeedbackResult> RecordFeedbackAsync(
        BuyerFeedbackRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the nodes, by province, market and property type, with the rates over all that match.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not 1 to 1 000.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<LiquidityNodePage> GetNodesAsync(
        LiquidityNodeQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Scores a market now, with every term of the score. A market with fewer contacts than
    /// <see cref="BuyerLiquidityOptions.MinContacts"/>, or none given, is scored by its province.
    /// </summary>
    /// <param name="province">The province.</param>
    /// <param name="market">The market; null asks for the province.</param>
    /// <param name="propertyType">The property type; null is <c>SFR</c>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The province is the default value of its type.</exception>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    ValueTask<LiquidityScore> GetScoreAsync(
        ProvinceCode province,
        MarketName? market = null,
        PropertyType? propertyType = null,
        CancellationToken cancellationToken = default);
}

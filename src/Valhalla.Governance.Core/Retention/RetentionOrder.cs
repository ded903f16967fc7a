namespace Valhalla.Governance.Retention;

/// <summary>One step of deleting: the next rows of a table by id.</summary>
/// <param name="Table">The table.</param>
/// <param name="Before">Only rows from before this instant.</param>
/// <param name="AfterId">Only rows behind this id.</param>
/// <param name="BatchSize">At most so many rows are looked at.</param>
/// <param name="Kept">Series whose KPI events behind an id stay, whatever their age.</param>
internal sealed record RetentionOrder(
    string Table, DateTimeOffset Before, long AfterId, int BatchSize, IReadOnlyList<KeptSeries> Kept)
{
    /// <summary>
    /// The store's clock. A row that is dated later was dated wrongly, and says nothing about the age of those behind.
    /// </summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.MaxValue;
}

namespace Valhalla.Governance.EntityFramework.Offers;

/// <summary>
/// A row of <c>offer_evidence</c>: what an offer was computed from. Amounts are counts of 1/10 000 of the currency
/// unit.
/// </summary>
internal sealed class OfferEvidenceRow
{
    public long Id { get; set; }

    public string Province { get; set; } = "";

    public string? Market { get; set; }

    public string? LeadId { get; set; }

    public long Arv { get; set; }

    public long Repairs { get; set; }

    public long Fees { get; set; }

    public int MultiplierBp { get; set; }

    public long? Mao { get; set; }

    public string? Reason { get; set; }

    public long PolicyVersion { get; set; }

    public string? Comps { get; set; }

    public string? Assumptions { get; set; }

    public string Hash { get; set; } = "";

    public Guid? ReservationId { get; set; }

    public string Actor { get; set; } = "";

    public string? CorrelationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

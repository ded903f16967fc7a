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

    public static OfferEvidenceRow Of(OfferEvidence evidence) => new()
    {
        Province = evidence.Province.Value,
        Market = evidence.Market?.Value,
        LeadId = evidence.LeadId,
        Arv = evidence.Arv.Units,
        Repairs = evidence.Repairs.Units,
        Fees = evidence.Fees.Units,
        MultiplierBp = evidence.MultiplierBasisPoints,
        Mao = evidence.Mao?.Units,
        Reason = evidence.Reason,
        PolicyVersion = evidence.PolicyVersion,
        Comps = evidence.CompsJson,
        Assumptions = evidence.AssumptionsJson,
        Hash = evidence.Hash,
        ReservationId = evidence.ReservationId?.Value,
        Actor = evidence.Actor,
        CorrelationId = evidence.CorrelationId,
        CreatedAt = evidence.CreatedAt.ToUniversalTime(),
    };

    public OfferEvidence ToEvidence() => new()
    {
        Id = Id,
        Province = new ProvinceCode(Province),
        Market = Market is { } market ? new MarketName(market) : null,
        LeadId = LeadId,
        Arv = Money.FromUnits(Arv),
        Repairs = Money.FromUnits(Repairs),
        Fees = Money.FromUnits(Fees),
        MultiplierBasisPoints = MultiplierBp,
        Mao = Mao is { } mao ? Money.FromUnits(mao) : null,
        Reason = Reason,
        PolicyVersion = PolicyVersion,
        CompsJson = Comps,
        AssumptionsJson = Assumptions,
        Hash = Hash,
        ReservationId = ReservationId is { } id ? new ReservationId(id) : null,
        Actor = Actor,
        CorrelationId = CorrelationId,
        CreatedAt = CreatedAt,
    };
}

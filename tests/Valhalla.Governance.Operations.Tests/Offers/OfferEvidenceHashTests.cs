using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Operations.Tests.Offers;

public sealed class OfferEvidenceHashTests
{
    private static readonly OfferEvidence Evidence = new()
    {
        Province = new ProvinceCode("ON"),
        Market = new MarketName("TORONTO"),
        LeadId = "lead \"7\" \\ é 😀",
        Arv = Money.FromDecimal(450_000),
        Repairs = Money.FromDecimal(50_000),
        Fees = Money.Smallest,
        MultiplierBasisPoints = 7_000,
        Mao = Money.FromDecimal(265_000),
        PolicyVersion = 3,
        CompsJson = """[{"price":440000.50,"street":"Élan \"9\""}]""",
        AssumptionsJson = """{"rate":0.05}""",
        ReservationId = new ReservationId(Guid.Parse("01939e2c-1f6b-7000-8000-000000000000")),
        Actor = "anna",
        CreatedAt = new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero).AddMicroseconds(123_456),
    };

    private static readonly Func<OfferEvidence, string, OfferEvidence>[] Changes =
    [
        (e, _) => e with { Province = new ProvinceCode("QC") },
        (e, _) => e with { Market = null },
        (e, s) => e with { LeadId = e.LeadId + s },
        (e, _) => e with { Arv = e.Arv + Money.Smallest },
        (e, _) => e with { Repairs = e.Repairs + Money.Smallest },
        (e, _) => e with { Fees = e.Fees + Money.Smallest },
        (e, _) => e with { MultiplierBasisPoints = e.MultiplierBasisPoints + 1 },
        (e, _) => e with { Mao = null },
        (e, s) => e with { Reason = s },
        (e, _) => e with { PolicyVersion = e.PolicyVersion + 1 },
        (e, s) => e with { CompsJson = e.CompsJson + s },
        (e, s) => e with { AssumptionsJson = e.AssumptionsJson + s },
        (e, _) => e with { ReservationId = null },
        (e, s) => e with { Actor = e.Actor + s },
        (e, s) => e with { CorrelationId = s },
        (e, _) => e with { CreatedAt = e.CreatedAt.AddMicroseconds(1) },
    ];

    // The digest comes from Python: json.dumps(sort_keys=True, separators=(',', ':'), ensure_ascii=False) of the same
    // members, and hashlib.sha256 of its UTF-8.
    [Fact]
    public void Seal_KnownEvidence_HasTheHashThatOthersCompute() => Assert.Equal(
        "77461c81632e5c08f8ed87d102120c210384f9f8ed0ef672c8ba172c25528789", OfferEvidenceHash.Seal(Evidence).Hash);

    [Fact]
    public void Seal_ControlCharacters_AreEscapedAsRfc8785Has() => Assert.Contains(
        """
        "lead_id":"\b\t\n\f\r\u0001\u001f\"\\/"
        """,
        OfferEvidenceHash.CanonicalJson(Evidence with { LeadId = "\b\t\n\f\r\u0001\u001f\"\\/" }),
        StringComparison.Ordinal);

    [Fact]
    public void Seal_ThenId_StaysValid()
    {
        var stored = OfferEvidenceHash.Seal(Evidence with { CreatedAt = Evidence.CreatedAt.AddTicks(7) });

        Assert.Equal(Evidence.CreatedAt, stored.CreatedAt);
        Assert.True((stored with { Id = 7 }).HasValidHash());
        Assert.True((stored with { CreatedAt = stored.CreatedAt.ToOffset(TimeSpan.FromHours(-5)) }).HasValidHash());
    }

    [Fact]
    public void Changes_OfTests_CoverEveryField() => Assert.Equal(
        typeof(OfferEvidence).GetProperties().Length - 2, Changes.Length); // all but Id and Hash

    [Fact]
    public void AnyChange_OfAnyFields_InvalidatesTheHash()
    {
        var changes = (
            from which in Gen.Elements(Changes).NonEmptyListOf()
            from text in Gen.Elements("x", " ", "\"", "null", ",", "}")
            select (which, text)).ToArbitrary();
        var stored = OfferEvidenceHash.Seal(Evidence);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(changes, change =>
        {
            var other = change.which.Aggregate(stored, (evidence, apply) => apply(evidence, change.text));
            return !other.HasValidHash() && OfferEvidenceHash.Compute(other) != stored.Hash;
        }));
    }

    [Fact]
    public void Compute_TextMovedBetweenFields_IsAnotherHash() => Assert.NotEqual(
        OfferEvidenceHash.Compute(Evidence with { Reason = null, CorrelationId = "a" }),
        OfferEvidenceHash.Compute(Evidence with { Reason = "a", CorrelationId = null }));
}

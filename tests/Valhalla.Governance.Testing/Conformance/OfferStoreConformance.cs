using System.Globalization;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IOfferStore"/> does.</summary>
public abstract class OfferStoreConformance : StoreConformance
{
    private static readonly IdempotencyTicket Ticket = new("offers", "key", new string('c', 64));

    private static readonly OfferEvidence Everything = OfferEvidenceHash.Seal(new OfferEvidence
    {
        Province = new ProvinceCode("ON"),
        Market = new MarketName("TORONTO"),
        LeadId = "lead \"7\" é 😀",
        Arv = Money.FromDecimal(Money.MaxCurrencyUnits),
        Repairs = Money.FromDecimal(0.0001m),
        Fees = Money.FromDecimal(2_500.25m),
        MultiplierBasisPoints = 6_550,
        Mao = Money.FromDecimal(265_000.0001m),
        Reason = "would_exceed_policy",
        PolicyVersion = 3,
        CompsJson = """[ {"price":440000.50, "street":"Élan","price2":1e2} ]""",
        AssumptionsJson = """{"b":1,"a":0.10}""",
        ReservationId = new ReservationId(Guid.Parse("01939e2c-1f6b-7000-8000-000000000000")),
        Actor = "anna",
        CorrelationId = "deal-7",
        CreatedAt = new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero).AddTicks(1_234_567),
    });

    private IOfferStore Offers => Store.Offers;

    [ConformanceFact]
    public async Task Append_EveryField_ReadBackWithTheSameHash()
    {
        var id = (await Offers.AppendAsync(Everything, null, Answer, CancellationToken.None)).Id;

        var read = await Offers.FindAsync(id, CancellationToken.None);

        Assert.True(id > 0);
        Assert.Equal(Everything with { Id = id }, read);
        Assert.True(read!.HasValidHash());
        Assert.Null(await Offers.FindAsync(id + 1, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Append_NoOptionalField_ReadBackWithTheSameHash()
    {
        var least = OfferEvidenceHash.Seal(new OfferEvidence
        {
            Province = new ProvinceCode("NU"),
            Arv = Money.Smallest,
            Repairs = Money.Zero,
            Fees = Money.Zero,
            MultiplierBasisPoints = 1,
            Reason = "no_viable_offer",
            PolicyVersion = 1,
            Actor = "system",
            CreatedAt = Everything.CreatedAt,
        });

        var id = (await Offers.AppendAsync(least, null, Answer, CancellationToken.None)).Id;

        var read = await Offers.FindAsync(id, CancellationToken.None);
        Assert.Equal(least with { Id = id }, read);
        Assert.True(read!.HasValidHash());
    }

    [ConformanceFact]
    public async Task Append_SameKeyRacing_OneStoredAndAllGetItsAnswer()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await Offers.AppendAsync(Everything, Ticket, Answer, CancellationToken.None))));

        var stored = Assert.Single(results, result => result.Earlier is null);
        Assert.All(results, result => Assert.True(
            result.Id == stored.Id || (result.Id == 0 && result.Earlier!.AnswerJson == Answer(stored.Id))));
        Assert.Equal(
            new StoredAnswer(Ticket.RequestHash, Answer(stored.Id)),
            await Offers.FindAnswerAsync(Ticket, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task FindAnswer_OtherKeyOrScope_IsNull()
    {
        await Offers.AppendAsync(Everything, Ticket, Answer, CancellationToken.None);

        Assert.Null(await Offers.FindAnswerAsync(Ticket with { Key = "other" }, CancellationToken.None));
        Assert.Null(await Offers.FindAnswerAsync(Ticket with { Scope = "risk" }, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Append_AnswerThatCannotBeMade_StoresNothing()
    {
        await Assert.ThrowsAsync<FormatException>(async () => await Offers.AppendAsync(
            Everything, Ticket, _ => throw new FormatException(), CancellationToken.None));

        Assert.Null(await Offers.FindAnswerAsync(Ticket, CancellationToken.None));
        Assert.Null(await Offers.FindAsync(1, CancellationToken.None));
    }

    private static string Answer(long id) => id.ToString(CultureInfo.InvariantCulture);
}

using Snippets;

namespace Valhalla.Governance.Operations.Tests.Offers;

/// <summary>The worked examples of the documentation, as they stand there.</summary>
public sealed class OfferSnippetTests
{
    [Fact]
    public async Task Compute_OfThePage_GivesItsResult()
    {
        await using var host = new OfferHost();

        var offer = await OfferSnippets.ComputeAsync(host.Offers, CancellationToken.None);

        Assert.Equal((true, OfferHost.M(262_500)), (offer.IsOk, offer.Calculation!.Mao!.Value));
        await OfferSnippets.VerifyAsync(host.Offers, offer.EvidenceId!.Value, CancellationToken.None);
    }

    [Fact]
    public async Task Reserve_OfThePage_SendsWhatIsReserved()
    {
        await using var host = new OfferHost();
        await host.EnableAsync();
        var sent = new List<Money>();

        await OfferSnippets.ReserveAsync(host.Offers, OfferHost.Small(), Send, CancellationToken.None);
        await OfferSnippets.ReserveAsync(
            host.Offers, OfferHost.Small() with { Arv = OfferHost.M(2_000) }, Send, CancellationToken.None);

        Assert.Equal([OfferHost.M(500)], sent);
        Assert.Equal(OfferHost.M(500), await host.ReservedAsync());

        Task Send(Money mao)
        {
            sent.Add(mao);
            return Task.CompletedTask;
        }
    }
}

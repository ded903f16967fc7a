using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Operations.Tests;

/// <summary>Stored answers that a newer build wrote are read: what is not known is shown as unknown.</summary>
public sealed class NewerAnswersTests
{
    [Fact]
    public void ReadOffer_StatusOfANewerBuild_IsNoOffer()
    {
        var json = OfferAnswers.Write(new OfferResult { Status = OfferStatus.Ok })
            .Replace("\"Ok\"", "\"OfTomorrow\"", StringComparison.Ordinal);

        var read = OfferAnswers.Read(json);

        Assert.False(read.IsOk);
        Assert.Equal("unknown", WireNames.Of(read.Status));
    }

    [Theory]
    [InlineData("\"OfTomorrow\"")]
    [InlineData("77")]
    public void ReadLadder_StatusOfANewerBuild_IsUnknown(string status)
    {
        var json = StoredLadder.Write(CreateLadderStatus.Created, []);
        var newer = json.Replace("\"Status\":0", $"\"Status\":{status}", StringComparison.Ordinal);
        Assert.NotEqual(json, newer);

        Assert.Equal("unknown", WireNames.Of(StoredLadder.Read(newer).Status));
    }
}

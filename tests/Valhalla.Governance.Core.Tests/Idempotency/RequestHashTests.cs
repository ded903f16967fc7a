using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Core.Tests.Idempotency;

/// <summary>Hashes are stored with the answers, so they must stay as they are from release to release.</summary>
public sealed class RequestHashTests
{
    [Fact]
    public void Of_KnownParts_TheStoredHash()
    {
        Assert.Equal(
            "76352ee7edeb904ab929cad13d1251b4831eccc763fc9769bc5db67468c61fc7",
            RequestHash.Of("reserve", "WHOLESALE", "10000", "tester", null, ""));
        Assert.Equal(
            "a9393ffc25ee4151e25542dc18f5d6065f0d912d87f9c4e90a8fb0bb23d78d3b",
            RequestHash.Of("settle", new string('é', 600), null));
    }

    [Fact]
    public void Of_PartsDividedOtherwise_AnotherHash()
    {
        Assert.NotEqual(RequestHash.Of("ab", "c"), RequestHash.Of("a", "bc"));
        Assert.NotEqual(RequestHash.Of("a", null), RequestHash.Of("a", ""));
    }
}

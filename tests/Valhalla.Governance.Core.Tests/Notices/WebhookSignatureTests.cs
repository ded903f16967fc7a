using System.Text;
using Valhalla.Governance.Notices;

namespace Valhalla.Governance.Core.Tests.Notices;

public sealed class WebhookSignatureTests
{
    // HMAC-SHA-256 of `1768318200.{"id":1}`, computed with Python's hmac module.
    [Fact]
    public void Create_KnownBody_IsTheKnownSignature() => Assert.Equal(
        "t=1768318200,v1=5b3259a3b1155ec2e4ae4b1a3e13f21294381986bf1def3de95d22b72f0a91c8",
        WebhookSignature.Create(
            "0123456789abcdef0123456789abcdef"u8.ToArray(),
            DateTimeOffset.FromUnixTimeSeconds(1_768_318_200),
            Encoding.UTF8.GetBytes("""{"id":1}""")));

    [Fact]
    public void Create_TwoSecrets_HasTheSignatureOfEach()
    {
        byte[][] secrets = ["0123456789abcdef0123456789abcdef"u8.ToArray(), "another secret of 32 bytes"u8.ToArray()];
        var at = DateTimeOffset.FromUnixTimeSeconds(1_768_318_200);
        var body = Encoding.UTF8.GetBytes("""{"id":1}""");

        var both = WebhookSignature.Create(secrets, at, body);

        var second = WebhookSignature.Create(secrets[1], at, body).Split(',')[1];
        Assert.Equal($"{WebhookSignature.Create(secrets[0], at, body)},{second}", both);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Valhalla.Governance.Notices;

/// <summary>The signature of a webhook's request.</summary>
internal static class WebhookSignature
{
    public const string Header = "Valhalla-Signature";
    public const string IdHeader = "Valhalla-Notice-Id";

    /// <summary>
    /// <c>t=…,v1=…</c>: the time in Unix seconds, and in lower-case hex the HMAC-SHA-256 of that time as text, a
    /// full stop and the body.
    /// </summary>
    public static string Create(byte[] secret, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        Create([secret], at, body);

    /// <summary>As the other, with a <c>v1</c> for each secret: a receiver that knows one of them takes it.</summary>
    public static string Create(IReadOnlyList<byte[]> secrets, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var header = new StringBuilder("t=").Append(time);
        foreach (var secret in secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
            hmac.AppendData(body);
            header.Append(",v1=").Append(Convert.ToHexStringLower(hmac.GetHashAndReset()));
        }

        return header.ToString();
    }
}

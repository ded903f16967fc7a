using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance;

namespace Snippets;

internal static class NoticeSnippets
{
    public static void AddOwn(ValhallaBuilder builder)
    {
        #region notices-own
        builder.Services.AddSingleton<IGovernanceNotifier, PagerNotifier>();
        #endregion
    }

    #region notices-verify
    public static bool IsGenuine(string signature, byte[] body, string secret, DateTimeOffset now)
    {
        var parts = signature.Split(',');
        if (!parts[0].StartsWith("t=", StringComparison.Ordinal)
            || !long.TryParse(parts[0][2..], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            || Math.Abs(now.ToUnixTimeSeconds() - time) > 300)
        {
            return false;
        }

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(parts[0][2..] + "."));
        hmac.AppendData(body);
        var expected = Encoding.ASCII.GetBytes("v1=" + Convert.ToHexStringLower(hmac.GetHashAndReset()));

        // One for each secret that is in use: two while it is changed.
        return parts.Skip(1).Any(
            part => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(part)));
    }
    #endregion

    private sealed class PagerNotifier : IGovernanceNotifier
    {
        public string Name => "pager";

        public ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken) =>
            ValueTask.CompletedTask;
    }
}
